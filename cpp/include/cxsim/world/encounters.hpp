// Encounters, in the order of the walk: quality is delivered, judged, and closed into value and memory.
#pragma once
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
  typename V::words address(int call) const {
    return {(word.v & address_mask) | engine::purpose_word(quality_purpose, call)};
  }
  static Ints<V> bits(decltype(V::words::v) from) { return engine::bits_as<Ints<V>>(from); }
};

/// Quality delivered on each dimension: company, fit, luck shared and own.
template <class V>
void deliver(Month<V>& m, int count) {
  const auto& perception = m.plan.p->perception;
  for (int i = 0; i < count; i += V::width) {
    const auto place = Place<V>::load(m.s, i);
    const auto ids = V::words::load(m.s.ids.data() + i);
    const V person_fit = m.load(fit, i), spread = place.look_up(m.plan.spread);
    std::array<typename V::words, 4> words{};
    V shared = V(0);
    for (int normal = 0; normal <= m.plan.dimensions; ++normal) {
      if (normal % 4 == 0) words = engine::draw<V::width>(ids, place.address(normal / 4), m.now.moment);
      const V luck = engine::normal<V::width>(words[normal % 4]);
      if (normal == 0) {
        shared = luck;
        continue;
      }
      const V quality = place.look_up(m.plan.quality[normal - 1]);
      model::delivered<V>(quality, person_fit, spread, shared, luck, m.plan.own_luck, perception)
          .store(m.s.quality[normal - 1] + i);
    }
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

/// The journey of which this was the last encounter: satisfaction, then trust.
template <class V>
void close_journey(Month<V>& m, int i, typename V::mask last, V value, V salience) {
  const auto& p = *m.plan.p;
  const V sum = m.month(j_salience_sum, i), number = max(V(1), m.month(j_count, i));
  const V mean = m.month(j_value_sum, i) / select(sum > V(0), sum, V(1));
  const V journey = model::journey_value<V>(mean, m.month(j_peak, i), value, salience, p.satisfaction);
  const V standardized = V(journey - V(p.standard.journey_mean)) / V(p.standard.journey_scale);
  const V old_gain = m.load(gain, i);
  m.keep(last, satisfaction, i,
         model::next_satisfaction<V>(m.load(satisfaction, i), standardized, V(sum / number), old_gain));
  m.keep(last, gain, i, model::next_gain<V>(old_gain, p.satisfaction));
  const V input = model::trust_input<V>(standardized, m.month(m_heard, i), V(m.plan.mean_promise),
                                        V(m.month(j_perceived_sum, i) / number), p.trust);
  m.keep(last, trust, i, model::next_trust<V>(m.load(trust, i), input, p.trust));

  const auto weight_of_last = select(last, m.load(weight, i), V(0));
  const auto place = Place<V>::load(m.s, i);
  for (int lane = 0; lane < V::width; ++lane) {
    if (!last[lane]) continue;
    const int kind =
        static_cast<int>(place.word.v[lane] >> engine::address::kind.shift & (engine::address::kind.limit() - 1));
    const float values[] = {1, journey[lane], journey[lane] * journey[lane]};
    for (int t = 0; t < journey_total_count; ++t) m.add_one(m.series.journey(t), kind, values[t], weight_of_last[lane]);
  }
  for (int column : {j_value_sum, j_salience_sum, j_count, j_peak, j_perceived_sum})
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

/// Effort, failure, value, affect of the encounter; what it leaves for journey and month.
template <class V>
void close(Month<V>& m, int i, int count) {
  const auto& p = *m.plan.p;
  const auto on = V::first(count - i);
  const auto place = Place<V>::load(m.s, i);
  const V failed = place.flag(failed_flag), salience = place.look_up(m.plan.salience);
  const V severity = select(place.is(major_flag), V(p.grievance.major_severity), V(p.grievance.minor_severity));
  const V hit = V(failed * severity) * m.month(m_force, i);
  const V effort_here = model::encounter_effort<V>(
      place.look_up(m.plan.place_effort), place.flag(switched_flag), place.flag(repeated_flag), place.flag(menu_flag),
      place.look_up(m.plan.detail), m.load(knowledge, i), m.load(ease, i), p.policy.integration, p.effort);
  const V value = model::encounter_value<V>(m.month(e_value, i), effort_here, hit, p.standard.effort_mean, p.value);
  const V affect = model::encounter_affect<V>(m.month(e_affect, i), hit, m.load(mood, i), p.affect);
  const V seen = m.month(e_perceived, i), low = m.month(e_adequate, i), high = m.month(e_desired, i);

  const V witnessed[event_number_count] = {effort_here, hit, value, affect, seen, low, high};
  for (int number = 0; number < event_number_count; ++number) m.witness(number, i, witnessed[number]);

  const V weights = select(on, m.load(weight, i), V(0));
  const V cells[] = {V(1),
                     failed,
                     place.flag(major_flag),
                     select(seen < low, V(1), V(0)),
                     select(seen > high, V(1), V(0)),
                     value,
                     effort_here,
                     affect,
                     seen,
                     low,
                     high};
  for (int t = 0; t < touchpoint_total_count; ++t) fix<V>(m, t, i, cells[t], weights);

  m.keep(on, uncertainty, i,
         model::next_uncertainty<V>(m.load(uncertainty, i), m.month(e_gain, i), p.expectation.drift));
  m.keep(on, failures, i, V(m.load(failures, i) + failed));
  const auto add = [&](int column, V each) { m.keep_month(on, column, i, V(m.month(column, i) + each)); };
  add(m_effort_sum, effort_here);
  add(m_contact_effort, V(place.flag(contact_flag) * effort_here));
  add(m_contacts, place.flag(contact_flag));
  add(m_hit_sum, hit);
  add(m_digital_sum, place.flag(digital_flag));
  add(m_cost_sum, place.look_up(m.plan.place_cost));
  add(j_value_sum, V(salience * value));
  add(j_salience_sum, salience);
  add(j_count, V(1));
  add(j_perceived_sum, seen);
  m.keep_month(on, m_failed, i, max(m.month(m_failed, i), failed));
  m.keep_month(on, m_strongest, i, stronger<V>(m.month(m_strongest, i), affect));
  const auto worse = on & (affect < m.month(m_worst, i));
  m.keep_month(worse, m_worst, i, affect);
  m.keep_month(worse, m_worst_touchpoint, i, place.touchpoint());
  m.keep_month(on, j_peak, i, stronger<V>(m.month(j_peak, i), value));
  const auto last = on & place.is(last_flag);
  if (last.any()) close_journey<V>(m, i, last, value, salience);
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
    deliver<V>(m, count);
    judge<V>(m, count);
    for (int i = 0; i < count; i += V::width) close<V>(m, i, count);
    count_places<V>(m, count);
    if (m.now.events != nullptr) record_events<V>(m, count);
  }
}

}  // namespace cxsim::world::inline CXSIM_ISA
