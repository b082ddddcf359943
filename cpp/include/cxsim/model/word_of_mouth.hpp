// What customers tell others: who recommends, who warns, how often, and what it weighs.
// Sources: East, Hammond & Wright 2007, Int. J. Research in Marketing 24(2):175 (three good messages to one bad over 15
// categories); East, Hammond & Lomax 2008, Int. J. Research in Marketing 25(3):215 (a bad message weighs no more than a
// good one: contested); Reichheld 2003, Harvard Business Review (promoters, detractors). All sizes assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct WordOfMouth {
  double positive = 0.10;
  double negative = 0.07;
  double trust = 0.25;
  double noise = 0.64;
  double promoter_from = 0.5;
  double detractor_below = -0.93;
  double bad_news = 1;
  double answer_takes = 0.4;
  double heard = 0.3;
  double heard_noise = 4.0;
  double advocate_months = 12;

  static constexpr auto rows() {
    using P = WordOfMouth;
    return std::tuple{
        row<&P::positive>({"messages per month", {0, 1}, "Messages of a customer who would recommend, on average."}),
        row<&P::negative>({"messages per month", {0, 1}, "Messages of a customer who would warn, on average."}),
        row<&P::trust>({"SD per SD", {0, 10}, "Weight of trust in the opinion, of that of satisfaction."}),
        row<&P::noise>({"SD", {0, 20}, "Standard deviation of what the day adds to an opinion."}),
        row<&P::promoter_from>({"SD",
                                {-20, 20},
                                "Opinion from which a customer recommends; 0.5 is 8.5 on 0 to 10 by the usual survey, "
                                "which rounds to 9.",
                                assumed,
                                {0.14, 0.86}}),
        row<&P::detractor_below>({"SD",
                                  {-20, 20},
                                  "Opinion below which a customer warns; -0.93 is 6.5 on 0 to 10, which rounds to 7.",
                                  assumed,
                                  {-1.29, -0.57}}),
        row<&P::bad_news>({"weight",
                           {0, 10},
                           "Weight of a bad message in net talk, of a good one's; contested.",
                           {Provenance::assumed,
                            "equal weights (East, Hammond & Lomax 2008); others hold bad news for "
                            "twice as strong"},
                           {0.8, 2.0}}),
        row<&P::answer_takes>(
            {"share", share_range, "Share of a bad message's weight that a public answer of the company takes."}),
        row<&P::heard>({"probability per month", share_range,
                        "Odds that a customer hears in a month what others say; on joining, too."}),
        row<&P::heard_noise>(
            {"points squared",
             {1e-9, 1e9},
             "Variance of what others say as evidence about quality; less than an advert's: another person "
             "is believed more than the firm.",
             assumed,
             {2, 8}}),
        row<&P::advocate_months>({"months",
                                  {0, 1200},
                                  "Time for which a customer counts as an advocate after a good message, or after "
                                  "someone whom they referred has joined."}),
    };
  }
};

/// Opinion of the company, in SD of satisfaction   o = S + t z_T + σ ε
template <class V>
V opinion(V satisfaction, V trust, V luck, const WordOfMouth& p) {
  return satisfaction + V(p.trust) * trust + V(p.noise) * luck;
}

/// Messages of a month, on average   λ₊ if o ≥ promoter, else λ₋ if o < detractor, else 0
template <class V>
V messages(V opinion, const WordOfMouth& p) {
  return select(opinion >= V(p.promoter_from), V(p.positive),
                select(opinion < V(p.detractor_below), V(p.negative), V(0)));
}

/// Weight that a bad message keeps where a share of them is answered in public   a = 1 − relief · answered
template <class V>
V bad_news_left(V answered, const WordOfMouth& p) {
  return V(1) - V(p.answer_takes) * answered;
}

/// Net talk, messages a customer and month   n = good − χ a bad
template <class V>
V net_talk(V good, V bad, V left, const WordOfMouth& p) {
  return good - V(p.bad_news) * V(left * bad);
}

}  // namespace cxsim::model
