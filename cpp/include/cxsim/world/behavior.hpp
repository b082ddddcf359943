// What people do at the end of the month: pay, leave or stay, return, forget and adopt; and the books of it all.
#pragma once
#include "cxsim/world/causes.hpp"
#include "cxsim/world/feelings.hpp"
#include "cxsim/world/joining.hpp"
#include "cxsim/world/surveys.hpp"
#include "cxsim/world/talk.hpp"

namespace cxsim::world::inline CXSIM_ISA {

/// A subscription: everybody pays every month.
template <class V>
void buy(Month<V>& m) {
  const auto& p = *m.plan.p;
  for (int i = 0; i < m.customers; i += V::width) {
    const auto on = m.present(i);
    const V paid = model::spend<V>(V(m.plan.fee), m.load(usage, i), m.load(satisfaction, i),
                                   standard_commitment<V>(m, i), p.money);
    const V goodwill = m.month(m_recovery_cost, i) + m.month(m_great_moment_cost, i);
    const V earned = V(p.money.margin) * paid - V(V(p.money.serve) + m.month(m_cost_sum, i) + goodwill);
    m.keep_month(on, m_revenue, i, paid);
    m.keep_month(on, m_contribution, i, earned);
    m.keep(on, value, i, V(m.load(value, i) + V(m.now.discount) * earned));
  }
}

/// Everything but base level, tenure and frailty in the log hazard of leaving.
template <class V>
V hazard_path(const Month<V>& m, const model::Motives<V>& person) {
  const auto& p = *m.plan.p;
  return model::log_hazard<V>(model::feelings<V>(person, V(m.plan.relative_price), p.money), m.plan.leaving, p.churn);
}

/// Leaves by choice, involuntarily, or stays. In a closed world everybody stays.
template <class V>
void leave(Month<V>& m) {
  const auto& segment = *m.plan.segment;
  const Ties<V> ties(m);
  for (int i = 0; i < m.customers; i += V::width) {
    const auto on = m.present(i);
    const auto person = motives<V>(m, i);
    const V others = ties.of(m, i) + model::activation_push<V>(m.load(activated, i), m.plan.p->activation);
    const V path = hazard_path<V>(m, person);
    m.keep(on, log_hazard, i, V(path + others));
    if (m.now.is_closed) continue;
    const V rest = V(segment.base_hazard) + model::tenure_effect<V>(person.tenure, segment.tenure_effect) +
                   m.load(log_frailty, i) + others;
    const auto words = m.draw(i, leaving_purpose);
    const V luck = engine::exponential<V::width>(words[0]), chance = engine::uniform<V::width>(words[1]);
    const auto chose = on & model::leaves<V>(luck, V(path + rest)), spared = chance >= V(segment.involuntary);
    const auto lost = on & !chose & !spared;
    m.keep_month(chose, m_left, i, V(1));
    m.keep_month(lost, m_left_involuntary, i, V(1));
    for (int lane = 0; lane < V::width && chose.any(); ++lane) {
      if (!chose[lane]) continue;
      const Hazards hazards{m.plan, one_of<V>(person, lane), rest[lane]};
      m.s.people[left_for_service][i + lane] = was_for_service(hazards, luck[lane], spared[lane]) ? 1 : 0;
      if (m.now.month >= 0) explain<V>(m, i + lane, hazards, luck[lane], spared[lane]);
    }
  }
}

/// One person becomes a customer of the next month, at a cost.
template <class V>
void welcome(Month<V>& m, int row, double cost) {
  const Person person{m.block.people, row, m.plan.dimensions};
  const auto id = m.block.first + static_cast<std::uint32_t>(row);
  join<engine::Lane<1>>(person, id, m.plan, m.now.moment, m.now.commons.reputation);
  m.block.people[value][row] -= static_cast<float>(m.now.discount * cost);
  m.add_one(m.series.total(t_joined), 0, 1, m.block.people[weight][row]);
  m.add_one(m.series.total(t_acquisition_cost), 0, cost, m.block.people[weight][row]);
}

/// One prospect becomes a customer, perhaps on a customer's word.
template <class V>
void adopt(Month<V>& m, int row) {
  const auto& p = *m.plan.p;
  const int by = referrer_of<V>(m, m.block.first + static_cast<std::uint32_t>(row));
  welcome<V>(m, row, p.money.acquisition + (by >= 0 ? p.policy.referral_bonus : 0));
  m.block.people[referrer][row] = static_cast<float>(by);
  if (by >= 0) m.add_one(m.series.total(t_referred), 0, 1, m.block.people[weight][row]);
}

/// One person who had left becomes a customer again.
template <class V>
void come_back(Month<V>& m, int row) {
  const auto& money = m.plan.p->money;
  welcome<V>(m, row, money.return_cost_share * money.acquisition);
  m.block.people[second_life][row] = 1;
  m.add_one(m.series.total(t_returned), 0, 1, m.block.people[weight][row]);
}

/// Four words for each person of a lane of the block, customer or not.
template <class V>
std::array<typename V::words, 4> draw_of_block(const Month<V>& m, int i, int purpose) {
  typename V::words ids;
  for (int lane = 0; lane < V::width; ++lane) ids.v[lane] = m.block.first + static_cast<std::uint32_t>(i + lane);
  return engine::draw<V::width>(ids, V::words::all(engine::purpose_word(purpose)), m.now.moment);
}

/// Of those who left some come back; the others are prospects again once they have been away for long.
template <class V>
void return_or_forget(Month<V>& m, int i, typename V::mask is_lapsed) {
  const auto& p = *m.plan.p;
  const auto column = [&](int c) { return V::load(m.block.people[c] + i); };
  const V absent = column(away) + V(1);
  engine::keep(is_lapsed, m.block.people[away] + i, absent);
  engine::keep(is_lapsed & (absent >= V(p.steps(p.market.forgetting))), m.block.people[status] + i, V(prospect));
  if (m.now.is_closed || p.win_back.odds <= 0) return;
  const V months = V(V(model::months_per_year) * absent) / V(p.steps_per_year);
  const V odds =
      model::return_odds<V>(column(satisfaction), months, V(p.policy.win_back), column(left_for_service), p.win_back);
  const auto returns = is_lapsed & (engine::uniform<V::width>(draw_of_block<V>(m, i, returning_purpose)[0]) < odds);
  for (int lane = 0; lane < V::width && returns.any(); ++lane)
    if (returns[lane]) come_back<V>(m, i + lane);
}

/// The odds of adopting are everybody's: example, talk, promise, marketing, price.
template <class V>
V adoption_rate_now(const Month<V>& m) {
  const auto& p = *m.plan.p;
  const V bass =
      model::adoption_rate<V>(V(m.now.commons.share), m.plan.adoption_conditions, p.steps_per_year, p.adoption);
  return bass * model::talk_factor<V>(V(m.now.commons.net_talk), V(p.standard.net_talk), p.adoption);
}

/// Those who are no customers: the lapsed return or forget, prospects adopt. Customers of the month still count as
/// such.
template <class V>
void forget_and_adopt(Month<V>& m) {
  const V rate = adoption_rate_now<V>(m);
  engine::Sum<V> prospects(m.series.total(t_prospects)), gone(m.series.total(t_lapsed));
  for (int i = 0; i < m.block.rows; i += V::width) {
    const auto on = V::first(m.block.rows - i);
    const V state = V::load(m.block.people[status] + i), one = V::load(m.block.people[weight] + i);
    const auto is_prospect = on & (state == V(prospect)), is_lapsed = on & (state == V(lapsed));
    prospects.add(select(is_prospect, V(1), V(0)), one);
    gone.add(select(is_lapsed, V(1), V(0)), one);
    if (is_lapsed.any()) return_or_forget<V>(m, i, is_lapsed);
    if (m.now.is_closed || !is_prospect.any()) continue;
    const auto words = draw_of_block<V>(m, i, joining_purpose);
    const auto joins = is_prospect & model::adopts<V>(engine::exponential<V::width>(words[0]), rate);
    for (int lane = 0; lane < V::width && joins.any(); ++lane)
      if (joins[lane]) adopt<V>(m, i + lane);
  }
  m.outside |= prospects.flush(m.totals[m.series.total(t_prospects).offset]);
  m.outside |= gone.flush(m.totals[m.series.total(t_lapsed).offset]);
}

/// Totals of the customers of the month; their states go back; leavers are gone, the others a month older.
template <class V>
void books(Month<V>& m) {
  const auto& p = *m.plan.p;
  const auto& s = p.standard;
  const auto column = [&](int c) { return [&m, c](int i) { return m.load(c, i); }; };
  const auto monthly = [&](int c) { return [&m, c](int i) { return m.month(c, i); }; };
  const auto squared = [](auto each) { return [each](int i) { return V(each(i) * each(i)); }; };
  const auto engagement = [&m](int i) {
    return model::engagement<V>(m.load(satisfaction, i), standard_commitment<V>(m, i));
  };
  const auto between = [&](double low, double high) {
    return [&, low, high](int i) {
      const V e = V(engagement(i) - V(s.engagement_mean)) / V(s.engagement_scale);
      return select((e > V(low)) & (e <= V(high)), V(1), V(0));
    };
  };
  const auto add = [&](int t, auto each) { m.add(m.series.total(t), 0, each); };
  add(t_customers, [](int) { return V(1); });
  add(t_left, monthly(m_left));
  add(t_left_involuntary, monthly(m_left_involuntary));
  add(t_revenue, monthly(m_revenue));
  add(t_contact_cost, monthly(m_cost_sum));
  add(t_contribution, monthly(m_contribution));
  add(t_satisfaction, column(satisfaction));
  add(t_satisfaction_squared, squared(column(satisfaction)));
  add(t_affect, monthly(m_affect));
  add(t_affect_squared, squared(monthly(m_affect)));
  add(t_affect_fast, column(affect_fast));
  add(t_affect_best, column(affect_best));
  add(t_affect_worst, column(affect_worst));
  add(t_trust, column(trust));
  add(t_trust_squared, squared(column(trust)));
  add(t_commitment, column(commitment));
  add(t_commitment_squared, squared(column(commitment)));
  add(t_engagement, engagement);
  add(t_engagement_squared, squared(engagement));
  add(t_effort, column(effort));
  add(t_grievance, column(grievance));
  add(t_mood, column(mood));
  add(t_tenure, [&m](int i) { return m.months_here(i); });
  add(t_self_service, column(self_service));
  add(t_fully_engaged, between(s.cut_fully, 1e30));
  add(t_engaged, between(s.cut_engaged, s.cut_fully));
  add(t_not_engaged, between(s.cut_not, s.cut_engaged));
  add(t_actively_disengaged, between(-1e30, s.cut_not));
  add(t_customers_with_failure, monthly(m_failed));
  add(t_capped, monthly(m_capped));
  add(t_survey_cost, monthly(m_survey_cost));
  add(t_recovery_cost, monthly(m_recovery_cost));
  add(t_great_moment_cost, monthly(m_great_moment_cost));
  add(t_complaint_satisfaction, column(complaint_satisfaction));
  add(t_not_activated, [&m](int i) { return V(V(1) - m.load(activated, i)); });
  add(t_answer, monthly(m_latent));
  add(t_answer_squared, squared(monthly(m_latent)));
  count_talk<V>(m);
  count_last_answers<V>(m);
  count_tenures<V>(m);

  for (int i = 0; i < m.customers; i += V::width) {
    const auto on = m.present(i), gone = on & (V(m.month(m_left, i) + m.month(m_left_involuntary, i)) > V(0));
    m.keep(on & !gone, tenure, i, V(m.load(tenure, i) + V(1)));
    m.keep(gone, status, i, V(lapsed));
    m.keep(gone, away, i, V(0));
    m.keep(gone, used_rival, i, V(1));
  }
  m.write_back();
}

}  // namespace cxsim::world::inline CXSIM_ISA
