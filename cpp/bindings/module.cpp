#include "bind.hpp"

PYBIND11_MODULE(_core, module) {
  module.doc() = "The compiled core of cxsim.";
  bind_parameters(module);
  bind_model(module);
  bind_simulate(module);
}
