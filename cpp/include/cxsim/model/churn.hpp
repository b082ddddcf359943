// Leaving: a complementary log-log hazard with frailty, so that geometric and gamma-frailty survival are exact.
// Sources: Jones & Sasser 1995, Harvard Business Review (competition moderates satisfaction); Mittal &
// Kamakura 2001, J. Marketing Research 38(1):131 (behaviour convex in satisfaction); Blut et al. 2015
// (switching costs by kind); Scherer, Wünderlich & von Wangenheim 2015, MIS Quarterly 39(1):177 (self-service
// share, U-shaped, fading); Bolton 1998 (hazard). All sizes assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Churn {
  double satisfaction = 0.40;
  double satisfaction_convex = 0.08;
  double competition_floor = 0.40;
  double competition_slope = 1.05;
  double competition_least = 0.10;
  double competition_most = 3.0;
  double affect = 0.30;
  double effort = 0.28;
  double price = 2.5;
  double commitment = 0.20;
  double trust = 0.15;
  double switching_cost = 0.40;
  double alternatives = 0.40;
  double grievance = 2.0;
  double self_service = 1.5;
  double self_service_best = 0.5;
  double self_service_fading = 24;
  double self_service_memory = 0.8;
  double reputation = 0.2;

  static constexpr auto rows() {
    using P = Churn;
    return std::tuple{
        row<&P::satisfaction>(
            {"log hazard per SD", {0, 10}, "Pull of satisfaction against leaving, at a competition factor of 1."}),
        row<&P::satisfaction_convex>(
            {"log hazard per SD squared", {0, 10}, "Extra pull of satisfaction above the norm."}),
        row<&P::competition_floor>(
            {"factor", {0, 10}, "Competition factor on satisfaction where there is no alternative."}),
        row<&P::competition_slope>(
            {"factor per unit", {0, 10}, "Rise of the competition factor per unit of alternatives."}),
        row<&P::competition_least>(
            {"factor", {0, 10}, "The competition factor is never less than this.", assumed, {0.05, 0.2}}),
        row<&P::competition_most>({"factor", {0, 100}, "The competition factor is never more than this."}),
        row<&P::affect>({"log hazard per SD", {0, 10}, "Pull of remembered affect against leaving."}),
        row<&P::effort>({"log hazard per effort point", {0, 10}, "Push of remembered effort towards leaving."}),
        row<&P::price>(
            {"log hazard per share", {0, 100}, "Push of a price above the willingness to pay, per 100 % of excess."}),
        row<&P::commitment>({"log hazard per SD", {0, 10}, "Pull of commitment against leaving."}),
        row<&P::trust>(
            {"log hazard per SD", {0, 10}, "Pull of trust against leaving, times the segment's relationship weight."}),
        row<&P::switching_cost>({"log hazard per unit", {0, 10}, "Pull of switching costs against leaving."}),
        row<&P::alternatives>({"log hazard per unit", {0, 10}, "Push of alternatives above the sector's mean."}),
        row<&P::grievance>({"log hazard per severity", {0, 20}, "Push of grievance towards leaving."}),
        row<&P::self_service>({"log hazard per share squared",
                               {0, 20},
                               "Push of a self-service share away from the best mix, in new relationships."}),
        row<&P::self_service_best>({"share", share_range, "Self-service share with the least leaving."}),
        row<&P::self_service_fading>(
            {"months", {0.1, 1e6}, "Tenure over which the effect of the self-service share fades to 1/e."}),
        row<&P::self_service_memory>(
            {"share per month", share_range, "Share of the remembered self-service share that is left a month later."}),
        row<&P::reputation>({"log hazard per quality point",
                             {0, 10},
                             "Pull of reputation against leaving: symbolic value, 0.1 for half a point."}),
    };
  }
};

/// What the segment brings to the hazard, worked out once a month.
struct Leaving {
  double competition;                         // m = clip(floor + slope · ALT, least, most)
  double trust;                               // β_T · ρ
  double switching;                           // β_sc · SC
  double switching_slope;                     // χ_S
  double alternatives;                        // β_a (ALT − mean)
  double functional, economic, experiential;  // needs: weights of the values, mean 1
  double mean_effort;                         // c̄
};

/// What a person brings to the hazard; affect, trust and commitment standardized.
template <class V>
struct Feelings {
  V satisfaction, affect, effort, price_excess, commitment, trust, grievance, self_service, tenure;
};

/// Log hazard without base level, tenure effect and frailty
///   η = −n_f m [β_S S + β₂ S₊²] + n_e β_p (r/WTP − 1)₊ + n_x [β_F (F − c̄) − β_A z_A] − β_C z_C − β_T ρ z_T
///       − β_sc SC (1 − χ S) + β_a (ALT − mean) + β_B B + ξ (x − x*)² e^{−τ/fading}      n: needs of the segment
template <class V>
V log_hazard(const Feelings<V>& f, const Leaving& s, const Churn& p) {
  V content = max(f.satisfaction, V(0));
  V pull = V(p.satisfaction) * f.satisfaction + V(p.satisfaction_convex) * V(content * content);
  V away = f.self_service - V(p.self_service_best);
  V mix = V(away * away) * exp(V(V(-1 / p.self_service_fading) * f.tenure));
  V value = V(-s.functional * s.competition) * pull + V(s.economic * p.price) * f.price_excess +
            V(s.experiential) * V(V(p.effort) * (f.effort - V(s.mean_effort)) - V(p.affect) * f.affect);
  V bonds = V(p.commitment) * f.commitment + V(s.trust) * f.trust +
            V(s.switching) * V(V(1) - V(s.switching_slope) * f.satisfaction);
  return value - bonds + V(s.alternatives) + V(p.grievance) * f.grievance + V(p.self_service) * mix;
}

/// Pull of symbolic value against leaving   β_Y n_y (R − R̄)
template <class V>
V symbolic_pull(V reputation, V usual_reputation, V need, const Churn& p) {
  return V(need * V(p.reputation)) * (reputation - usual_reputation);
}

/// Effect of tenure on the log hazard   f(τ): linear between the knots, constant after the last
template <class V>
V tenure_effect(V tenure, const PerKnot& at) {
  V effect = V(at[0]);
  for (std::size_t j = 0; j + 1 < at.size(); ++j) {
    const double from = tenure_knots[j], length = tenure_knots[j + 1] - from;
    V progress = max(V(0), min(V(1), V(V(1 / length) * V(tenure - V(from)))));
    effect = effect + V(at[j + 1] - at[j]) * progress;
  }
  return effect;
}

/// Leaves in this step if an Exp(1) draw falls short of the hazard   P = 1 − exp(−e^η)
template <class V>
auto leaves(V exponential, V log_hazard) {
  return exponential < exp(log_hazard);
}

}  // namespace cxsim::model
