// Mood: a first-order autoregression with no cause in the company. It widens the zone of tolerance and
// lifts perception a little. Source: Knowles, Grove & Pickett 1993 (sign); size assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Mood {
  double persistence = 0.5;
  double spread = 0.75;

  static constexpr auto rows() {
    using P = Mood;
    return std::tuple{
        row<&P::persistence>({"share per month", {0, 0.999}, "Share of a mood that is left a month later."}),
        row<&P::spread>({"SD", {0, 10}, "Standard deviation of mood over people in the long run."}),
    };
  }
};

/// Mood of the next month   m' = ρ m + σ √(1 − ρ²) ε, so that SD(m) = σ.
/// `innovation` is σ √(1 − ρ²), worked out once a month.
template <class V>
V next_mood(V mood, V normal, double innovation, const Mood& p) {
  return V(p.persistence) * mood + V(innovation) * normal;
}

}  // namespace cxsim::model
