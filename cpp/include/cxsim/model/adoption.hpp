// Adoption by prospects: the Bass hazard with promise, marketing and price.
// Sources: Bass 1969, Management Science 15(5):215; p and q are the means of 213 applications in Sultan,
// Farley & Lehmann 1990; marketing elasticity: short-run advertising elasticity .12 in meta-analysis.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Adoption {
  double innovation = 0.03;
  double imitation = 0.38;
  double promise = 0.5;
  double reference_promise = 7.2;
  double marketing_elasticity = 0.12;
  double price_elasticity = -1.5;
  double net_talk = 0.2;

  static constexpr auto rows() {
    using P = Adoption;
    return std::tuple{
        row<&P::innovation>({"1/year",
                             {0, 10},
                             "Bass p: adoption without anyone's example.",
                             textbook("Sultan, Farley & Lehmann 1990"),
                             {0.02, 0.04}}),
        row<&P::imitation>({"1/year",
                            {0, 10},
                            "Bass q: adoption by example, times the share of the market that are customers.",
                            textbook("Sultan, Farley & Lehmann 1990"),
                            {0.3, 0.5}}),
        row<&P::promise>(
            {"share per point", {0, 10}, "Rise of the adoption rate per point of promise above the reference."}),
        row<&P::reference_promise>({"quality points", {1, 12}, "Promise at which p and q hold.", assumed, {7.0, 7.4}}),
        row<&P::marketing_elasticity>({"elasticity",
                                       {0, 2},
                                       "Elasticity of the adoption rate to marketing.",
                                       published("meta-analysis of brand advertising, short run .12"),
                                       {0.08, 0.16}}),
        row<&P::price_elasticity>(
            {"elasticity", {-10, 0}, "Elasticity of the adoption rate to price.", assumed, {-2.0, -1.0}}),
        row<&P::net_talk>(
            {"log rate per message",
             {0, 100},
             "Rise of the adoption rate with net talk, in messages a customer and month, above the norm's."}),
    };
  }
};

/// Adoption rate a step   (p + q · share)/steps_per_year · (1 + ε (M − M₀))₊ · marketing^ε_a · r^ε_p
/// `conditions` is all but the Bass hazard, worked out once a month.
template <class V>
V adoption_rate(V share, double conditions, double steps_per_year, const Adoption& p) {
  return V(conditions / steps_per_year) * V(V(p.innovation) + V(p.imitation) * share);
}

/// What talk makes of the adoption rate   exp(ω (n − n₀))
template <class V>
V talk_factor(V net_talk, V usual_talk, const Adoption& p) {
  return exp(V(V(p.net_talk) * (net_talk - usual_talk)));
}

/// Adopts in this step if an Exp(1) draw falls short of the rate   P = 1 − exp(−rate)
template <class V>
auto adopts(V exponential, V rate) {
  return exponential < rate;
}

}  // namespace cxsim::model
