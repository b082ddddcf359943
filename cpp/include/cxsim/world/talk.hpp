// Between people: what they hear of each other, what they tell, and whom they bring. Everybody reads last month only.
#pragma once
#include "cxsim/world/feelings.hpp"
#include "cxsim/world/routes.hpp"

namespace cxsim::world::inline CXSIM_ISA {

/// What customers tell others this month, and who counts as an advocate.
template <class V>
void talk(Month<V>& m) {
  const auto& p = *m.plan.p;
  const auto& w = p.word_of_mouth;
  const V memory = V(p.steps(w.advocate_months));
  for (int i = 0; i < m.customers; i += V::width) {
    const auto on = m.present(i);
    const auto words = m.draw(i, talking_purpose);
    const V content = m.load(satisfaction, i);
    const V opinion = model::opinion<V>(content, standard_trust<V>(m, i), engine::normal<V::width>(words[0]), w);
    const V number = poisson<V>(engine::uniform<V::width>(words[1]), model::messages<V>(opinion, w)).count;
    const auto recommends = on & (opinion >= V(w.promoter_from)), warns = on & !recommends;
    m.keep_month(recommends, m_messages_positive, i, number);
    m.keep_month(warns, m_messages_negative, i, number);
    m.keep_month(on, m_report, i, model::report<V>(content, p.reputation));
    const auto helped = m.has_mark(i, brought_someone) | (recommends & (number > V(0)));
    m.keep(on, advocate, i, select(helped, memory, max(V(0), V(m.load(advocate, i) - V(1)))));
  }
}

/// Totals of what was said and read.
template <class V>
void count_talk(Month<V>& m) {
  const auto add = [&](int t, auto each) { m.add(m.series.total(t), 0, each); };
  const auto column = [&m](int c) { return [&m, c](int i) { return m.month(c, i); }; };
  const auto reported = [&m](int c) { return [&m, c](int i) { return V(m.month(c, i) * m.month(m_report, i)); }; };
  add(t_messages_positive, column(m_messages_positive));
  add(t_messages_negative, column(m_messages_negative));
  add(t_report_positive, reported(m_messages_positive));
  add(t_report_negative, reported(m_messages_negative));
  add(t_reputation, [&m](int) { return V(m.now.commons.reputation); });
  add(t_net_talk, [&m](int) { return V(m.now.commons.net_talk); });
  add(t_advocates, [&m](int i) { return select(m.load(advocate, i) > V(0), V(1), V(0)); });
}

/// What the log hazard of leaving owes to others: the company's name, the person who referred, an earlier life. The
/// same for all, so it is worked out once a month.
template <class V>
struct Ties {
  V name, bond, second;
  explicit Ties(const Month<V>& m) {
    const auto& p = *m.plan.p;
    name = model::symbolic_pull<V>(V(m.now.commons.reputation), V(p.standard.reputation_mean),
                                   V(m.plan.segment->need_symbolic), p.churn);
    bond = model::referral_bond<V>(V(1), p.referral);
    second = model::second_life_push<V>(V(1), p.win_back);
  }
  V of(const Month<V>& m, int i) const {
    const V held = select(m.is_marked(m.load(referrer, i), is_customer), bond, V(0));
    return select(m.load(second_life, i) > V(0), second, V(0)) + held - name;
  }
};

/// The customer of last month who refers a joiner, by id; −1 for nobody.
template <class V>
int referrer_of(const Month<V>& m, std::uint32_t id) {
  const auto where = [](int call) { return engine::Words<1>::all(engine::purpose_word(referral_purpose, call)); };
  const auto words = [&](int call) { return engine::draw<1>(engine::Words<1>::all(id), where(call), m.now.moment); };
  const auto share = static_cast<float>(m.plan.p->referral.share);
  if (m.now.standing == nullptr || engine::uniform<1>(words(0)[0])[0] >= share) return -1;
  for (int call = 1; call <= referral_tries / 4; ++call)
    for (const auto& word : words(call)) {
      const auto candidate = static_cast<std::uint32_t>(std::uint64_t{word.v[0]} * m.now.referrers >> 32);
      if ((m.now.standing[candidate] & is_customer) != 0) return static_cast<int>(candidate);
    }
  return -1;
}

}  // namespace cxsim::world::inline CXSIM_ISA
