// From delivered quality to perceived quality.
// Sources: Boulding et al. 1993 (will pulls perception up, should pushes it down: signs); sizes assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Perception {
  double assimilation = 0.10;
  double should_contrast = 0.10;
  double mood = 0.10;
  double halo = 0.80;

  static constexpr auto rows() {
    using P = Perception;
    return std::tuple{
        row<&P::assimilation>({"share", share_range, "Pull of the will expectation on what is perceived."}),
        row<&P::should_contrast>({"points per point",
                                  {0, 1},
                                  "Loss of perceived quality per point of desired level above where it starts."}),
        row<&P::mood>({"points per SD", {-5, 5}, "Lift of perceived quality per unit of good mood."}),
        row<&P::halo>({"correlation root",
                       share_range,
                       "Weight of the part of an encounter's luck that all dimensions share; without it the dimensions "
                       "average out.",
                       assumed,
                       {0.5, 0.95}}),
    };
  }
};

/// Quality delivered on one dimension   q = Q + fit + σ (h ε₀ + √(1 − h²) ε)
/// `own` is √(1 − h²), worked out once; Q already holds touchpoint, channel and integration.
template <class V>
V delivered(V quality, V fit, V spread, V shared_luck, V own_luck, double own, const Perception& p) {
  return quality + fit + spread * (V(p.halo) * shared_luck + V(own) * own_luck);
}

/// Quality perceived   p = (1 − γ_w) q + γ_w w − γ_s (d − d₀) + mood
template <class V>
V perceived(V delivered, V will, V should, V mood, double initial_should, const Perception& p) {
  return delivered + V(p.assimilation) * (will - delivered) - V(p.should_contrast) * (should - initial_should) +
         V(p.mood) * mood;
}

}  // namespace cxsim::model
