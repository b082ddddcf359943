// Great moments: staff who may decide now and then do more than anybody could expect.
// Source: Bitner, Booms & Tetreault 1990, J. Marketing 54(1):71 (unprompted employee actions as a source of delight);
// sizes assumed.
#pragma once
#include "cxsim/model/odds.hpp"
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct GreatMoment {
  double odds = 0.0067;
  double empowerment = 0.8;
  double affect = 0.4;
  double cost = 2;

  static constexpr auto rows() {
    using P = GreatMoment;
    return std::tuple{
        row<&P::odds>({"probability per encounter", share_range,
                       "Odds of a great moment in a staffed channel, where staff may decide nothing."}),
        row<&P::empowerment>({"logit", {0, 10}, "Rise of these odds with empowerment, from none to full."}),
        row<&P::affect>({"affect", {0, 10}, "Joy of a great moment."}),
        row<&P::cost>({"money per great moment", {0, 1e6}, "What staff give away in one."}),
    };
  }
};

/// Odds of a great moment   o eˣ / (1 − o + o eˣ),  x = ε empowerment; none where o = 0
template <class V>
V great_moment_odds(V empowerment, const GreatMoment& p) {
  return shifted_odds<V>(p.odds, V(V(p.empowerment) * empowerment));
}

}  // namespace cxsim::model
