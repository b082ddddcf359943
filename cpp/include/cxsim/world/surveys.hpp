// Surveys: what every customer would answer this month, who is asked, who answers. Nothing here moves a state.
#pragma once
#include "cxsim/world/feelings.hpp"

namespace cxsim::world::inline CXSIM_ISA {

/// One answer of a lane of people on one scale, as a cell from 0.
template <class V>
Ints<V> cell_on(V latent, V coarse, int low, int high) {
  return nearest(model::on_scale<V>(latent, coarse, low, high)) - low;
}

/// Adds one person to the cells of histograms.
template <class V>
struct Tally {
  Month<V>& m;
  std::int64_t heads;
  Tally(Month<V>& month, int row) : m(month), heads(month.heads(row)) {}
  void count(int histogram, int cell) const { m.totals[m.series.histogram(histogram).offset + cell] += heads; }
  void count_total(int total) const { m.totals[m.series.total(total).offset] += heads; }
};

/// What the relational survey would hear: recommendation and satisfaction.
template <class V>
struct Relational {
  V latent, coarse;
  Ints<V> recommends, ten, five;
  typename V::mask yes, willing, asked;
};

template <class V>
Relational<V> relational(const Month<V>& m, int i, V luck, V own_luck) {
  const auto& p = m.plan.p->survey;
  const V said = m.load(satisfaction, i) + m.load(complaint_satisfaction, i), manner = m.load(style, i);
  const V coarse = select(m.load(coarseness, i) < V(p.coarse), V(1), V(0));
  const V satisfied = model::satisfaction_answer<V>(said, manner, own_luck, p);
  Relational<V> r;
  r.coarse = coarse;
  r.latent = model::recommendation<V>(said, standard_trust<V>(m, i), manner, luck, p);
  r.recommends = cell_on<V>(r.latent, coarse, 0, 10);
  r.ten = cell_on<V>(satisfied, coarse, 1, 10);
  r.five = cell_on<V>(satisfied, coarse, 1, 5);
  r.yes = satisfied > V(p.yes_above);
  return r;
}

template <class V>
void tally_relational(const Tally<V>& tally, const Relational<V>& r, int lane, bool founder) {
  const int score = r.recommends[lane], ten = r.ten[lane], five = r.five[lane];
  tally.count(h_answers_all, score);
  tally.count(h_satisfied_10_all, ten);
  tally.count(h_satisfied_5_all, five);
  if (r.yes[lane]) tally.count_total(t_satisfied_yes_all);
  if (founder) tally.count(h_answers_cohort, score);
  if (r.willing[lane]) tally.count(h_answers_willing, score);
  if (!r.asked[lane]) return;
  tally.count_total(t_asked);
  if (!r.willing[lane]) return;
  tally.count(h_answers, score);
  tally.count(h_satisfied_10, ten);
  tally.count(h_satisfied_5, five);
  if (r.yes[lane]) tally.count_total(t_satisfied_yes);
}

/// The survey after a contact: was it easy?
template <class V>
void tally_contact(const Tally<V>& tally, int ease, int score, bool asked, bool willing) {
  tally.count(h_ease_all, ease);
  tally.count(h_effort_score_all, score);
  if (!asked) return;
  tally.count_total(t_asked_after_contact);
  if (!willing) return;
  tally.count(h_ease, ease);
  tally.count(h_effort_score, score);
}

/// Asks about the contacts of a lane of customers; returns who was asked.
template <class V>
typename V::mask ask_about_contacts(Month<V>& m, int i, const Relational<V>& r, V tendency) {
  const auto& p = m.plan.p->survey;
  const V contacts = m.month(m_contacts, i);
  const auto had = m.present(i) & (contacts > V(0));
  if (!had.any()) return had;
  const auto words = m.draw(i, contact_survey_purpose);
  const V effort = m.month(m_contact_effort, i) / max(V(1), contacts);
  const V latent = model::ease_answer<V>(effort, m.load(style, i), engine::normal<V::width>(words[0]), p);
  const auto asked = had & (engine::uniform<V::width>(words[1]) < V(p.asked_after_contact));
  const auto willing = engine::normal<V::width>(words[2]) < tendency;
  const auto ease = cell_on<V>(latent, r.coarse, 0, 10);
  const V mirrored = V(10) - latent;  // high is hard
  const auto score = cell_on<V>(mirrored, r.coarse, 1, 7);
  for (int lane = 0; lane < V::width; ++lane)
    if (had[lane]) tally_contact<V>(Tally<V>(m, i + lane), ease[lane], score[lane], asked[lane], willing[lane]);
  return asked;
}

/// Everybody's answers of the month. Skipped in the burn-in, whose totals nobody reads.
template <class V>
void answer(Month<V>& m) {
  if (m.now.month < 0) return;
  const auto& p = *m.plan.p;
  for (int i = 0; i < m.customers; i += V::width) {
    const auto on = m.present(i);
    const auto words = m.draw(i, answering_purpose);
    auto r = relational<V>(m, i, engine::normal<V::width>(words[0]), engine::normal<V::width>(words[1]));
    const V z = V(r.latent - V(p.standard.answer_mean)) / V(p.standard.answer_scale);
    const V tendency = model::answering<V>(z, p.survey);
    r.asked = on & (engine::uniform<V::width>(words[2]) < V(p.survey.asked));
    r.willing = engine::normal<V::width>(words[3]) < tendency;
    const auto after_contact = ask_about_contacts<V>(m, i, r, tendency);
    const V cost = V(p.survey.cost) * V(select(r.asked, V(1), V(0)) + select(after_contact, V(1), V(0)));
    m.keep_month(on, m_survey_cost, i, cost);
    m.keep_month(on, m_contribution, i, V(m.month(m_contribution, i) - cost));
    m.keep(on, value, i, V(m.load(value, i) - V(m.now.discount) * cost));
    m.keep_month(on, m_latent, i, r.latent);
    for (int lane = 0; lane < V::width && i + lane < m.customers; ++lane) {
      const bool founder = m.s.people[tenure][i + lane] >= static_cast<float>(m.now.month);
      m.s.month[m_answer][i + lane] = founder ? static_cast<float>(r.recommends[lane]) : -1.0f;
      tally_relational<V>(Tally<V>(m, i + lane), r, lane, founder);
    }
  }
}

/// The last answers of customers of the first month who leave now: a cohort's average must not forget them.
template <class V>
void count_last_answers(Month<V>& m) {
  if (m.now.month < 0) return;
  for (int i = 0; i < m.customers; ++i)
    if (m.s.month[m_left][i] + m.s.month[m_left_involuntary][i] > 0 && m.s.month[m_answer][i] >= 0)
      Tally<V>(m, i).count(h_answers_leaving, static_cast<int>(m.s.month[m_answer][i]));
}

}  // namespace cxsim::world::inline CXSIM_ISA
