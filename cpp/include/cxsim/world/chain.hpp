// A journey as an absorbing Markov chain on touchpoint × failed: how often each touchpoint is visited.
// Source: Kemeny & Snell 1960, Finite Markov Chains, chapter 3.
#pragma once
#include <vector>

#include "cxsim/model/parameters.hpp"

namespace cxsim::world {

/// Expected visits of each touchpoint in one journey of this kind   n = s (I − Q)⁻¹, without caps.
/// Throws std::invalid_argument if some journey never ends.
std::vector<double> expected_visits(const model::Parameters& parameters, int journey);

}  // namespace cxsim::world
