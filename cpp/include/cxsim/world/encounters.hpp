// Encounters, in the order of the walk: quality is delivered, judged, and closed into value and memory.
#pragma once
#include <algorithm>

#include "cxsim/world/month.hpp"

namespace cxsim::world::inline CXSIM_ISA {

/// What a lane of encounters is, unpacked from its place words.
template <class V>
struct Place {
  typename V::words word;
  static Place load(const Scratch& s, int i) { return {V::words::load(s.place.data() + i)}; }
  typename V::mask is(std::uint32_t flag) const { return {bits(word.v & flag) != 0}; }
  V flag(std::uint32_t which) const { return select(is(which), V(1), V(0)); }
  V touchpoint() const { return V::of(__builtin_convertvector(bits(word.v >> 3 & 0x1fu), typename V::floats)); }
  V look_up(const float* table) const { return V::gather(table, bits(word.v & place_mask)); }
  typename V::words address(int purpose, int call = 0) const {
    return {(word.v & address_mask) | engine::purpose_word(purpose, call)};
  }
  static Ints<V> bits(decltype(V::words::v) from) { return engine::bits_as<Ints<V>>(from); }
};

/// Four words for each customer of a lane, at the encounter at hand.
template <class V>
std::array<typename V::words, 4> draw_at(const Month<V>& m, int i, const Place<V>& place, int purpose, int call = 0) {
  return engine::draw<V::width>(V::words::load(m.s.ids.data() + i), place.address(purpose, call), m.now.moment);
}

/// Touchpoint of a place word.
inline int touchpoint_of(std::uint32_t word) {
  return static_cast<int>(word >> touchpoint_shift & ((1u << touchpoint_bits) - 1));
}

/// Quality delivered on each dimension: company, fit, luck shared and own.
template <class V>
void deliver(Month<V>& m, int count) {
  const auto& perception = m.plan.p->perception;
  const auto& dimensions = m.plan.p->dimensions;
  for (int i = 0; i < count; i += V::width) {
    const auto place = Place<V>::load(m.s, i);
    const V person_fit = m.load(fit, i), spread = place.look_up(m.plan.spread);
    std::array<typename V::words, 4> words{};
    V shared = V(0);
    for (int normal = 0; normal <= m.plan.dimensions; ++normal) {
      if (normal % 4 == 0) words = draw_at<V>(m, i, place, quality_purpose, normal / 4);
      const V luck = engine::normal<V::width>(words[normal % 4]);
      if (normal == 0) {
        shared = luck;
        continue;
      }
      const int k = normal - 1;
      V quality = place.look_up(m.plan.quality[k]);
      if (m.plan.is_personal)
        quality = quality + V(dimensions[k].personalization_load) * m.month(e_personal, i) +
                  V(dimensions[k].protection_load) * m.month(e_protection, i);
      model::delivered<V>(quality, person_fit, spread, shared, luck, m.plan.own_luck, perception)
          .store(m.s.quality[k] + i);
    }
  }
}

/// What personalization and data protection are to each person of a round.
template <class V>
void personalize(Month<V>& m, int count) {
  if (!m.plan.is_personal) return;
  const auto& p = *m.plan.p;
  const V personal = V(p.policy.personalization), control = V(p.policy.data_control);
  for (int i = 0; i < count; i += V::width) {
    const V concern = m.load(privacy_concern, i);
    const V helps = model::personal_quality<V>(personal, m.load(trust, i), concern, control, p.personalization);
    const V guards = model::protection_quality<V>(V(p.policy.data_protection), personal, concern, p.personalization);
    m.keep_month(V::first(count - i), e_personal, i, V(helps - V(m.plan.stated_personal)));
    m.keep_month(V::first(count - i), e_protection, i, V(guards - V(m.plan.stated_protection)));
  }
}

/// Sums of one dimension over a round of encounters.
template <class V>
struct DimensionSums {
  engine::Sum<V> perceived, adequate, desired, will, below, above;
  explicit DimensionSums(const SeriesList& list)
      : perceived(list.dimension(dt_perceived)),
        adequate(list.dimension(dt_adequate)),
        desired(list.dimension(dt_desired)),
        will(list.dimension(dt_will)),
        below(list.dimension(dt_below)),
        above(list.dimension(dt_above)) {}
  void add(V p, V a, V d, V w, V weight) {
    perceived.add(p, weight);
    adequate.add(a, weight);
    desired.add(d, weight);
    will.add(w, weight);
    below.add(select(p < a, V(1), V(0)), weight);
    above.add(select(p > d, V(1), V(0)), weight);
  }
  bool flush(std::int64_t* totals, const SeriesList& list, int k) {
    const auto at = [&](int t) -> std::int64_t& { return totals[list.dimension(t).offset + k]; };
    const bool outside[] = {perceived.flush(at(dt_perceived)), adequate.flush(at(dt_adequate)),
                            desired.flush(at(dt_desired)),     will.flush(at(dt_will)),
                            below.flush(at(dt_below)),         above.flush(at(dt_above))};
    return std::any_of(std::begin(outside), std::end(outside), [](bool each) { return each; });
  }
};

/// What all dimensions of an encounter share: the gain of experience and the factor on the zone's width.
template <class V>
void prepare(Month<V>& m, int count) {
  const auto& p = *m.plan.p;
  for (int i = 0; i < count; i += V::width) {
    const auto on = V::first(count - i);
    m.keep_month(on, e_gain, i, model::gain<V>(m.load(uncertainty, i), p.expectation.experience_noise));
    m.keep_month(on, e_width, i, model::width_factor<V>(m.month(m_log_width, i), m.load(failures, i), p.tolerance));
    for (int sum : {e_value, e_affect, e_perceived, e_adequate, e_desired}) m.keep_month(on, sum, i, V(0));
  }
}

/// Perceived against expected, dimension by dimension; what is expected learns from it.
template <class V>
void judge(Month<V>& m, int count) {
  const auto& p = *m.plan.p;
  for (int k = 0; k < m.plan.dimensions; ++k) {
    DimensionSums<V> sums(m.series);
    const auto& dimension = p.dimensions[k];
    const V importance = V(m.plan.importance[k]);
    for (int i = 0; i < count; i += V::width) {
      const auto on = V::first(count - i);
      const V w = m.load(m.will(k), i), d = m.load(m.should(k), i);
      const V seen = model::perceived<V>(V::load(m.s.quality[k] + i), w, d, m.load(mood, i),
                                         p.expectation.initial_should, p.perception);
      const V adequate = d - V(m.plan.width[k]) * m.month(e_width, i);
      const V value = model::dimension_value<V>(seen, w, d, adequate, p.expectation.category_norm, dimension.above,
                                                dimension.below, p.value);
      const auto add = [&](int column, V each) {
        m.keep_month(on, column, i, V(m.month(column, i) + importance * each));
      };
      add(e_value, value);
      add(e_affect, model::dimension_affect<V>(seen, d, adequate, p.affect));
      add(e_perceived, seen);
      add(e_adequate, adequate);
      add(e_desired, d);
      const V witnessed[event_dimension_count] = {seen, adequate, d, w};
      for (int which = 0; which < event_dimension_count; ++which)
        m.witness(event_column(k, which), i, witnessed[which]);
      sums.add(seen, adequate, d, w, select(on, m.load(weight, i), V(0)));
      m.keep(on, m.will(k), i, model::next_will<V>(w, seen, m.month(e_gain, i)));
      m.keep(on, m.should(k), i, model::next_should<V>(d, seen, p.expectation));
    }
    m.outside |= sums.flush(m.totals, m.series, k);
  }
}

/// Value of a journey in standard deviations of the norm.
template <class V>
V standard_journey(const Month<V>& m, V journey) {
  return V(journey - V(m.plan.p->standard.journey_mean)) / V(m.plan.p->standard.journey_scale);
}

/// Value of the journey that ends, from its values added up by salience, its peak and its end.
template <class V>
V journey_of(const Month<V>& m, int i, V sum_of_values, V peak, V end, V salience) {
  const V sum = m.month(j_salience_sum, i);
  const V mean = sum_of_values / select(sum > V(0), sum, V(1));
  return model::journey_value<V>(mean, peak, end, salience, m.plan.p->satisfaction);
}

/// Where satisfaction stands after a journey: with its failures, and with what was done about them.
template <class V>
V judge_journey(const Month<V>& m, int i, V standardized, V salience, V unfailed_end) {
  const auto& p = *m.plan.p;
  const V before = m.load(satisfaction, i), own_gain = m.load(gain, i);
  const V mean_salience = m.month(j_salience_sum, i) / max(V(1), m.month(j_count, i));
  const V with_failures = model::next_satisfaction<V>(before, standardized, mean_salience, own_gain);
  const V repairs = m.month(j_repair, i);
  if (!(repairs > V(0)).any()) return with_failures;
  const V unfailed_sum = m.month(j_value_sum, i) + V(p.value.failure) * m.month(j_solved_sum, i);
  const V unfailed = journey_of<V>(m, i, unfailed_sum, m.month(j_peak_unfailed, i), unfailed_end, salience);
  const V without_failures =
      model::next_satisfaction<V>(before, standard_journey<V>(m, unfailed), mean_salience, own_gain);
  return select(repairs > V(0), model::repaired_satisfaction<V>(with_failures, without_failures, repairs, p.recovery),
                with_failures);
}

/// Totals of journeys that end.
template <class V>
void count_journeys_closed(Month<V>& m, int i, typename V::mask last, V journey) {
  const auto weight_of_last = select(last, m.load(weight, i), V(0));
  const auto place = Place<V>::load(m.s, i);
  for (int lane = 0; lane < V::width; ++lane) {
    if (!last[lane]) continue;
    const int kind =
        static_cast<int>(place.word.v[lane] >> engine::address::kind.shift & (engine::address::kind.limit() - 1));
    const float values[] = {1, journey[lane], journey[lane] * journey[lane]};
    for (int t = 0; t < journey_total_count; ++t) m.add_one(m.series.journey(t), kind, values[t], weight_of_last[lane]);
  }
}

/// The journey of which this was the last encounter: satisfaction, then trust.
template <class V>
void close_journey(Month<V>& m, int i, typename V::mask last, V value, V unfailed, V salience) {
  const auto& p = *m.plan.p;
  const V journey = journey_of<V>(m, i, m.month(j_value_sum, i), m.month(j_peak, i), value, salience);
  const V standardized = standard_journey<V>(m, journey);
  m.keep(last, satisfaction, i, judge_journey<V>(m, i, standardized, salience, unfailed));
  m.keep(last, gain, i, model::next_gain<V>(m.load(gain, i), p.satisfaction));
  const V input = model::trust_input<V>(standardized, m.month(m_heard, i), V(m.plan.mean_promise),
                                        V(m.month(j_perceived_sum, i) / max(V(1), m.month(j_count, i))),
                                        V(V(p.policy.breach) * m.load(privacy_concern, i)), p.trust);
  m.keep(last, trust, i, model::next_trust<V>(m.load(trust, i), input, p.trust));
  count_journeys_closed<V>(m, i, last, journey);
  for (int column :
       {j_value_sum, j_salience_sum, j_count, j_peak, j_perceived_sum, j_solved_sum, j_peak_unfailed, j_repair})
    m.keep_month(last, column, i, V(0));
}

/// Whole numbers of a lane of touchpoint totals, for the histogram.
template <class V>
void fix(Month<V>& m, int t, int i, V value, V weight) {
  const auto& total = m.series.touchpoint(t);
  const V weighted = value * weight, bound = V(total.bound);
  m.outside |= (!(abs(weighted) <= bound)).any();
  const auto whole = nearest(V(max(-bound, min(bound, weighted)) * V(total.scale)));
  std::memcpy(m.s.fixed.data() + t * m.s.stride + i, &whole, sizeof(whole));
}

/// The larger in size of two, the first when equal.
template <class V>
V stronger(V before, V now) {
  return select(abs(now) > abs(before), now, before);
}

/// Adds the people of a mask to a total of what is rare, each at their touchpoint.
template <class V>
void count_rare(Month<V>& m, int total, int i, typename V::mask who, const Place<V>& place) {
  for (int lane = 0; lane < V::width; ++lane)
    if (who[lane]) m.add_one(m.series.rare(total), touchpoint_of(place.word.v[lane]), 1, m.s.people[weight][i + lane]);
}

/// What is left of a failure when the company has done, or not done, something about it.
template <class V>
struct Aftermath {
  V rankles = V(0), solved = V(0);  // both in severity; `solved`: all of a failure that was solved
};

/// Voice and recovery of the failures of a lane.
template <class V>
Aftermath<V> recover(Month<V>& m, int i, typename V::mask failed, const Place<V>& place, V severity, V hit) {
  if (!failed.any()) return {};
  const auto& p = *m.plan.p;
  const auto& policy = p.policy;
  const auto words = draw_at<V>(m, i, place, recovery_purpose);
  const V outcome = engine::uniform<V::width>(words[1]), earlier = m.load(recoveries, i);
  const auto voiced =
      failed & (engine::uniform<V::width>(words[0]) < model::voice_odds<V>(m.month(m_readiness, i), severity, p.voice));
  const auto solved = voiced & (outcome < V(policy.solved));
  const auto answered = voiced & (outcome < V(std::max(policy.answered, policy.solved)));
  const auto yes = [](auto mask) { return select(mask, V(1), V(0)); };
  const V just = select(solved, V(m.plan.justice), V(0));
  const V open = select(solved, V(0),
                        select(voiced, V(p.grievance.pending_after_complaint), V(p.grievance.pending_after_silence)));
  const V refund = V(p.recovery.refund_cost * policy.refund) * V(V(0.5) + severity);
  const V cost = V(p.recovery.case_cost) * yes(voiced) + V(yes(solved) * refund);

  m.keep_month(failed, m_open_case, i, max(m.month(m_open_case, i), open));
  m.keep_month(voiced, m_recovery_cost, i, V(m.month(m_recovery_cost, i) + cost));
  m.keep_month(solved, j_repair, i, V(m.month(j_repair, i) + model::repair<V>(hit, just, earlier, p.recovery)));
  m.keep(solved, complaint_satisfaction, i,
         V(m.load(complaint_satisfaction, i) + model::praise<V>(just, earlier, p.recovery)));
  m.keep(solved, recoveries, i, V(earlier + V(1)));
  m.witness(ev_voiced, i, yes(voiced));
  m.witness(ev_justice, i, just);
  count_rare<V>(m, rt_complaints, i, voiced, place);
  count_rare<V>(m, rt_answered, i, answered, place);
  count_rare<V>(m, rt_solved, i, solved, place);
  return {V(hit * model::rankling<V>(yes(voiced), yes(answered), just, p.recovery)), select(solved, hit, V(0))};
}

/// Great moments of a lane: 1 where one happens.
template <class V>
V great_moments(Month<V>& m, int i, typename V::mask on, const Place<V>& place) {
  if (!m.plan.has_great_moments) return V(0);
  const V odds = place.look_up(m.plan.great_moment);
  if (!(on & (odds > V(0))).any()) return V(0);
  const auto words = draw_at<V>(m, i, place, great_moment_purpose);
  const auto great = on & (engine::uniform<V::width>(words[0]) < odds);
  if (great.any()) {
    m.keep_month(great, m_great_moment_cost, i, V(m.month(m_great_moment_cost, i) + V(m.plan.p->great_moment.cost)));
    count_rare<V>(m, rt_great_moments, i, great, place);
  }
  return select(great, V(1), V(0));
}

/// An encounter, judged as a whole.
template <class V>
struct Lived {
  V failed, severity, hit, great, effort, value, affect, seen, low, high;
};

/// Effort, failure, value and affect of the encounter.
template <class V>
Lived<V> live(Month<V>& m, int i, typename V::mask on, const Place<V>& place) {
  const auto& p = *m.plan.p;
  Lived<V> e;
  e.failed = place.flag(failed_flag);
  e.severity = select(place.is(major_flag), V(p.grievance.major_severity), V(p.grievance.minor_severity));
  e.hit = V(e.failed * e.severity) * m.month(m_force, i);
  e.great = great_moments<V>(m, i, on, place);
  e.effort = model::encounter_effort<V>(place.look_up(m.plan.place_effort), place.flag(switched_flag),
                                        place.flag(repeated_flag), place.flag(menu_flag), place.look_up(m.plan.detail),
                                        m.load(knowledge, i), m.load(ease, i), p.policy.integration, p.effort);
  e.value = model::encounter_value<V>(m.month(e_value, i), e.effort, e.hit, p.standard.effort_mean, p.value);
  e.affect = model::encounter_affect<V>(m.month(e_affect, i), e.hit, m.load(mood, i), p.affect) +
             V(p.great_moment.affect) * e.great;
  e.seen = m.month(e_perceived, i);
  e.low = m.month(e_adequate, i);
  e.high = m.month(e_desired, i);
  const V witnessed[] = {e.effort, e.hit, e.value, e.affect, e.seen, e.low, e.high, V(0), V(0), e.great};
  static_assert(std::size(witnessed) == event_number_count && ev_great_moment + 1 == event_number_count);
  for (int number = 0; number < event_number_count; ++number) m.witness(number, i, witnessed[number]);
  return e;
}

/// The encounter in the totals of its touchpoint.
template <class V>
void count_encounter(Month<V>& m, int i, typename V::mask on, const Place<V>& place, const Lived<V>& e) {
  const V weights = select(on, m.load(weight, i), V(0));
  const V cells[] = {V(1),
                     e.failed,
                     place.flag(major_flag),
                     select(e.seen < e.low, V(1), V(0)),
                     select(e.seen > e.high, V(1), V(0)),
                     e.value,
                     e.effort,
                     e.affect,
                     e.seen,
                     e.low,
                     e.high};
  for (int t = 0; t < touchpoint_total_count; ++t) fix<V>(m, t, i, cells[t], weights);
}

/// What the encounter leaves for the journey and for the month.
template <class V>
void leave_behind(Month<V>& m, int i, typename V::mask on, const Place<V>& place, const Lived<V>& e,
                  const Aftermath<V>& after, V unfailed, V salience) {
  const auto add = [&](int column, V each) { m.keep_month(on, column, i, V(m.month(column, i) + each)); };
  add(m_effort_sum, e.effort);
  add(m_contact_effort, V(place.flag(contact_flag) * e.effort));
  add(m_contacts, place.flag(contact_flag));
  add(m_rankling, after.rankles);
  add(m_digital_sum, place.flag(digital_flag));
  add(m_cost_sum, place.look_up(m.plan.place_cost));
  add(j_value_sum, V(salience * e.value));
  add(j_solved_sum, V(salience * after.solved));
  add(j_salience_sum, salience);
  add(j_count, V(1));
  add(j_perceived_sum, e.seen);
  m.keep_month(on, m_failed, i, max(m.month(m_failed, i), e.failed));
  m.keep_month(on, m_strongest, i, stronger<V>(m.month(m_strongest, i), e.affect));
  m.keep_month(on, m_best, i, max(m.month(m_best, i), e.affect));
  const auto worse = on & (e.affect < m.month(m_worst, i));
  m.keep_month(worse, m_worst, i, e.affect);
  m.keep_month(worse, m_worst_touchpoint, i, place.touchpoint());
  m.keep_month(on, j_peak, i, stronger<V>(m.month(j_peak, i), e.value));
  m.keep_month(on, j_peak_unfailed, i, stronger<V>(m.month(j_peak_unfailed, i), unfailed));
}

/// The encounter is over: what it was, what failed in it, what it leaves.
template <class V>
void close(Month<V>& m, int i, int count) {
  const auto& p = *m.plan.p;
  const auto on = V::first(count - i);
  const auto place = Place<V>::load(m.s, i);
  const V salience = place.look_up(m.plan.salience);
  const Lived<V> e = live<V>(m, i, on, place);
  const Aftermath<V> after = recover<V>(m, i, on & place.is(failed_flag), place, e.severity, e.hit);
  const V unfailed = e.value + V(p.value.failure) * after.solved;
  count_encounter<V>(m, i, on, place, e);
  m.keep(on, uncertainty, i,
         model::next_uncertainty<V>(m.load(uncertainty, i), m.month(e_gain, i), p.expectation.drift));
  m.keep(on, failures, i, V(m.load(failures, i) + e.failed));
  m.keep(on & !place.is(failed_flag), activated, i, max(m.load(activated, i), place.look_up(m.plan.activates)));
  leave_behind<V>(m, i, on, place, e, after, unfailed, salience);
  const auto last = on & place.is(last_flag);
  if (last.any()) close_journey<V>(m, i, last, e.value, unfailed, salience);
}

/// Totals by touchpoint and channel of one round.
template <class V>
void count_places(Month<V>& m, int count) {
  for (int i = 0; i < count; ++i) {
    const int at = static_cast<int>(m.s.place[i] & place_mask);
    const int touchpoint = at / model::max_channels, channel = at % model::max_channels;
    std::int64_t* cell = m.totals + m.series.touchpoint_offset + touchpoint;
    for (int t = 0; t < touchpoint_total_count; ++t) cell[t * m.plan.touchpoints] += m.s.fixed[t * m.s.stride + i];
    m.totals[m.series.channel_offset + channel] += m.s.fixed[tt_encounters * m.s.stride + i];
  }
}

/// Encounters of one round of those whose are wanted.
template <class V>
void record_events(Month<V>& m, int count) {
  for (int i = 0; i < count; ++i)
    if (m.now.sampled[m.s.ids[i]] != 0) m.now.events->add(m.s.ids[i], m.s.place[i], m.now.month, m.s.witnessed, i);
}

/// Rounds of encounters: the n-th of everyone who has one, a dense prefix of the sorted customers.
template <class V>
void encounters(Month<V>& m) {
  const float* number = m.s.month[m_encounters];
  for (int round = 0, count = m.customers; round < most_encounters; ++round) {
    while (count > 0 && number[count - 1] <= static_cast<float>(round)) --count;
    if (count == 0) break;
    for (int i = 0; i < count; ++i) m.s.place[i] = m.s.places[round * m.s.stride + m.s.order[i]];
    std::fill(m.s.place.begin() + count, m.s.place.begin() + engine::padded(count), 0u);  // lanes beyond look up too
    prepare<V>(m, count);
    personalize<V>(m, count);
    deliver<V>(m, count);
    judge<V>(m, count);
    for (int i = 0; i < count; i += V::width) close<V>(m, i, count);
    count_places<V>(m, count);
    if (m.now.events != nullptr) record_events<V>(m, count);
  }
}

}  // namespace cxsim::world::inline CXSIM_ISA
