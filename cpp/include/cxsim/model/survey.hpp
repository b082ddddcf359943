// Surveys as instruments: what people would answer, on which scale, and who answers at all.
// Sources: Reichheld 2003, Harvard Business Review (0–10 question, promoters less detractors); Dixon, Freeman & Toman
// 2010, Harvard Business Review (effort score); Mittal & Kamakura 2001, J. Marketing Research 38(1):131 (style of
// answering differs between people). All sizes assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Survey {
  double level = 7.8;
  double satisfaction = 1.4;
  double trust = 0.35;
  double noise = 0.9;
  double coarse = 0.15;
  double asked = 0.10;
  double asked_after_contact = 0.25;
  double answering = -0.8416;
  double answering_slope = 0.15;
  double answering_extremes = 0.10;
  double yes_above = 5;
  double cost = 0.8;

  static constexpr auto rows() {
    using P = Survey;
    return std::tuple{
        row<&P::level>({"points, 0 to 10", {-20, 30}, "Mean latent answer at the norm.", assumed, {7.4, 8.2}}),
        row<&P::satisfaction>({"points per SD", {0, 10}, "Rise of the latent answer with satisfaction."}),
        row<&P::trust>(
            {"points per SD", {0, 10}, "Rise of the latent answer to the recommendation question with trust."}),
        row<&P::noise>({"points", {0, 20}, "Standard deviation of an answer about what a person feels."}),
        row<&P::coarse>({"share of people",
                         share_range,
                         "People who use only the ends and the middle of a scale: the spikes at 0, 5 and 10.",
                         assumed,
                         {0.05, 0.25}}),
        row<&P::asked>({"probability per month", share_range, "Odds that a customer is asked in a month."}),
        row<&P::asked_after_contact>({"probability per month with a contact", share_range,
                                      "Odds that a customer who had a contact is asked about it."}),
        row<&P::answering>({"probit",
                            {-10, 10},
                            "Tendency to answer of a person whose latent answer is the norm's mean; -0.8416 is 20 %.",
                            assumed,
                            {-1.28, -0.52}}),
        row<&P::answering_slope>({"probit per SD",
                                  {-5, 5},
                                  "Rise of the tendency to answer with the latent answer; its sign is not settled.",
                                  assumed,
                                  {-0.10, 0.30}}),
        row<&P::answering_extremes>({"probit per SD squared",
                                     {-5, 5},
                                     "Rise of the tendency to answer towards both ends.",
                                     assumed,
                                     {0.05, 0.15}}),
        row<&P::yes_above>({"points, 0 to 10",
                            {0, 10},
                            "Latent answer above which people say that they are satisfied.",
                            assumed,
                            {4.5, 5.5}}),
        row<&P::cost>({"money per person asked", {0, 1e6}, "Cost of asking one person.", assumed, {0.4, 1.2}}),
    };
  }
};

/// Latent answer to "would you recommend?", 0–10, unbounded   L = μ + ℓ S + t z_T + style + σ ε
template <class V>
V recommendation(V satisfaction, V trust, V style, V luck, const Survey& p) {
  return V(p.level) + V(p.satisfaction) * satisfaction + V(p.trust) * trust + style + V(p.noise) * luck;
}

/// Latent answer to "are you satisfied?", 0–10   C = μ + ℓ S + style + σ ε
template <class V>
V satisfaction_answer(V satisfaction, V style, V luck, const Survey& p) {
  return V(p.level) + V(p.satisfaction) * satisfaction + style + V(p.noise) * luck;
}

/// Latent answer to "was it easy?", 0–10, from effort c on 1–7   X = 10 (7 − c)/6 + style + σ ε
template <class V>
V ease_answer(V effort, V style, V luck, const Survey& p) {
  return V(10.0 / 6) * (V(7) - effort) + style + V(p.noise) * luck;
}

/// Place of an answer on a scale low … high; the answer is the nearest whole number
///   y = low + (high − low)/10 · latent, within the scale; if coarse: an end within a quarter of it, else the middle
template <class V>
V on_scale(V latent, V coarse, double low, double high) {
  const V y = V(low) + V((high - low) / 10) * latent;
  const double quarter = (high - low) / 4, middle = static_cast<int>((low + high) / 2);
  const V ends = select(y <= V(low + quarter), V(low), select(y > V(high - quarter), V(high), V(middle)));
  return select(coarse > V(0.5), ends, max(V(low), min(V(high), y)));
}

/// Tendency to answer; answers if a standard normal falls below it   γ₀ + γ₁ z + γ₂ z²,  z = standardized L
template <class V>
V answering(V standardized, const Survey& p) {
  return V(p.answering) + V(p.answering_slope) * standardized +
         V(p.answering_extremes) * V(standardized * standardized);
}

}  // namespace cxsim::model
