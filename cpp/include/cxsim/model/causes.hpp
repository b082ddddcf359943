// Why a customer leaves: which of the things that push would have to be at its reference for them to stay
// (but-for), and how the excess hazard is divided among them (Shapley).
// Sources: Pearl 2000, Causality (but-for); Shapley 1953; Owen 1972, Management Science 18(5):64 (multilinear
// extension: the Shapley value is an integral along its diagonal).
#pragma once
#include "cxsim/model/churn.hpp"
#include "cxsim/model/money.hpp"

namespace cxsim::model {

/// What may push a customer away. The first three act through each other; the others add to the log hazard.
enum Cause : int { dissatisfaction, price, competition, failure, high_effort, channel_mix, cause_count };
inline constexpr std::array<const char*, cause_count> cause_names{"dissatisfaction", "price",  "competition",
                                                                  "failure",         "effort", "channel"};
inline constexpr int acting_together = 3, every_cause = (1 << cause_count) - 1;

/// What a person brings to the hazard, before the price is judged; affect, trust and commitment standardized.
template <class V>
struct Motives {
  V satisfaction, affect, effort, willingness, commitment, trust, grievance, self_service, tenure;
};

/// What a person brings to the hazard, once the price is judged   price excess (r/WTP − 1)₊, all else as it is
template <class V>
Feelings<V> feelings(const Motives<V>& m, V relative_price, const Money& p) {
  return {m.satisfaction, m.affect, m.effort,    price_excess<V>(relative_price, m.willingness, m.satisfaction, p),
          m.commitment,   m.trust,  m.grievance, m.self_service,
          m.tenure};
}

/// Log hazard with the causes of `actual` as they are and all others at their reference
///   η with S₊ and z_A₊ for S and z_A, 0 for (r/WTP − 1)₊, no more alternatives than the sector's mean, 0 for B,
///   no more than c̄ for F, x* for x
template <class V>
V log_hazard_with(int actual, const Motives<V>& m, const Leaving& now, const Leaving& usual, V relative_price,
                  const Money& money, const Churn& churn) {
  // `actual` has a bit for each cause; `usual` is the segment with no more alternatives than the sector's mean.
  const auto is_actual = [&](Cause cause) { return (actual >> cause & 1) != 0; };
  Motives<V> seen = m;
  if (!is_actual(dissatisfaction)) seen.satisfaction = max(m.satisfaction, V(0));
  if (!is_actual(dissatisfaction)) seen.affect = max(m.affect, V(0));
  if (!is_actual(failure)) seen.grievance = V(0);
  if (!is_actual(high_effort)) seen.effort = min(m.effort, V(now.mean_effort));
  if (!is_actual(channel_mix)) seen.self_service = V(churn.self_service_best);
  Feelings<V> felt = feelings<V>(seen, relative_price, money);
  if (!is_actual(price)) felt.price_excess = V(0);
  return log_hazard<V>(felt, is_actual(competition) ? now : usual, churn);
}

/// Shares of the excess hazard that each cause has, of the whole hazard
///   φ_r = ∫₀¹ ∂_r h(t, …, t) dt,  h: the hazard's mean when each cause is actual with odds t
/// `together`: hazard by which of the causes that act together are actual (bits), all others at their reference;
/// `factors`: what each of the others multiplies it by. h is a polynomial of degree 5 in t, so three nodes of Gauss and
/// Legendre are exact.
inline std::array<double, cause_count> shapley(const std::array<double, 1 << acting_together>& together,
                                               const std::array<double, cause_count - acting_together>& factors) {
  constexpr double root = 0.38729833462074170;  // √15 / 10
  constexpr std::array<std::array<double, 2>, 3> nodes{
      {{0.5 - root, 5.0 / 18}, {0.5, 4.0 / 9}, {0.5 + root, 5.0 / 18}}};
  double whole = together.back();
  for (const double factor : factors) whole *= factor;
  std::array<double, cause_count> shares{};
  for (const auto& [t, node_weight] : nodes) {
    std::array<double, cause_count - acting_together> mixed{};
    double product = 1, mean = 0;
    for (std::size_t j = 0; j < factors.size(); ++j) product *= mixed[j] = 1 + t * (factors[j] - 1);
    const auto odds = [t = t](unsigned set, int of) {  // of drawing just this set, each member with odds t
      double all = 1;
      for (int j = 0; j < of; ++j) all *= (set >> j & 1) != 0 ? t : 1 - t;
      return all;
    };
    for (unsigned set = 0; set < together.size(); ++set) {
      mean += odds(set, acting_together) * together[set];
      for (int r = 0; r < acting_together; ++r) {
        const unsigned bit = 1u << r;
        if ((set & bit) != 0) continue;
        const double others = odds(set, acting_together) / (1 - t);
        shares[r] += node_weight * product * others * (together[set | bit] - together[set]) / whole;
      }
    }
    for (std::size_t j = 0; j < factors.size(); ++j)
      shares[acting_together + j] += node_weight * mean * (factors[j] - 1) * product / mixed[j] / whole;
  }
  return shares;
}

}  // namespace cxsim::model
