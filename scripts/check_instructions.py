"""Fail if code outside the AVX2 kernel uses AVX: it would crash on a machine without it.

Inline code that several objects share is linked once, and must then be the portable copy. Reads a linked file
with its symbols:   python scripts/check_instructions.py build/release/tests/cpp/cxsim_tests   (needs objdump).
"""

import re
import subprocess
import sys

FUNCTION = re.compile(r"^[0-9a-f]+ <(.*)>:$")
AVX = re.compile(r"^\s+[0-9a-f]+:\tv[a-z0-9]+\s")  # every AVX instruction is named v..., and no other that g++ writes


def functions_with_avx(binary: str) -> set[str]:
    """Names of the functions of a linked file that hold an AVX instruction."""
    command = ["objdump", "--disassemble", "--demangle", "--no-show-raw-insn", binary]
    function, found = "", set()
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():
        if start := FUNCTION.match(line):
            function = start[1]
        elif AVX.match(line):
            found.add(function)
    return found


def main() -> None:
    """Check the file that the command line names."""
    found = functions_with_avx(sys.argv[1])
    outside = sorted(name for name in found if "avx2" not in name)
    print(f"{len(found)} functions use AVX, {len(outside)} of them outside the AVX2 kernel")
    sys.exit("\n".join(outside) or None)


if __name__ == "__main__":
    main()
