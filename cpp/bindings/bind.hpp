// The families of bindings; module.cpp calls each once.
#pragma once
#include <pybind11/pybind11.h>

void bind_parameters(pybind11::module_& module);
void bind_model(pybind11::module_& module);
void bind_simulate(pybind11::module_& module);
