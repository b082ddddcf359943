# make demo    set up, run the demo study, write demo_report.html
# make test    set up, run the C++ and the quick Python tests      make test-slow   run the other Python tests
# make lint    style and types        make format   lay out all code        make tidy   what clang-tidy finds
# make bench   the month against plain NumPy      make site    the pages as a site, in build/site
# make clean   remove all that was made
#
# Needs make, python3 (3.10 or newer, with venv) and a C++20 compiler. WERROR=ON makes warnings errors;
# PRESET names the CMake preset of the C++ tests.
PYTHON ?= python3
PRESET ?= release
WERROR ?= OFF

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# The package is built with the tools of .venv and in the folder of the release preset, so that the C++ tests find
# the core compiled, and a change compiles only what it touched.
INSTALL := SKBUILD_BUILD_DIR=build/release SKBUILD_CMAKE_DEFINE="CXSIM_PYTHON=ON;CXSIM_TESTS=OFF;CXSIM_WERROR=$(WERROR)" \
           $(PIP) install --no-build-isolation --check-build-dependencies
BUILD_TOOLS := pip cmake ninja scikit-build-core pybind11 cmeel-eigen libboost-headers
PACKAGE := CMakeLists.txt pyproject.toml README.md LICENSE \
           $(shell find cmake cpp python -type f -not -name '*.py[co]' -not -name '*.so')
CPP_FILES = $(shell find cpp tests/cpp -name '*.hpp' -o -name '*.cpp')
PYTHON_FOLDERS := $(wildcard python tests scripts benchmarks notebooks)

ifneq ($(shell command -v ccache),)
export CMAKE_CXX_COMPILER_LAUNCHER ?= ccache
endif

.PHONY: demo test test-cpp test-python test-slow lint format tidy bench site clean

demo: .venv/.installed
	$(BIN)/cxsim compare examples/demo_study.yaml --report demo_report.html

test: test-cpp test-python

test-cpp: .venv/.installed .venv/.tested
	sh scripts/catch2.sh
	$(BIN)/cmake --preset $(PRESET) --log-level=WARNING -DCXSIM_TESTS=ON -DCXSIM_WERROR=$(WERROR) \
	    -DPython_EXECUTABLE=$(abspath $(BIN)/python) -DCMAKE_MAKE_PROGRAM=$(abspath $(BIN)/ninja) \
	    -DCMAKE_PREFIX_PATH=$(abspath .deps/usr)
	$(BIN)/cmake --build --preset $(PRESET)
	$(BIN)/ctest --preset $(PRESET)

test-python: .venv/.installed .venv/.tested
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow"

test-slow: .venv/.installed .venv/.tested
	$(BIN)/python -m pytest -n auto --dist worksteal -m slow

lint: .venv/.installed .venv/.linted
	$(BIN)/ruff check $(PYTHON_FOLDERS)
	$(BIN)/ruff format --check $(PYTHON_FOLDERS)
	$(BIN)/clang-format --dry-run --Werror $(CPP_FILES)
	$(BIN)/mypy

format: .venv/.linted
	$(BIN)/ruff check --fix --exit-zero --quiet $(PYTHON_FOLDERS)
	$(BIN)/ruff format $(PYTHON_FOLDERS)
	$(BIN)/clang-format -i $(CPP_FILES)

# Reads how the C++ tests were compiled, so run make test first.
tidy: .venv/.linted
	printf '%s\n' cpp/src/*.cpp | xargs -P 2 -n 1 $(BIN)/clang-tidy -p build/$(PRESET) --quiet

bench: .venv/.installed
	$(BIN)/python benchmarks/month.py

# From a copy that keeps the tree's layout, so that links work alike in both.
site: .venv/.documented
	rm -rf build/site_source && mkdir -p build/site_source/python/cxsim
	cp -r README.md CHANGELOG.md CONTRIBUTING.md LICENSE docs notebooks examples build/site_source
	cp -r python/cxsim/companies build/site_source/python/cxsim
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

clean:
	rm -rf build dist .venv .deps demo_report.html

# Stamps: each is made when its command has succeeded, so that a second run does only what has changed.
.venv/.tools: pyproject.toml
	@$(PYTHON) scripts/machine.py
	$(PYTHON) -m venv .venv
	$(PIP) install --upgrade $(BUILD_TOOLS)
	@touch $@

.venv/.installed: .venv/.tools $(PACKAGE)
	$(INSTALL) .
	@touch $@

# What tests and lint need beside the package changes only with pyproject.toml.
.venv/.tested: .venv/.tools | .venv/.installed
	$(INSTALL) '.[test]'
	@touch $@

.venv/.linted: .venv/.tools | .venv/.installed
	$(INSTALL) '.[lint]'
	@touch $@

.venv/.documented: .venv/.tools | .venv/.installed
	$(INSTALL) '.[docs]'
	@touch $@
