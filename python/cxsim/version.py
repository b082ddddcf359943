"""The version, read from the installed package."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("cxsim")
except PackageNotFoundError:  # run from a source tree
    __version__ = "0+unknown"
