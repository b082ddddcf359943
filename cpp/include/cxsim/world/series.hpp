// What a month reports: one list of totals. Sums over customers of the month, or over their encounters.
#pragma once
#include <array>
#include <vector>

#include "cxsim/engine/recorder.hpp"
#include "cxsim/model/parameters.hpp"

namespace cxsim::world {

/// Totals with one cell, in the order of `series_of`.
enum Total : int {
  t_customers,
  t_prospects,
  t_lapsed,
  t_joined,
  t_left,
  t_left_involuntary,
  t_revenue,
  t_contact_cost,
  t_contribution,
  t_acquisition_cost,
  t_satisfaction,
  t_satisfaction_squared,
  t_affect,
  t_affect_squared,
  t_affect_fast,
  t_affect_peak,
  t_trust,
  t_trust_squared,
  t_commitment,
  t_commitment_squared,
  t_engagement,
  t_engagement_squared,
  t_effort,
  t_grievance,
  t_mood,
  t_tenure,
  t_self_service,
  t_fully_engaged,
  t_engaged,
  t_not_engaged,
  t_actively_disengaged,
  t_customers_with_failure,
  t_capped,
  total_count
};
/// Totals per touchpoint, per dimension, per kind of journey.
enum TouchpointTotal : int {
  tt_encounters,
  tt_failures,
  tt_major_failures,
  tt_below,
  tt_above,
  tt_value,
  tt_effort,
  tt_affect,
  tt_perceived,
  tt_adequate,
  tt_desired,
  touchpoint_total_count
};
enum DimensionTotal : int { dt_perceived, dt_adequate, dt_desired, dt_will, dt_below, dt_above, dimension_total_count };
enum JourneyTotal : int { jt_journeys, jt_value, jt_value_squared, journey_total_count };

/// The list, with offsets and scales for this company. Money's bound follows from its prices.
struct SeriesList {
  std::vector<engine::Series> all;
  int cells = 0;
  int touchpoint_offset = 0, dimension_offset = 0, channel_offset = 0, journey_offset = 0;

  const engine::Series& total(int t) const { return all[t]; }
  const engine::Series& touchpoint(int t) const { return all[first_touchpoint + t]; }
  const engine::Series& dimension(int t) const { return all[first_dimension + t]; }
  const engine::Series& journey(int t) const { return all[first_journey + t]; }

 private:
  static constexpr int first_touchpoint = total_count, first_dimension = first_touchpoint + int{touchpoint_total_count},
                       first_journey = first_dimension + int{dimension_total_count} + 1;
};
SeriesList series_of(const model::Parameters& parameters);

}  // namespace cxsim::world
