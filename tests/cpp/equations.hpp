// What tests of equations share: one number at a time, compared with its value in double precision.
#pragma once
#include <algorithm>
#include <cmath>

#include "catch.hpp"
#include "cxsim/engine/lane.hpp"

namespace cxsim::testing {

using V = engine::Lane<1>;

/// Equal but for the rounding of a few single-precision operations.
inline bool near(V found, double exact) {
  return std::abs(static_cast<double>(found[0]) - exact) <= 1e-6 * std::max(1.0, std::abs(exact));
}

}  // namespace cxsim::testing
