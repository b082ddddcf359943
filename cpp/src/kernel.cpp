#include "cxsim/world/kernel.hpp"

#include "cxsim/engine/check.hpp"
#include "cxsim/world/events.hpp"
#include "cxsim/world/scratch.hpp"

namespace cxsim::world {
namespace {

std::vector<Kernel> usable_kernels() {
  std::vector<Kernel> all;
#if defined(CXSIM_HAVE_AVX2)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) all.push_back(avx2_kernel());
#endif
  all.push_back(portable_kernel());
  return all;
}

}  // namespace

std::vector<std::string> instruction_sets() {
  std::vector<std::string> names;
  for (const auto& kernel : usable_kernels()) names.emplace_back(kernel.name);
  return names;
}

Kernel kernel(const std::string& instructions) {
  std::string known;
  for (const auto& each : usable_kernels()) {
    if (instructions == "auto" || instructions == each.name) return each;
    known += std::string(" ") + each.name;
  }
  engine::require(false, "instructions = ", instructions, ": this machine runs", known);
  return portable_kernel();
}

Scratch::Scratch(int dimensions, int block_rows, bool witnesses)
    : stride(engine::padded(block_rows)),
      people(columns_for(dimensions), block_rows),
      month(month_column_count, block_rows),
      quality(dimensions, block_rows),
      witnessed(witnesses ? event_columns(dimensions) : 0, block_rows),
      ids(stride),
      place(stride),
      places(stride * most_encounters),
      walk_ids(stride),
      walk_where(stride),
      words(4 * stride),
      rows(stride),
      order(stride),
      encounters(stride),
      journeys(stride),
      fixed(touchpoint_total_count * stride) {}

}  // namespace cxsim::world
