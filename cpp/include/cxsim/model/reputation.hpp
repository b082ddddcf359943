// Reputation: what is said of the company, slowly. It moves towards what those report who talk.
// Source: Fombrun & Shanley 1990, Academy of Management Journal 33(2):233 (reputation as what publics make of signals);
// form and sizes assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Reputation {
  double speed = 0.10;
  double report_level = 7.0;
  double report_satisfaction = 0.6;

  static constexpr auto rows() {
    using P = Reputation;
    return std::tuple{
        row<&P::speed>({"share per month", share_range, "Speed at which reputation follows what is reported."}),
        row<&P::report_level>({"quality points",
                               {1, 9},
                               "Quality that a person of the norm's satisfaction reports.",
                               assumed,
                               {6.5, 7.5}}),
        row<&P::report_satisfaction>({"points per SD", {0, 10}, "Rise of the reported quality with satisfaction."}),
    };
  }
};

/// Quality that a person who talks reports   r = clip(level + slope · S, 1, 9)
template <class V>
V report(V satisfaction, const Reputation& p) {
  return max(V(1), min(V(9), V(p.report_level) + V(p.report_satisfaction) * satisfaction));
}

/// Reputation a month later   R' = R + speed (mean report − R)
template <class V>
V next_reputation(V reputation, V report, const Reputation& p) {
  return reputation + V(p.speed) * (report - reputation);
}

}  // namespace cxsim::model
