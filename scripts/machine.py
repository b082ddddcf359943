"""Say in one line what this machine lacks to build cxsim, and how to get it.

Kept plain enough for an old Python 3, so that a version that is too old is told so, too.
"""

import importlib.util
import os
import shutil
import sys
import sysconfig


def missing():
    """Return one line for each thing that is missing."""
    python_header = os.path.join(sysconfig.get_paths()["include"], "Python.h")
    checks = [
        (sys.version_info >= (3, 10), "Python 3.10 or newer is needed: name it, as in make PYTHON=python3.11"),
        (importlib.util.find_spec("ensurepip"), "Python's venv module is missing: apt-get install python3-venv"),
        (os.path.exists(python_header), "Python.h is missing: apt-get install python3-dev"),
        (shutil.which(os.environ.get("CXX", "c++")), "A C++20 compiler is missing: apt-get install g++"),
    ]
    return [line for is_there, line in checks if not is_there]


if __name__ == "__main__":
    sys.exit("\n".join(missing()) or None)
