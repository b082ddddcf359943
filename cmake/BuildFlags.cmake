# How everything is compiled: language, optimization, warnings, sanitizers, and what the processor may be asked for.
include(CheckCXXCompilerFlag)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)  # the core ends inside the Python module
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O3 -g")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")  # lines in stack traces; full information doubles the time to compile

# Results are promised equal on every compiler: a product and a sum are fused only where the code says so.
add_library(cxsim_flags INTERFACE)
target_compile_options(cxsim_flags INTERFACE -ffp-contract=off)
# clang counts signs among the conversions, g++ does not; vectors wider than the registers are only passed inline.
target_compile_options(cxsim_flags INTERFACE -Wall -Wextra -Wconversion -Wno-sign-conversion -Wshadow -Wno-psabi)
if(CXSIM_WERROR)
  target_compile_options(cxsim_flags INTERFACE -Werror)
endif()
if(CXSIM_SANITIZE)
  # Instrumented code looks uninitialized to g++ where the plain code does not.
  target_compile_options(cxsim_flags INTERFACE
    -fsanitize=${CXSIM_SANITIZE} -fno-omit-frame-pointer -Wno-maybe-uninitialized)
  target_link_options(cxsim_flags INTERFACE -fsanitize=${CXSIM_SANITIZE})
endif()

set(CXSIM_HAS_AVX2_FLAGS OFF)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
  check_cxx_compiler_flag("-mavx2 -mfma" CXSIM_COMPILER_KNOWS_AVX2)
  set(CXSIM_HAS_AVX2_FLAGS ${CXSIM_COMPILER_KNOWS_AVX2})
endif()
