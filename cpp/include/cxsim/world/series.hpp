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
  t_affect_best,
  t_affect_worst,
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
  t_survey_cost,
  t_answer,
  t_answer_squared,
  t_asked,
  t_asked_after_contact,
  t_satisfied_yes_all,
  t_satisfied_yes,
  t_recovery_cost,
  t_great_moment_cost,
  t_complaint_satisfaction,
  t_not_activated,
  t_messages_positive,
  t_messages_negative,
  t_report_positive,
  t_report_negative,
  t_reputation,
  t_net_talk,
  t_advocates,
  t_returned,
  t_referred,
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
/// Totals per touchpoint of what is rare: added one person at a time.
enum RareTotal : int { rt_complaints, rt_answered, rt_solved, rt_great_moments, rare_total_count };
enum DimensionTotal : int { dt_perceived, dt_adequate, dt_desired, dt_will, dt_below, dt_above, dimension_total_count };
enum JourneyTotal : int { jt_journeys, jt_value, jt_value_squared, journey_total_count };

/// Answers by score. `_all`: of everybody, as if all answered; without it, of those who were asked and answered.
enum Histogram : int {
  h_answers_all,
  h_answers_willing,
  h_answers,
  h_answers_cohort,
  h_answers_leaving,
  h_satisfied_10_all,
  h_satisfied_10,
  h_satisfied_5_all,
  h_satisfied_5,
  h_ease_all,
  h_ease,
  h_effort_score_all,
  h_effort_score,
  histogram_count
};

/// What a series has cells for.
enum class By : int {
  none,
  dimension,
  channel,
  touchpoint,
  journey,
  score_0_10,
  score_1_10,
  score_1_5,
  score_1_7,
  tenure_class,
  number_of_causes,
  tenure_and_worst,
  cause_tenure_and_worst
};
inline constexpr std::array by_names{"none",
                                     "dimension",
                                     "channel",
                                     "touchpoint",
                                     "journey",
                                     "score_0_10",
                                     "score_1_10",
                                     "score_1_5",
                                     "score_1_7",
                                     "tenure_class",
                                     "number_of_causes",
                                     "tenure_class worst_touchpoint",
                                     "cause tenure_class worst_touchpoint"};

/// Why people leave, by how long they have been customers and where their worst moment was.
enum CauseTotal : int { ct_but_for, ct_share, ct_left, ct_at_once, ct_customers, cause_total_count };
inline constexpr std::array tenure_classes{0, 6, 12, 24, 48};  // months at which each begins

/// The list, with offsets and scales for this company. Money's bound follows from its prices.
struct SeriesList {
  std::vector<engine::Series> all;
  int cells = 0;
  int touchpoint_offset = 0, dimension_offset = 0, channel_offset = 0, journey_offset = 0;

  const engine::Series& total(int t) const { return all[t]; }
  const engine::Series& touchpoint(int t) const { return all[first_touchpoint + t]; }
  const engine::Series& rare(int t) const { return all[first_rare + t]; }
  const engine::Series& dimension(int t) const { return all[first_dimension + t]; }
  const engine::Series& journey(int t) const { return all[first_journey + t]; }
  const engine::Series& histogram(int t) const { return all[first_histogram + t]; }
  const engine::Series& cause(int t) const { return all[first_cause + t]; }

 private:
  static constexpr int first_touchpoint = total_count, first_dimension = first_touchpoint + int{touchpoint_total_count},
                       first_journey = first_dimension + int{dimension_total_count} + 1,
                       first_histogram = first_journey + int{journey_total_count},
                       first_cause = first_histogram + int{histogram_count},
                       first_rare = first_cause + int{cause_total_count};
};
SeriesList series_of(const model::Parameters& parameters);

}  // namespace cxsim::world
