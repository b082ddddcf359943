// Trust T in [0, 1]: lost three times as fast as won; broken promises cost it.
// Sources: Morgan & Hunt 1994, J. Marketing 58(3):20 (paths); Slovic 1993 (asymmetry); sizes assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Trust {
  double journey = 0.5;
  double broken_promise = 0.3;
  double gain = 0.03;
  double loss = 0.09;
  double breach = 1;

  static constexpr auto rows() {
    using P = Trust;
    return std::tuple{
        row<&P::journey>({"weight per SD", {0, 10}, "Weight of a journey's standardized value in what moves trust."}),
        row<&P::broken_promise>(
            {"weight per point", {0, 10}, "Weight of a point promised and heard this month but not perceived."}),
        row<&P::gain>({"share per journey", share_range, "Speed at which good journeys build trust."}),
        row<&P::loss>({"share per journey", share_range, "Speed at which bad journeys destroy trust."}),
        row<&P::breach>(
            {"weight per severity", {0, 10}, "Weight of a breach of data, times the concern about privacy."}),
    };
  }
};

/// What a journey says about trustworthiness   x = τ_J z_J − τ_M · heard · (M − p̄)₊ − τ_B · breach · v
/// `exposed` is the severity of a breach known this month times the person's concern.
template <class V>
V trust_input(V standardized_journey, V heard, V promise, V perceived, V exposed, const Trust& p) {
  return V(p.journey) * standardized_journey - V(p.broken_promise) * V(heard * max(promise - perceived, V(0))) -
         V(p.breach) * exposed;
}

/// Trust after a journey   T' = T + μ₊ (1 − T) x₊ − μ₋ T (−x)₊
template <class V>
V next_trust(V trust, V input, const Trust& p) {
  V room = select(input > V(0), V(V(p.gain) * (V(1) - trust)), V(V(p.loss) * trust));
  return max(V(0), min(V(1), V(trust + room * input)));
}

}  // namespace cxsim::model
