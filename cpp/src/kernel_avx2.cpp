// The month with AVX2 and fused multiply-add, eight people a lane.
#include "cxsim/world/kernel.hpp"
#include "cxsim/world/order.hpp"

namespace cxsim::world {

Kernel avx2_kernel() { return {"avx2", 8, run_month<engine::Lane<8>>}; }

}  // namespace cxsim::world
