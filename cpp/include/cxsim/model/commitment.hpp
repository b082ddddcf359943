// Commitment C follows trust where satisfaction allows. Source: Morgan & Hunt 1994 (path); speed assumed.
#pragma once
#include "cxsim/model/odds.hpp"
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Commitment {
  double speed = 0.05;
  double target = 0.0;

  static constexpr auto rows() {
    using P = Commitment;
    return std::tuple{
        row<&P::speed>({"share per month", share_range, "Speed at which commitment follows its target."}),
        row<&P::target>(
            {"commitment points", {0, 2}, "Added to the target by communities, co-creation and shared purpose."}),
    };
  }
};

// Share of satisfaction in engagement; commitment has the rest. Half each: no source weighs them, and engagement is
// measured in the norm's standard deviations afterwards.
inline constexpr double satisfaction_in_engagement = 0.5;

/// Engagement before it is standardized   E = ½ S + ½ z_C
template <class V>
V engagement(V satisfaction, V standardized_commitment) {
  return V(satisfaction_in_engagement) * satisfaction + V(1 - satisfaction_in_engagement) * standardized_commitment;
}

/// Commitment a month later   C' = C + κ ((T + target) expit(S) − C)
template <class V>
V next_commitment(V commitment, V trust, V satisfaction, const Commitment& p) {
  V goal = V(trust + p.target) * expit<V>(satisfaction);
  return commitment + V(p.speed) * (goal - commitment);
}

}  // namespace cxsim::model
