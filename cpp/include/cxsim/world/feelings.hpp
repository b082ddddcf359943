// What a person carries through the month and out of it: mood, signals, memories.
#pragma once
#include "cxsim/world/month.hpp"

namespace cxsim::world::inline CXSIM_ISA {

/// Commitment, and trust, in standard deviations of the norm.
template <class V>
V standard_commitment(const Month<V>& m, int i) {
  const auto& s = m.plan.p->standard;
  return V(m.load(commitment, i) - V(s.commitment_mean)) / V(s.commitment_scale);
}
template <class V>
V standard_trust(const Month<V>& m, int i) {
  const auto& s = m.plan.p->standard;
  return V(m.load(trust, i) - V(s.trust_mean)) / V(s.trust_scale);
}

/// Mood moves on its own.
template <class V>
void moods(Month<V>& m) {
  for (int i = 0; i < m.customers; i += V::width) {
    const V luck = engine::normal<V::width>(m.draw(i, mood_purpose)[0]);
    m.keep(m.present(i), mood, i, model::next_mood<V>(m.load(mood, i), luck, m.plan.mood_innovation, m.plan.p->mood));
  }
}

/// Evidence moves what people think will happen: of each dimension a number, for all of them as uncertain.
template <class V, class Evidence>
void believe(Month<V>& m, typename V::mask who, int i, double noise, Evidence evidence) {
  const V uncertain = m.load(uncertainty, i), pull = model::gain<V>(uncertain, noise);
  for (int k = 0; k < m.plan.dimensions; ++k)
    m.keep(who, m.will(k), i, model::next_will<V>(m.load(m.will(k), i), V(evidence(k)), pull));
  m.keep(who, uncertainty, i, V(uncertain - pull * uncertain));
}

/// An advert, where one is read, then what others say, where it is heard.
template <class V>
void hear(Month<V>& m, int i) {
  const auto& p = *m.plan.p;
  const auto words = m.draw(i, signals_purpose);
  const auto reads = m.present(i) & (engine::uniform<V::width>(words[0]) < V(m.plan.heard));
  const auto listens = m.present(i) & (engine::uniform<V::width>(words[1]) < V(p.word_of_mouth.heard));
  believe<V>(m, reads, i, p.expectation.advert_noise, [&](int k) { return p.policy.promise[k]; });
  m.keep_month(reads, m_heard, i, V(1));
  if (listens.any())
    believe<V>(m, listens, i, p.word_of_mouth.heard_noise, [&](int) { return m.now.commons.reputation; });
}

/// A price above the highest so far raises what people think should happen, once.
template <class V>
void notice_price(Month<V>& m, int i) {
  const auto& e = m.plan.p->expectation;
  const V price = V(m.plan.relative_price), highest = m.load(price_peak, i);
  const auto dearer = (price > highest) & m.present(i);
  if (!dearer.any()) return;
  const V rise = V(price / highest) - V(1);
  for (int k = 0; k < m.plan.dimensions; ++k)
    m.keep(dearer, m.should(k), i, V(m.load(m.should(k), i) + V(10 * e.price_to_should) * rise));
  m.keep(dearer, price_peak, i, price);
}

/// Signals of the month; then what the zone of tolerance and the force of failures will be.
template <class V>
void signals(Month<V>& m) {
  const auto& p = *m.plan.p;
  for (int i = 0; i < m.customers; i += V::width) {
    const auto on = m.present(i);
    hear<V>(m, i);
    notice_price<V>(m, i);
    m.keep(on, failures, i, V(p.tolerance.failure_memory) * m.load(failures, i));
    m.keep(on, recoveries, i, V(p.recovery.recoveries_memory) * m.load(recoveries, i));
    m.keep(on, complaint_satisfaction, i, V(p.recovery.praise_memory) * m.load(complaint_satisfaction, i));
    m.keep_month(on, m_readiness, i,
                 model::readiness_to_complain<V>(V(p.policy.complaint_access), standard_commitment<V>(m, i), p.voice));
    m.keep_month(
        on, m_force, i,
        model::failure_force<V>(m.load(forgiveness, i), m.months_here(i), standard_trust<V>(m, i), p.grievance));
    m.keep_month(on, m_log_width, i,
                 model::log_width<V>(m.load(mood, i), m.load(knowledge, i), m.months_here(i), V(m.plan.log_price_rise),
                                     V(m.plan.alternatives), p.tolerance));
  }
}

/// Who cannot use yet what they bought may manage on their own.
template <class V>
void try_to_activate(Month<V>& m, int i) {
  const auto idle = m.present(i) & (m.load(activated, i) == V(0));
  if (!idle.any()) return;
  const V luck = engine::uniform<V::width>(m.draw(i, activation_purpose)[0]);
  m.keep(idle & (luck < V(m.plan.p->activation.odds)), activated, i, V(1));
}

/// Memories at the end of the month.
template <class V>
void remember(Month<V>& m) {
  const auto& p = *m.plan.p;
  for (int i = 0; i < m.customers; i += V::width) {
    const auto on = m.present(i);
    const V number = m.month(m_encounters, i), divisor = max(V(1), number);
    const auto met = on & (number > V(0));
    const V strongest = m.month(m_strongest, i), habit = m.load(self_service, i),
            share = m.month(m_digital_sum, i) / divisor;
    m.keep(met, effort, i, model::next_effort<V>(m.load(effort, i), V(m.month(m_effort_sum, i) / divisor), p.effort));
    m.keep(met, affect_fast, i, model::next_fast_affect<V>(m.load(affect_fast, i), strongest, p.affect));
    const V worst = m.month(m_worst, i), faded = V(1 - p.affect.fading) * m.load(worst_moment, i);
    m.keep(met, affect_best, i, model::next_best_moment<V>(m.load(affect_best, i), m.month(m_best, i), p.affect));
    m.keep(met, affect_worst, i, model::next_worst_moment<V>(m.load(affect_worst, i), worst, p.affect));
    m.keep(met, worst_moment, i, min(faded, worst));
    m.keep(met & (worst < faded), worst_touchpoint, i, m.month(m_worst_touchpoint, i));
    m.keep(met, self_service, i, V(share + V(p.churn.self_service_memory) * (habit - share)));
    m.keep(on, grievance, i, model::next_grievance<V>(m.load(grievance, i), m.month(m_rankling, i), p.grievance));
    m.keep(on, commitment, i,
           model::next_commitment<V>(m.load(commitment, i), m.load(trust, i), m.load(satisfaction, i), p.commitment));
    m.keep(on, pending, i, m.month(m_open_case, i));
    try_to_activate<V>(m, i);
    m.keep_month(
        on, m_affect, i,
        model::affect_memory<V>(m.load(affect_fast, i), m.load(affect_best, i), m.load(affect_worst, i), p.affect));
  }
}

}  // namespace cxsim::world::inline CXSIM_ISA
