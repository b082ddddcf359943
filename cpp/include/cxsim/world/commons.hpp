// What crosses between people: numbers of last month that everybody reads, and nobody changes in this one.
#pragma once
#include <cstdint>
#include <functional>
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

/// What the next month reads of one that is over; `sum` gives a total of it (`enum Total`), in real people.
Commons next_commons(const Commons& before, const std::function<double(int)>& sum, const model::Parameters& parameters);

/// What everybody may know of a person: bits, by id. They follow from the columns when the month begins.
using Standing = std::uint8_t;
inline constexpr Standing is_customer = 1, brought_someone = 2;  // someone whom they referred joined last month

/// Who is a customer, and who has referred somebody who joined last month.
std::vector<Standing> standing(const Population& people);

inline constexpr int referral_tries = 16;
/// Ids below this are whole numbers in a column; people beyond refer nobody.
inline constexpr std::uint32_t most_referrers = std::uint32_t{1} << 24;

/// People at the start of a horizon, and what they read there.
struct Start {
  Population people;
  Commons commons;
};

}  // namespace cxsim::world
