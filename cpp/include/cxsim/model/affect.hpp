// Affect: the emotion of an encounter lives beyond the zone, and people remember its peak.
// Sources: Fredrickson & Kahneman 1993 (peak); Slovic 1993 (bad weighs more); sizes assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Affect {
  double above = 0.20;
  double below = 0.60;
  double failure = 1.0;
  double mood = 0.05;
  double memory = 0.80;
  double fading = 0.01;
  double peak_weight = 0.50;

  static constexpr auto rows() {
    using P = Affect;
    return std::tuple{
        row<&P::above>({"affect per point", {0, 10}, "Joy per point above the desired level."}),
        row<&P::below>({"affect per point", {0, 10}, "Anger per point below the adequate level."}),
        row<&P::failure>(
            {"affect per severity", {0, 10}, "Anger at a failure of severity 1 that hits with full force."}),
        row<&P::mood>({"affect per SD", {-5, 5}, "Share of mood in what is felt."}),
        row<&P::memory>({"share per month", share_range, "Share of the fast memory that is left a month later."}),
        row<&P::fading>(
            {"share per month", share_range, "Fading of the best and the worst moment in a month with encounters."}),
        row<&P::peak_weight>(
            {"share", share_range, "Weight of best and worst moment together beside the fast memory."}),
    };
  }
};

/// Affect of one dimension   g_k = α₊ (p − d)₊ − α₋ (a − p)₊
template <class V>
V dimension_affect(V perceived, V should, V adequate, const Affect& p) {
  return V(p.above) * max(perceived - should, V(0)) - V(p.below) * max(adequate - perceived, V(0));
}

/// Affect of the encounter   g = Σ i_k g_k − α_F · severity · φ + α_m · mood
template <class V>
V encounter_affect(V dimensions, V hit, V mood, const Affect& p) {
  return dimensions - V(p.failure) * hit + V(p.mood) * mood;
}

/// Fast memory after a month whose strongest affect was g   f' = λ f + (1 − λ) g
template <class V>
V next_fast_affect(V fast, V strongest, const Affect& p) {
  return strongest + V(p.memory) * (fast - strongest);
}

/// Best moment remembered, 0 or more: a better one replaces it, any other month lets it fade   max((1 − δ) best, g)
template <class V>
V next_best_moment(V best, V highest, const Affect& p) {
  return max(V(V(1 - p.fading) * best), highest);
}

/// Worst moment remembered, 0 or less   min((1 − δ) worst, g)
template <class V>
V next_worst_moment(V worst, V lowest, const Affect& p) {
  return min(V(V(1 - p.fading) * worst), lowest);
}

/// Affect memory: one half of the peak is joy, one half anger, so that neither hides the other
///   A = (1 − ω) fast + ω (best + worst)/2
template <class V>
V affect_memory(V fast, V best, V worst, const Affect& p) {
  return fast + V(p.peak_weight) * V(V(0.5) * (best + worst) - fast);
}

}  // namespace cxsim::model
