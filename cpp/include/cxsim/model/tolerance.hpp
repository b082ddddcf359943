// Zone of tolerance: from the adequate level a = d − Z up to the desired level d.
// Sources: Zeithaml, Berry & Parasuraman 1993, J. Acad. Marketing Science 21(1):1 (what moves the zone);
// widths and sizes assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Tolerance {
  double price = 0.10;
  double alternatives = 0.15;
  double mood = 0.10;
  double knowledge = 0.10;
  double failures = 0.20;
  double failures_counted = 2;
  double failure_memory = 0.85;
  double tenure = 0.05;

  static constexpr auto rows() {
    using P = Tolerance;
    return std::tuple{
        row<&P::price>({"log width per 10 %", {0, 5}, "Narrowing of the zone per 10 % of price above the reference."}),
        row<&P::alternatives>(
            {"log width per unit", {0, 5}, "Narrowing of the zone per unit of alternatives above the sector's mean."}),
        row<&P::mood>({"log width per SD", {-5, 5}, "Widening of the zone per unit of good mood."}),
        row<&P::knowledge>({"log width per SD", {-5, 5}, "Narrowing of the zone per SD of knowledge."}),
        row<&P::failures>({"log width per failure", {0, 5}, "Narrowing of the zone per remembered failure."}),
        row<&P::failures_counted>(
            {"failures", {0, 100}, "Remembered failures beyond this number narrow the zone no further."}),
        row<&P::failure_memory>(
            {"share per month", share_range, "Share of the remembered failures that is left a month later."}),
        row<&P::tenure>({"log width per log month", {-5, 5}, "Widening of the zone with ln(1 + tenure)."}),
    };
  }
};

/// Log width without failures   ℓ = ζ_m mood − ζ_k knowledge + ζ_τ ln(1 + τ) − 10 ζ_p (ln r)₊ − ζ_a (ALT − mean)
/// `price_rise` = ln(price/reference)₊, `alternatives` centred on the sector's mean.
template <class V>
V log_width(V mood, V knowledge, V tenure, V price_rise, V alternatives, const Tolerance& p) {
  return V(p.mood) * mood - V(p.knowledge) * knowledge + V(p.tenure) * log(V(1) + tenure) -
         V(10 * p.price) * price_rise - V(p.alternatives) * alternatives;
}

/// Factor on every dimension's width   Z/Z₀ = exp(ℓ − ζ_n min(n, n_max))
template <class V>
V width_factor(V log_width, V failures, const Tolerance& p) {
  return exp(V(log_width - V(p.failures) * min(failures, V(p.failures_counted))));
}

}  // namespace cxsim::model
