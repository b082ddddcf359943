// Money of a subscription: what a customer pays, is willing to pay, and costs.
// Sources: Homburg, Koschate & Hoyer 2005, J. Marketing 69(2):84 (willingness to pay inverse-S in
// satisfaction); sizes assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Money {
  double price = 30;
  double reference_price = 30;
  double margin = 0.65;
  double serve = 2;
  double usage_in_spend = 0.15;
  double satisfaction_in_spend = 0.06;
  double commitment_in_spend = 0.03;
  double spend_limit = 3;
  double acquisition = 90;
  double fixed = 0;
  double adverts = 0;
  double discount_rate = 0.10;
  double willingness_linear = 0.02;
  double willingness_cubic = 0.015;
  double willingness_limit = 2.5;
  double willingness_floor = 0.3;
  double return_cost_share = 0.5;

  static constexpr auto rows() {
    using P = Money;
    return std::tuple{
        row<&P::price>({"money per month", {0, 1e9}, "Price of the plan, before the segment's fee."}),
        row<&P::reference_price>({"money per month", {1e-9, 1e9}, "Price that people in this market hold for usual."}),
        row<&P::margin>({"share", {-10, 1}, "Share of revenue left after the cost of what is sold."}),
        row<&P::serve>({"money per month", {0, 1e9}, "Cost of serving a customer who contacts nobody."}),
        row<&P::usage_in_spend>({"share", {0, 1}, "Share of spend that follows a person's usage."}),
        row<&P::satisfaction_in_spend>({"log spend per SD", {0, 1}, "Rise of spend with satisfaction."}),
        row<&P::commitment_in_spend>({"log spend per SD", {0, 1}, "Rise of spend with commitment."}),
        row<&P::spend_limit>({"SD", {0, 10}, "Satisfaction and commitment move spend no further than this."}),
        row<&P::acquisition>({"money per joiner", {0, 1e9}, "Cost of winning a customer."}),
        row<&P::fixed>({"money per month", {0, 1e12}, "Costs of the company that no customer causes."}),
        row<&P::adverts>(
            {"money per month", {0, 1e12}, "Cost of marketing at its usual level (policy.marketing = 1)."}),
        row<&P::discount_rate>({"1/year",
                                {0, 10},
                                "Discount rate, compounded per step; the first step is not discounted.",
                                assumed,
                                {0.06, 0.14}}),
        row<&P::willingness_linear>({"share per SD", {0, 1}, "Willingness to pay: linear in satisfaction."}),
        row<&P::willingness_cubic>({"share per SD cubed", {0, 1}, "Willingness to pay: cubic in satisfaction."}),
        row<&P::willingness_limit>({"SD", {0, 10}, "Satisfaction moves willingness to pay no further than this."}),
        row<&P::willingness_floor>(
            {"share", {0.01, 1}, "Willingness to pay never falls below this share of its level at the norm."}),
        row<&P::return_cost_share>({"share", {0, 10}, "Cost of winning a person back, of that of winning a new one."}),
    };
  }
};

/// Excess of price over willingness to pay   (r/WTP − 1)₊,  WTP = W₀ max(floor, 1 + w₁ S + w₃ S³)
template <class V>
V price_excess(V relative_price, V willingness, V satisfaction, const Money& p) {
  V s = max(V(-p.willingness_limit), min(V(p.willingness_limit), satisfaction));
  V shape = V(1) + s * V(V(p.willingness_linear) + V(p.willingness_cubic) * V(s * s));
  return max(V(0), V(relative_price / V(willingness * max(V(p.willingness_floor), shape)) - V(1)));
}

/// Spend in a month   fee · price · (1 + κ (usage − 1)) · exp(σ_S S + σ_C z_C), S and z_C within ± the limit
template <class V>
V spend(V fee, V usage, V satisfaction, V commitment, const Money& p) {
  V limit = V(p.spend_limit);
  V mood = V(p.satisfaction_in_spend) * max(-limit, min(limit, satisfaction)) +
           V(p.commitment_in_spend) * max(-limit, min(limit, commitment));
  return V(fee * V(V(1) + V(p.usage_in_spend) * (usage - V(1)))) * exp(mood);
}

}  // namespace cxsim::model
