// What crosses between people: numbers of last month that everybody reads, and nobody changes in this one.
#pragma once
#include <type_traits>

#include "cxsim/world/people.hpp"

namespace cxsim::world {

/// A world's, beside its people: it follows them from a burn-in to the start of every scenario, and into a checkpoint.
/// Numbers alone, worked out from exact totals, so that neither threads nor blocks change a bit of it.
struct Commons {
  double share = 0;       // of the market that are customers, when the month began
  double net_talk = 0;    // messages a customer, good less bad
  double reputation = 0;  // on the nine-point scale
};
static_assert(std::is_trivially_copyable_v<Commons>);

/// What people read who hear nothing of each other: a market as it is meant to be, and the norm's talk.
Commons neutral_commons(const model::Parameters& parameters);

/// People at the start of a horizon, and what they read there.
struct Start {
  Population people;
  Commons commons;
};

}  // namespace cxsim::world
