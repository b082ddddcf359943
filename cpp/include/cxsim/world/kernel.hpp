// The month, compiled once for each instruction set, and the choice among them.
#pragma once
#include <string>
#include <vector>

#include "cxsim/world/compile.hpp"
#include "cxsim/world/people.hpp"
#include "cxsim/world/series.hpp"

namespace cxsim::world {

struct Now;
struct Scratch;

using RunMonth = bool (*)(Block&, const SegmentPlan&, const Now&, Scratch&, const SeriesList&, std::int64_t*);

struct Kernel {
  const char* name;
  int lanes;
  RunMonth run;
};
Kernel portable_kernel();
Kernel avx2_kernel();

/// Names of the instruction sets that this build has and this machine can run, best first.
std::vector<std::string> instruction_sets();

/// The kernel of a named instruction set, or the best one for "auto".
Kernel kernel(const std::string& instructions);

/// Names and explanations of the steps of the month, in order.
std::vector<std::pair<std::string, std::string>> month_order();

}  // namespace cxsim::world
