// Customer effort of an encounter, on a 1–7 scale (7 = hard), latent and unbounded.
// Sources: Dixon, Freeman & Toman 2010, Harvard Business Review (drivers: repeats, transfers, switches);
// sizes assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Effort {
  double channel_switch = 0.6;
  double repetition = 1.0;
  double phone_tree = 0.8;
  double detail_mismatch = 0.15;
  double memory = 0.7;

  static constexpr auto rows() {
    using P = Effort;
    return std::tuple{
        row<&P::channel_switch>(
            {"effort points", {0, 6}, "Effort of changing the channel within a journey when nothing is integrated."}),
        row<&P::repetition>(
            {"effort points", {0, 6}, "Effort of being transferred: the same touchpoint twice running."}),
        row<&P::phone_tree>(
            {"effort points", {0, 6}, "Effort of the phone menu, in channels and journeys that have one."}),
        row<&P::detail_mismatch>(
            {"effort per unit",
             {0, 6},
             "Effort per unit of |detail + knowledge/2|: too much for the knowing, too little for the unsure."}),
        row<&P::memory>({"share per month", share_range, "Share of the effort memory that is left a month later."}),
    };
  }
};

// Units of detail that suit people a standard deviation less knowing. This is what a unit of detail means: an
// encounter of detail 1 is right for people who know two standard deviations less than the mean.
inline constexpr double detail_per_knowledge = 0.5;

/// Effort of an encounter
///   c = base + c_s (1 − integration) switched + c_r repeated + c_m in menu + c_d |detail + knowledge/2| − ease
/// `switched`, `repeated`, `in_menu` are 0 or 1; `base` holds touchpoint and channel.
template <class V>
V encounter_effort(V base, V switched, V repeated, V in_menu, V detail, V knowledge, V ease, double integration,
                   const Effort& p) {
  return base + V(p.channel_switch * (1 - integration)) * switched + V(p.repetition) * repeated +
         V(p.phone_tree) * in_menu + V(p.detail_mismatch) * abs(V(detail + V(detail_per_knowledge) * knowledge)) - ease;
}

/// Effort memory after a month of mean effort c   F' = λ F + (1 − λ) c
template <class V>
V next_effort(V memory, V mean_effort, const Effort& p) {
  return mean_effort + V(p.memory) * (memory - mean_effort);
}

}  // namespace cxsim::model
