// One block of people, one world, one month: what the steps of the month share.
#pragma once
#include <algorithm>
#include <cstring>

#include "cxsim/engine/address.hpp"
#include "cxsim/engine/recorder.hpp"
#include "cxsim/engine/transforms.hpp"
#include "cxsim/world/commons.hpp"
#include "cxsim/world/compile.hpp"
#include "cxsim/world/draws.hpp"
#include "cxsim/world/events.hpp"
#include "cxsim/world/people.hpp"
#include "cxsim/world/scratch.hpp"
#include "cxsim/world/series.hpp"

namespace cxsim::world {

/// What everybody shares in a month.
struct Now {
  engine::Moment moment;
  Commons commons;      // what everybody reads of last month
  int month = 0;        // of the horizon, in steps; negative in the burn-in
  double discount = 1;  // of this month's money, as seen from the start of the horizon; 0 before it
  bool is_closed = false;
  float* trace = nullptr;                 // log hazards by id, if wanted
  Events* events = nullptr;               // of the people who are sampled, if any are
  const std::uint8_t* sampled = nullptr;  // by id
  const Standing* standing = nullptr;     // by id; none where nothing crosses between people
  std::uint32_t referrers = 0;            // who may refer: ids below this
};

inline namespace CXSIM_ISA {

template <class V>
using Ints = engine::vec<std::int32_t, V::width>;

template <class V>
struct Month {
  using W = typename V::words;
  using M = typename V::mask;

  Block& block;
  const SegmentPlan& plan;
  const Now& now;
  Scratch& s;
  const SeriesList& series;
  std::int64_t* totals;
  int customers = 0;
  bool outside = false;  // some value left the bound of its sum

  V load(int column, int i) const { return V::load(s.people[column] + i); }
  V month(int column, int i) const { return V::load(s.month[column] + i); }
  void keep(M on, int column, int i, V value) { engine::keep(on, s.people[column] + i, value); }
  void keep_month(M on, int column, int i, V value) { engine::keep(on, s.month[column] + i, value); }
  /// Notes a number of an encounter for the events.
  void witness(int column, int i, V value) {
    if (now.events != nullptr) value.store(s.witnessed[column] + i);
  }
  /// Months since joining, by the calendar; the column counts steps. Exact at whole years, whatever a step is.
  V months_here(int i) const { return V(V(model::months_per_year) * load(tenure, i)) / V(plan.p->steps_per_year); }
  M present(int i) const { return V::first(customers - i); }
  /// Whose id, in a column, belongs to somebody with a mark in what everybody may know of them; −1 is nobody's.
  M is_marked(V by, Standing mark) const {
    V marked = V(0);
    for (int lane = 0; lane < V::width && now.standing != nullptr; ++lane)
      if (by[lane] >= 0 && (now.standing[static_cast<std::uint32_t>(by[lane])] & mark) != 0) marked.v[lane] = 1;
    return marked > V(0);
  }
  /// Who has a mark.
  M has_mark(int i, Standing mark) const {
    V marked = V(0);
    for (int lane = 0; lane < std::min(V::width, customers - i) && now.standing != nullptr; ++lane)
      if ((now.standing[s.ids[i + lane]] & mark) != 0) marked.v[lane] = 1;
    return marked > V(0);
  }
  int will(int k) const { return will_column(k); }
  int should(int k) const { return should_column(k, plan.dimensions); }

  /// Four words for each customer of a lane.
  std::array<W, 4> draw(int i, int purpose, int call = 0) const {
    return engine::draw<V::width>(W::load(s.ids.data() + i), W::all(engine::purpose_word(purpose, call)), now.moment);
  }
  /// Adds a column of values to one total.
  template <class Value>
  void add(const engine::Series& total, int cell, Value value) {
    engine::Sum<V> sum(total);
    for (int i = 0; i < customers; i += V::width) sum.add(value(i), select(present(i), load(weight, i), V(0)));
    outside |= sum.flush(totals[total.offset + cell]);
  }

  /// Adds one person's number to one total.
  void add_one(const engine::Series& total, int cell, double value, double weight_of_one) {
    engine::Sum<engine::Lane<1>> one(total);
    one.add(engine::Lane<1>(value), engine::Lane<1>(weight_of_one));
    outside |= one.flush(totals[total.offset + cell]);
  }
  /// A person of a row as a head count, in whole numbers of the scale that all counts of people share.
  std::int64_t heads(int row) const { return std::llround(s.people[weight][row] * series.total(t_customers).scale); }

  void gather();
  void sort_by_encounters();
  void write_back();
};

/// The customers of the block, in the order of their ids: what routes read, and empty sums.
template <class V>
void Month<V>::gather() {
  const float* state = block.people[status];
  customers = 0;
  for (int row = 0; row < block.rows; ++row)
    if (state[row] == customer) s.rows[customers++] = row;
  for (int column : {static_cast<int>(usage), static_cast<int>(pending), static_cast<int>(tenure),
                     static_cast<int>(digital), static_cast<int>(activated)})
    for (int i = 0; i < customers; ++i) s.people[column][i] = block.people[column][s.rows[i]];
  for (int i = 0; i < customers; ++i) s.ids[i] = block.first + static_cast<std::uint32_t>(s.rows[i]);
  std::fill(s.month.raw().begin(), s.month.raw().end(), 0.0f);
}

/// Counting sort, most encounters first, so that every round is a dense prefix; then all columns follow.
template <class V>
void Month<V>::sort_by_encounters() {
  std::array<int, most_encounters + 2> starts{};
  for (int i = 0; i < customers; ++i) ++starts[most_encounters - s.encounters[i] + 1];
  for (std::size_t n = 1; n < starts.size(); ++n) starts[n] += starts[n - 1];
  for (int i = 0; i < customers; ++i) s.order[starts[most_encounters - s.encounters[i]]++] = i;
  for (int i = 0; i < customers; ++i) s.place[i] = static_cast<std::uint32_t>(s.rows[s.order[i]]);
  std::copy(s.place.begin(), s.place.begin() + customers, s.rows.begin());
  for (int column = 0; column < columns_for(plan.dimensions); ++column) {
    const float* from = block.people[column];
    float* to = s.people[column];
    for (int i = 0; i < customers; ++i) to[i] = from[s.rows[i]];
  }
  float *encounters = s.month[m_encounters], *capped = s.month[m_capped];
  for (int i = 0; i < customers; ++i) {
    s.ids[i] = block.first + static_cast<std::uint32_t>(s.rows[i]);
    encounters[i] = static_cast<float>(s.encounters[s.order[i]]);
    s.month[e_value][i] = capped[s.order[i]];  // e_value is free until the first encounter
  }
  std::copy(s.month[e_value], s.month[e_value] + customers, capped);
}

/// The customers' columns go back to where they are stored.
template <class V>
void Month<V>::write_back() {
  for (int column = weight; column < columns_for(plan.dimensions); ++column) {
    float* to = block.people[column];
    const float* from = s.people[column];
    for (int i = 0; i < customers; ++i) to[s.rows[i]] = from[i];
  }
  if (now.trace == nullptr) return;
  for (int i = 0; i < customers; ++i) now.trace[s.ids[i]] = s.people[log_hazard][i];
}

}  // namespace CXSIM_ISA
}  // namespace cxsim::world
