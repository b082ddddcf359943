// Journeys are judged by mean, peak and end; cumulative satisfaction S anchors and adjusts.
// Sources: Bolton 1998, Marketing Science 17(1):45 (weight of the prior rises with experience);
// Kahneman et al. 1993 and a meta-analysis of 174 effects (peak–end as good as the mean). Weights assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Satisfaction {
  double mean_weight = 0.4;
  double peak_weight = 0.3;
  double end_weight = 0.3;
  double slowest_gain = 0.12;

  static constexpr auto rows() {
    using P = Satisfaction;
    return std::tuple{
        row<&P::mean_weight>(
            {"weight", {0, 10}, "Weight of the mean of the journey's encounters, salience by salience."}),
        row<&P::peak_weight>({"weight", {0, 10}, "Weight of the encounter with the largest size of value."}),
        row<&P::end_weight>({"weight", {0, 10}, "Weight of the last encounter, times its salience."}),
        row<&P::slowest_gain>({"share per journey", {0.001, 1}, "Gain of satisfaction after many journeys."}),
    };
  }
};

/// Value of a journey   J = (θ_m mean + θ_p peak + θ_e s_end e_end) / (θ_m + θ_p + θ_e s_end)
template <class V>
V journey_value(V mean, V peak, V end, V end_salience, const Satisfaction& p) {
  V end_weight = V(p.end_weight) * end_salience;
  V sum = V(p.mean_weight) * mean + V(p.peak_weight) * peak + end_weight * end;
  return sum / (V(p.mean_weight + p.peak_weight) + end_weight);
}

/// A person's gain after one more journey: 1, 1/2, 1/3 … down to the slowest   g' = max(slowest, g/(1 + g))
template <class V>
V next_gain(V gain, const Satisfaction& p) {
  return max(V(p.slowest_gain), gain / (V(1) + gain));
}

/// Cumulative satisfaction after a journey   S' = S + K_S (z_J − S),  K_S = min(1, s̄ g)
template <class V>
V next_satisfaction(V satisfaction, V standardized_journey, V mean_salience, V gain) {
  return satisfaction + min(V(1), mean_salience * gain) * (standardized_journey - satisfaction);
}

}  // namespace cxsim::model
