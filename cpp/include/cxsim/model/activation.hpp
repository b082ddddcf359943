// Activation: a customer whose set-up did not succeed cannot use what was bought, and leaves sooner.
// Source: none that gives sizes; assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Activation {
  double odds = 0.4;
  double leaving = 0.8;

  static constexpr auto rows() {
    using P = Activation;
    return std::tuple{
        row<&P::odds>({"probability per month", share_range,
                       "Odds that a customer whose set-up failed, or was skipped, manages on their own."}),
        row<&P::leaving>({"log hazard", {0, 20}, "Push towards leaving of who is not activated."}),
    };
  }
};

/// Push of a set-up that has not succeeded   β_act (1 − activated)
template <class V>
V activation_push(V activated, const Activation& p) {
  return V(p.leaving) * V(V(1) - activated);
}

}  // namespace cxsim::model
