// Recovery: what an answer to a complaint repairs, what it leaves, and what a second failing adds.
// Sources: Tax, Brown & Chandrashekaran 1998, J. Marketing 62(2):60 (three kinds of justice); Orsingher, Valentini & de
// Angelis 2010 (their order); de Matos, Henrique & Rossi 2007 (a paradox in satisfaction, none in what people do);
// Maxham & Netemeyer 2002 (gone after a second failure); Bitner, Booms & Tetreault 1990 (double deviation); Knox & van
// Oest 2014, J. Marketing 78(5):42 (no recovery fully offsets). Sizes assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Recovery {
  double distributive = 0.45;
  double interactional = 0.35;
  double procedural = 0.20;
  double delay = 0.1;
  double informed = 0.5;
  double fair_enough = 0.3;
  double repair = 0.8;
  double answer_relieves = 0.60;
  double justice_relieves = 0.50;
  double deviation = 1.0;
  double praiseworthy = 0.5;
  double praise = 1.2;
  double praise_memory = 0.7;
  double recoveries_memory = 0.94;
  double case_cost = 4;
  double refund_cost = 10;

  static constexpr auto rows() {
    using P = Recovery;
    constexpr Source order{Provenance::assumed, "size; published order (Orsingher et al. 2010)"};
    return std::tuple{
        row<&P::distributive>({"weight", share_range, "Weight of the outcome, a full refund, in justice.", order}),
        row<&P::interactional>(
            {"weight", share_range, "Weight of how people are treated, apology and empathy, in justice.", order}),
        row<&P::procedural>(
            {"weight", share_range, "Weight of how easy it was to be heard, without forms, in justice.", order}),
        row<&P::delay>({"justice per week", share_range, "Justice lost per week of waiting for the solution."}),
        row<&P::informed>({"share", share_range, "Share of that loss that being kept informed takes away."}),
        row<&P::fair_enough>({"justice", share_range,
                              "Justice above which satisfaction is repaired and below which a second failing "
                              "is felt."}),
        row<&P::repair>({"SD per severity", {0, 10}, "Satisfaction that full justice brings back, per severity."}),
        row<&P::answer_relieves>({"share", share_range, "Share of a grievance that being answered takes away."}),
        row<&P::justice_relieves>({"share", share_range, "Share of it that full justice takes away besides."}),
        row<&P::deviation>({"share per justice",
                            {0, 10},
                            "Growth of a grievance when a voiced failure is not treated fairly: the "
                            "second failing (double deviation)."}),
        row<&P::praiseworthy>({"justice", share_range, "Justice above which people praise the recovery."}),
        row<&P::praise>({"SD per justice",
                         {0, 10},
                         "Rise of what people say, not of what they feel in the end, per justice above that."}),
        row<&P::praise_memory>({"share per month", share_range, "Share of that praise left a month later."}),
        row<&P::recoveries_memory>({"share per month",
                                    share_range,
                                    "Share of earlier recoveries remembered a month later; each halves the effect of "
                                    "the next.",
                                    assumed,
                                    {0.90, 0.98}}),
        row<&P::case_cost>({"money per complaint", {0, 1e6}, "Cost of handling a complaint."}),
        row<&P::refund_cost>(
            {"money", {0, 1e9}, "Cost of a full refund, times one half and the severity of the failure."}),
    };
  }
};

/// Justice of a solved complaint   j = clip(D refund + I apology + P access − δ delay (1 − ι informed), 0, 1)
template <class V>
V justice(V refund, V apology, V access, V delay, V informed, const Recovery& p) {
  V treated = V(p.distributive) * refund + V(p.interactional) * apology + V(p.procedural) * access;
  V waited = V(p.delay) * delay * V(V(1) - V(p.informed) * informed);
  return max(V(0), min(V(1), V(treated - waited)));
}

/// Part of a failure that rankles   (1 − a answered − b j + c voiced (j₀ − j)₊)₊,  j₀ fair enough
template <class V>
V rankling(V voiced, V answered, V justice, const Recovery& p) {
  V second = V(p.deviation) * V(voiced * max(V(p.fair_enough) - justice, V(0)));
  return max(V(0), V(V(1) - V(p.answer_relieves) * answered - V(p.justice_relieves) * justice + second));
}

/// What earlier recoveries leave of the effect of one more   2^(−n)
template <class V>
V novelty(V recoveries) {
  return exp(V(-0.6931471805599453) * recoveries);
}

/// Repair that one solved failure adds to its journey   hit (j − j₀)₊ 2^(−n)
template <class V>
V repair(V hit, V justice, V recoveries, const Recovery& p) {
  return hit * max(V(justice - V(p.fair_enough)), V(0)) * novelty<V>(recoveries);
}

/// Praise that one solved failure adds to what people say   γ (j − j₁)₊ 2^(−n),  j₁ praiseworthy
template <class V>
V praise(V justice, V recoveries, const Recovery& p) {
  return V(p.praise) * max(V(justice - V(p.praiseworthy)), V(0)) * novelty<V>(recoveries);
}

/// Satisfaction after a journey with repairs: no more than the same journey would have left without those failures
///   S = min(S′ + ρ Σ repair, max(S′, S⁰))
template <class V>
V repaired_satisfaction(V satisfaction, V without_failures, V repairs, const Recovery& p) {
  return min(V(satisfaction + V(p.repair) * repairs), max(satisfaction, without_failures));
}

}  // namespace cxsim::model
