// The month with plain x86-64 (or any) instructions: runs everywhere, slowly where there is no fused multiply-add.
#include "cxsim/world/kernel.hpp"
#include "cxsim/world/order.hpp"

namespace cxsim::world {

Kernel portable_kernel() { return {"portable", 4, run_month<engine::Lane<4>>}; }

std::vector<std::pair<std::string, std::string>> month_order() {
  std::vector<std::pair<std::string, std::string>> all{
      {"schedule", "levers and price paths have become one parameter set"},
      {"delivery", "quality, spread and failure odds per touchpoint and channel"}};
  for (const auto& step : month_steps<engine::Lane<4>>) all.emplace_back(step.name, step.doc);
  return all;
}

}  // namespace cxsim::world
