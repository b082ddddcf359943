"""The version, read from the installed package, and those of what it stands on."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version

LIBRARIES = ("numpy", "scipy", "pandas", "xarray", "h5netcdf", "pydantic", "matplotlib")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed as a package"


__version__ = _version("cxsim")


def show_versions() -> None:
    """Print what to say in a bug report: versions, machine kind, instruction sets.

    >>> show_versions()  # doctest: +ELLIPSIS
    cxsim...
    """
    from . import _core

    machine = f"{platform.system()} {platform.machine()}, instruction sets {', '.join(_core.instruction_sets())}"
    lines = {"cxsim": __version__, "Python": platform.python_version(), "machine": machine}
    lines |= {name: _version(name) for name in LIBRARIES}
    sys.stdout.write("".join(f"{name:12}{value}\n" for name, value in lines.items()))
