// Failures: how hard they hit, the grievance they leave, the help they cause.
// Sources: Hess, Ganesan & Klein 2003 (a relationship softens); Grégoire & Fisher 2008 (some feel betrayed
// instead); Knox & van Oest 2014 (short-lived effect on leaving); sizes assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Grievance {
  double minor_severity = 0.3;
  double major_severity = 1.0;
  double memory = 0.8;
  double trust_softens = 0.15;
  double softest = 0.2;
  double hardest = 2.0;
  double pending_after_silence = 0.6;
  double pending_after_complaint = 1.0;
  double help_per_pending = 0.7;

  static constexpr auto rows() {
    using P = Grievance;
    return std::tuple{
        row<&P::minor_severity>({"severity", {0, 1}, "Severity of a minor failure."}),
        row<&P::major_severity>({"severity", {0, 1}, "Severity of a major failure.", assumed, {0.8, 1}}),
        row<&P::memory>({"share per month", share_range, "Share of a grievance that is left a month later."}),
        row<&P::trust_softens>({"force per SD", {0, 2}, "Softening of a failure per SD of trust."}),
        row<&P::softest>({"force", {0, 1}, "A failure never hits with less than this force."}),
        row<&P::hardest>({"force", {1, 10}, "A failure never hits with more than this force."}),
        row<&P::pending_after_silence>(
            {"cases", {0, 1}, "Open help case that a failure nobody voiced leaves for next month."}),
        row<&P::pending_after_complaint>(
            {"cases", {0, 1}, "Open help case that an unsolved complaint leaves for next month.", assumed, {0.8, 1}}),
        row<&P::help_per_pending>({"journeys per case", {0, 5}, "Extra help journeys next month per open case."}),
    };
  }
};

/// Force of a failure on this person   φ = clip(1 − ζ ln(1 + τ/12) − γ_T z_T, softest, hardest), τ in months
template <class V>
V failure_force(V forgiveness, V tenure, V standardized_trust, const Grievance& p) {
  V force =
      V(1) - forgiveness * log(V(V(1) + V(1.0 / months_per_year) * tenure)) - V(p.trust_softens) * standardized_trust;
  return max(V(p.softest), min(V(p.hardest), force));
}

/// Grievance a month later   B' = λ B + Σ severity · φ · what rankles, over the month's failures
template <class V>
V next_grievance(V grievance, V month, const Grievance& p) {
  return V(p.memory) * grievance + month;
}

}  // namespace cxsim::model
