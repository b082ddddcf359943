// Why those who leave by choice leave: one person at a time, since few do. Nothing here moves a state.
#pragma once
#include "cxsim/model/causes.hpp"
#include "cxsim/world/feelings.hpp"

namespace cxsim::world::inline CXSIM_ISA {

/// What customers bring to the hazard.
template <class V>
model::Motives<V> motives(const Month<V>& m, int i) {
  const auto& s = m.plan.p->standard;
  return {m.load(satisfaction, i),
          V(m.month(m_affect, i) - V(s.affect_mean)) / V(s.affect_scale),
          m.load(effort, i),
          m.load(willingness, i),
          standard_commitment<V>(m, i),
          standard_trust<V>(m, i),
          m.load(grievance, i),
          m.load(self_service, i),
          m.months_here(i)};
}

/// One lane of what many people bring.
template <class V>
model::Motives<engine::Lane<1>> one_of(const model::Motives<V>& m, int lane) {
  using One = engine::Lane<1>;
  return {One(m.satisfaction[lane]), One(m.affect[lane]),       One(m.effort[lane]),
          One(m.willingness[lane]),  One(m.commitment[lane]),   One(m.trust[lane]),
          One(m.grievance[lane]),    One(m.self_service[lane]), One(m.tenure[lane])};
}

/// The hazards of one leaver, this month, with some causes at their reference.
struct Hazards {
  const SegmentPlan& plan;
  model::Motives<engine::Lane<1>> person;
  double rest;  // base level, tenure effect, frailty

  double with(int actual) const {
    using One = engine::Lane<1>;
    const One path = model::log_hazard_with<One>(actual, person, plan.leaving, plan.leaving_usual,
                                                 One(plan.relative_price), plan.p->money, plan.p->churn);
    return exp(One(path + One(rest)))[0];
  }
  std::array<double, model::cause_count> shares() const {
    std::array<double, 1 << model::acting_together> together{};
    std::array<double, model::cause_count - model::acting_together> factors{};
    for (std::size_t set = 0; set < together.size(); ++set) together[set] = with(static_cast<int>(set));
    for (std::size_t j = 0; j < factors.size(); ++j)
      factors[j] = with(1 << (model::acting_together + static_cast<int>(j))) / together[0];
    return model::shapley(together, factors);
  }
};

/// Whether a leaver would have stayed but for a cause: `luck` is their exponential draw, `kept` whether chance alone
/// spares them.
inline bool would_stay(const Hazards& hazards, int without, double luck, bool kept) {
  return kept && luck >= hazards.with(model::every_cause & ~(1 << without));
}

/// Whether it was for a failure, or for being dissatisfied: such people return less.
inline bool was_for_service(const Hazards& hazards, double luck, bool kept) {
  return would_stay(hazards, model::failure, luck, kept) || would_stay(hazards, model::dissatisfaction, luck, kept);
}

/// Tenure class of the cells of causes, by months.
inline int tenure_class(double tenure) {
  int found = 0;
  while (found + 1 < static_cast<int>(tenure_classes.size()) &&
         tenure >= tenure_classes[static_cast<std::size_t>(found) + 1])
    ++found;
  return found;
}

/// Customers of the month by tenure class.
template <class V>
void count_tenures(Month<V>& m) {
  const auto& series = m.series.cause(ct_customers);
  for (int i = 0; i < m.customers; i += V::width) {
    const V months = m.months_here(i);
    for (int lane = 0; lane < std::min(V::width, m.customers - i); ++lane)
      m.totals[series.offset + tenure_class(months[lane])] += m.heads(i + lane);
  }
}

/// Writes down why one person leaves.
template <class V>
void explain(Month<V>& m, int row, const Hazards& hazards, double luck, bool kept) {
  const auto add = [&](const engine::Series& series, int cell, double each) {
    m.add_one(series, cell, each, m.s.people[weight][row]);
  };
  const int places = m.plan.touchpoints + 1;
  const int place =
      tenure_class(hazards.person.tenure[0]) * places + static_cast<int>(m.s.people[worst_touchpoint][row]);
  const auto shares = hazards.shares();
  int causes = 0;
  for (int cause = 0; cause < model::cause_count; ++cause) {
    const int cell = cause * static_cast<int>(tenure_classes.size()) * places + place;
    const bool stays = would_stay(hazards, cause, luck, kept);
    causes += stays;
    if (stays) add(m.series.cause(ct_but_for), cell, 1);
    add(m.series.cause(ct_share), cell, shares[static_cast<std::size_t>(cause)]);
  }
  add(m.series.cause(ct_left), place, 1);
  add(m.series.cause(ct_at_once), causes, 1);
}

}  // namespace cxsim::world::inline CXSIM_ISA
