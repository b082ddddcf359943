# What the core and its module stand on. Eigen and Boost come from the system if it has them, otherwise
# from the header wheels that the Python interpreter has (cmeel-eigen, libboost-headers).
find_package(Threads REQUIRED)

if(CXSIM_PYTHON)  # both components at once: pybind11 fails if the interpreter alone was found first
  find_package(Python 3.10 REQUIRED COMPONENTS Interpreter Development.Module)
  set(PYBIND11_FINDPYTHON ON)
  execute_process(COMMAND "${Python_EXECUTABLE}" -m pybind11 --cmakedir
    OUTPUT_VARIABLE CXSIM_PYBIND11_FOLDER OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  find_package(pybind11 3 CONFIG REQUIRED HINTS "${CXSIM_PYBIND11_FOLDER}")
endif()

# An imported target for the headers that hold PROBE, looked for in FOLDER of the WHEEL.
function(cxsim_headers_from_wheel target wheel folder probe)
  if(NOT Python_EXECUTABLE)
    find_package(Python 3.10 REQUIRED COMPONENTS Interpreter)
  endif()
  execute_process(
    COMMAND "${Python_EXECUTABLE}" -c
            "import importlib.metadata as m; print(m.distribution('${wheel}').locate_file('${folder}'))"
    OUTPUT_VARIABLE place OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  unset(CXSIM_HEADERS CACHE)  # the folder of an isolated build is gone at the next one
  find_path(CXSIM_HEADERS "${probe}" PATHS "${place}" PATH_SUFFIXES eigen3)
  if(NOT CXSIM_HEADERS)
    message(FATAL_ERROR "${probe} was not found: install its development package, "
                        "or run: ${Python_EXECUTABLE} -m pip install ${wheel}")
  endif()
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  set_target_properties(${target} PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${CXSIM_HEADERS}" INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${CXSIM_HEADERS}")
  unset(CXSIM_HEADERS CACHE)
endfunction()

find_package(Eigen3 3.4 QUIET CONFIG)
if(NOT TARGET Eigen3::Eigen)
  cxsim_headers_from_wheel(Eigen3::Eigen cmeel-eigen cmeel.prefix/include/eigen3 Eigen/Core)
endif()

find_package(Boost 1.74 QUIET CONFIG)
if(NOT TARGET Boost::headers)
  cxsim_headers_from_wheel(Boost::headers libboost-headers libboost_headers/include boost/random.hpp)
endif()
