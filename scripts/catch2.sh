#!/bin/sh
# Sees to it that Catch2 is there: the machine's own, else Debian's package, installed as root or else
# unpacked into .deps. The compiler is CXX or c++. Run it from the project's folder.
set -eu
have() {
    echo '#include "tests/cpp/catch.hpp"' | "${CXX:-c++}" -std=c++20 -I. -I.deps/usr/include -E -x c++ - >/dev/null 2>&1
}
have && exit 0
if ! command -v apt-get >/dev/null; then
    echo "Catch2 2.13 or newer is needed for the C++ tests: install it with this system's package manager." >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    # Another job may hold the package lock for a while; without the option that is an error at once.
    apt-get -o DPkg::Lock::Timeout=300 update
    apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends catch2
else
    mkdir -p .deps
    (cd .deps && apt-get download catch2 && dpkg -x catch2_*.deb .)
fi
have || { echo "Catch2 was installed, but ${CXX:-c++} does not find its headers." >&2; exit 1; }
