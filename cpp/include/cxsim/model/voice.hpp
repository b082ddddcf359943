// Voice: who complains when something fails, and who keeps silent.
// Sources: Hirschman 1970 (exit, voice and loyalty); Goodman, TARP studies (about 17 % complain of minor and 50 % of
// major problems, and an easy line doubles that): the level and the weights of severity and access are chosen to give
// these; the weight of commitment is assumed.
#pragma once
#include "cxsim/model/odds.hpp"
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Voice {
  double level = -2.27;
  double severity = 2.27;
  double access = 0.92;
  double commitment = 0.2;

  static constexpr auto rows() {
    using P = Voice;
    constexpr Source tarp{Provenance::assumed, "chosen to give the complaint rates of the TARP studies"};
    return std::tuple{
        row<&P::level>(
            {"logit", {-20, 20}, "Readiness to complain of nothing, where no way to is offered.", tarp, {-2.6, -1.9}}),
        row<&P::severity>({"logit per severity", {0, 20}, "Rise of that readiness with severity.", tarp}),
        row<&P::access>({"logit", {0, 20}, "Rise with access to complaint, from none to full.", tarp}),
        row<&P::commitment>({"logit per SD", {-5, 5}, "Rise with commitment: those who care speak up."}),
    };
  }
};

/// Readiness to complain, before anything fails   ν = ν₀ + ν₂ access + ν₃ z_C
template <class V>
V readiness_to_complain(V access, V standardized_commitment, const Voice& p) {
  return V(p.level) + V(p.access) * access + V(p.commitment) * standardized_commitment;
}

/// Odds that a failure is voiced   expit(ν + ν₁ severity)
template <class V>
V voice_odds(V readiness, V severity, const Voice& p) {
  return expit<V>(V(readiness + V(p.severity) * severity));
}

}  // namespace cxsim::model
