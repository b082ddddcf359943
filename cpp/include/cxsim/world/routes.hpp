// Routes: where each customer goes this month and what fails there. Nothing felt this month matters here,
// so all walks are known before the first encounter is lived.
#pragma once
#include <algorithm>

#include "cxsim/world/month.hpp"

namespace cxsim::world::inline CXSIM_ISA {

inline float uniform_of(std::uint32_t word) { return static_cast<float>(word >> 8) * 0x1p-24f; }

/// Kind, occurrence and stage as they stand in an address.
inline std::uint32_t address_of(const Walker& w) {
  using namespace engine::address;
  static_assert(model::max_journeys <= kind.limit() && most_of_a_kind <= occurrence.limit() &&
                most_stages <= stage.limit());
  return engine::shifted(kind, w.kind) | engine::shifted(occurrence, w.occurrence) | engine::shifted(stage, w.stage);
}

/// First way whose odds exceed u, or −1: the journey ends.
inline int take(const Ways& ways, float u) {
  for (const Way& way : ways)
    if (u < way.below) return way.to;
  return -1;
}

/// Poisson numbers, and whether more than can be drawn was wanted.
template <class V>
struct Drawn {
  V count;
  typename V::mask more;
};

/// Poisson numbers by inversion: how many of P(N ≤ 0 … 6) the uniform has reached.
template <class V>
Drawn<V> poisson(V uniform, V mean) {
  V odds = exp(-mean), below = odds, count = V(0);
  for (int n = 0; n < most_drawn; ++n) {
    count = count + select(uniform >= below, V(1), V(0));
    odds = odds * mean * V(1.0 / (n + 1));
    below = below + odds;
  }
  return {count, uniform >= below};
}

/// Journeys that happen for sure this month.
inline int certain_journeys(const JourneyPlan& plan, int tenure) {
  const bool due = plan.every > 0 && tenure > 0 && tenure % plan.every == 0;
  return plan.always + (plan.on_joining && tenure == 0 ? 1 : 0) + (due ? 1 : 0);
}

/// How many journeys of each kind everybody makes.
template <class V>
void count_journeys(Month<V>& m) {
  for (int i = 0; i < m.customers; i += V::width) {
    const int here = std::min(V::width, m.customers - i);
    std::array<typename V::words, 4> words{};
    for (std::size_t j = 0; j < m.plan.journeys.size(); ++j) {
      const auto& kind = m.plan.journeys[j];
      if (j % 4 == 0) words = m.draw(i, journeys_purpose, static_cast<int>(j / 4));
      V mean = V(kind.rate);
      if (kind.follows_usage) mean = mean * m.load(usage, i);
      mean = mean + V(kind.per_pending) * m.load(pending, i);
      const auto drawn = poisson<V>(engine::uniform<V::width>(words[j % 4]), mean);
      for (int lane = 0; lane < here; ++lane) {
        if (kind.needs_activation && m.s.people[activated][i + lane] == 0) {
          m.s.journeys[i + lane][j] = 0;
          continue;
        }
        const int sure = certain_journeys(kind, static_cast<int>(m.s.people[tenure][i + lane]));
        if (drawn.more[lane]) m.s.month[m_capped][i + lane] = 1;
        m.s.journeys[i + lane][j] =
            static_cast<std::uint8_t>(std::min(most_of_a_kind, sure + static_cast<int>(drawn.count[lane])));
      }
    }
  }
}

/// Moves a walker to the start of the next journey there is; false if the month is over.
template <class V>
bool next_journey(const Month<V>& m, Walker& w) {
  const auto& counts = m.s.journeys[w.row];
  w.stage = 0;
  ++w.occurrence;
  while (w.kind < static_cast<int>(m.plan.journeys.size()) && w.occurrence >= counts[w.kind]) {
    ++w.kind;
    w.occurrence = 0;
  }
  return w.kind < static_cast<int>(m.plan.journeys.size());
}

/// Channel by what the touchpoint offers and the person's digital habit.
inline int choose_channel(const SegmentPlan& plan, int touchpoint, float habit, float u) {
  float total = 0, weights[model::max_channels];
  for (int c = 0; c < plan.channels; ++c) {
    weights[c] = plan.offered[touchpoint][c] * (plan.digital[c] ? habit : 1 - habit);
    total += weights[c];
  }
  float sum = 0;
  int last = 0;  // rounding may leave the sum a hair short of the total
  for (int c = 0; c < plan.channels; ++c) {
    sum += weights[c];
    if (u * total < sum) return c;
    if (weights[c] > 0) last = c;
  }
  return last;
}

/// One encounter of a walk: where, by which channel, does it fail, what comes next. False when the month is over.
template <class V>
bool walk(Month<V>& m, Walker& w, int slot) {
  const auto word = [&](int i) { return uniform_of(m.s.words[i * m.s.stride + slot]); };
  const auto& kind = m.plan.journeys[w.kind];
  const int channel_before = w.channel;
  if (w.stage == 0) w.touchpoint = take(kind.entry, word(3));
  if (w.touchpoint < 0) return next_journey(m, w);
  int& encounters = m.s.encounters[w.row];
  if (encounters == most_encounters) {
    m.s.month[m_capped][w.row] = 1;
    return false;
  }

  const int touchpoint = w.touchpoint;
  w.channel = choose_channel(m.plan, touchpoint, m.s.people[digital][w.row], word(2));
  std::uint32_t place = static_cast<std::uint32_t>(place_index(touchpoint, w.channel)) | address_of(w);
  const bool failed = word(0) < m.plan.failure[touchpoint];
  if (failed) place |= failed_flag;
  if (word(0) < m.plan.major[touchpoint]) place |= major_flag;
  if (w.stage > 0 && kind.repeats_are_transfers && touchpoint == w.previous) place |= repeated_flag;
  if (w.stage > 0 && w.channel != channel_before) place |= switched_flag;
  if (kind.has_menu && m.plan.menu[w.channel]) place |= menu_flag;
  if (m.plan.digital[w.channel]) place |= digital_flag;
  if (kind.is_contact) place |= contact_flag;

  const auto& ways = (failed ? kind.next_after_failure : kind.next)[touchpoint];
  const int next = take(ways, word(1));
  const bool cut = next >= 0 && (w.stage + 1 == most_stages || encounters + 1 == most_encounters);
  const bool ends = next < 0 || cut;
  if (cut) m.s.month[m_capped][w.row] = 1;
  m.s.places[encounters++ * m.s.stride + w.row] = place | (ends ? last_flag : 0);
  if (ends) return next_journey(m, w);
  w.previous = touchpoint;
  w.touchpoint = next;
  ++w.stage;
  return true;
}

/// The words of one round of walks, lanes of walkers at a time.
template <class V>
void draw_round(Month<V>& m) {
  const int active = static_cast<int>(m.s.walkers.size());
  for (int i = 0; i < active; ++i) {
    const Walker& w = m.s.walkers[i];
    const auto at = i;
    m.s.walk_ids[at] = m.s.ids[w.row];
    m.s.walk_where[at] = engine::purpose_word(route_purpose) | address_of(w);
  }
  using W = typename V::words;
  for (int i = 0; i < active; i += V::width) {
    const auto words =
        engine::draw<V::width>(W::load(m.s.walk_ids.data() + i), W::load(m.s.walk_where.data() + i), m.now.moment);
    for (int j = 0; j < 4; ++j) words[j].store(m.s.words.data() + j * m.s.stride + i);
  }
}

/// Everybody's walks; then the customers sorted by their number of encounters, most first.
template <class V>
void routes(Month<V>& m) {
  count_journeys(m);
  auto& walkers = m.s.walkers;
  walkers.clear();
  for (int row = 0; row < m.customers; ++row) {
    m.s.encounters[row] = 0;
    Walker w{row, -1, -1, -1, 0, -1, 0};
    if (next_journey(m, w)) walkers.push_back(w);
  }
  while (!walkers.empty()) {
    draw_round(m);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < walkers.size(); ++i) {
      Walker w = walkers[i];
      if (walk(m, w, static_cast<int>(i))) walkers[kept++] = w;
    }
    walkers.resize(kept);
  }
  m.sort_by_encounters();
}

}  // namespace cxsim::world::inline CXSIM_ISA
