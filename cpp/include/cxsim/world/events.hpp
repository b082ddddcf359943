// What happens to a sample of people, encounter by encounter. Where nobody's is wanted it costs one test a lane.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "cxsim/engine/columns.hpp"
#include "cxsim/world/people.hpp"

namespace cxsim::world {

/// Numbers of an encounter, and those that follow for each of its dimensions.
enum EventNumber : int {
  ev_effort,
  ev_hit,  // severity of a failure times its force; 0 without one
  ev_value,
  ev_affect,
  ev_perceived,  // by importance, over the dimensions, as the next two
  ev_adequate,
  ev_desired,
  ev_voiced,
  ev_justice,
  ev_great_moment,
  event_number_count
};
enum EventDimension : int { ed_perceived, ed_adequate, ed_desired, ed_will, event_dimension_count };

inline constexpr std::array<ColumnRow, event_number_count> event_number_rows{{
    {"effort", "points, 1 to 7", "Effort of the encounter; 7 is hard."},
    {"hit", "severity", "Severity of a failure times the force with which it is felt; 0 without one."},
    {"value", "points", "Value of the encounter."},
    {"affect", "points", "Affect of the encounter."},
    {"perceived", "quality points", "Perceived quality, by importance over the dimensions."},
    {"adequate", "quality points", "Adequate level, by importance: the lower edge of the zone of tolerance."},
    {"desired", "quality points", "Desired level, by importance: the upper edge."},
    {"voiced", "0 or 1", "The failure was voiced."},
    {"justice", "0 to 1", "Justice of the recovery; 0 where nothing was solved."},
    {"great_moment", "0 or 1", "A great moment."},
}};
inline constexpr std::array<ColumnRow, event_dimension_count> event_dimension_rows{{
    {"perceived", "quality points", "Perceived quality on a dimension."},
    {"adequate", "quality points", "Adequate level on a dimension."},
    {"desired", "quality points", "Desired level on a dimension."},
    {"will", "quality points", "What was expected to happen on a dimension."},
}};

constexpr int event_columns(int dimensions) { return event_number_count + event_dimension_count * dimensions; }
constexpr int event_column(int dimension, int which) {
  return event_number_count + event_dimension_count * dimension + which;
}

/// Encounters of sampled people, one row each.
struct Events {
  std::vector<std::uint32_t> person, place;  // place as in the walk: touchpoint, channel, stage, flags
  std::vector<std::int32_t> month;           // of the horizon, in steps
  std::vector<float> numbers;                // row × event_columns

  std::size_t size() const { return person.size(); }
  void add(std::uint32_t who, std::uint32_t where, int when, const engine::Columns& witnessed, int row) {
    person.push_back(who);
    place.push_back(where);
    month.push_back(when);
    for (int column = 0; column < witnessed.count(); ++column) numbers.push_back(witnessed[column][row]);
  }
  void append(const Events& more);
  /// Rows by person and month; those of one month stay in the order in which they happened.
  Events in_order() const;
};

}  // namespace cxsim::world
