// Working memory of one thread: the customers of a block, gathered and sorted, and what their month adds up.
#pragma once
#include <array>
#include <bit>
#include <cstdint>

#include "cxsim/engine/columns.hpp"
#include "cxsim/model/row.hpp"
#include "cxsim/world/people.hpp"

namespace cxsim::world {

inline constexpr int most_encounters = 64;  // a month; what is cut is counted
inline constexpr int most_stages = 14;      // a journey
inline constexpr int most_drawn = 7;        // journeys of a kind a month, beside the certain ones
inline constexpr int most_of_a_kind = 17;   // with the certain ones: always (8), on joining, every so often

/// What one month adds up for one person.
enum MonthColumn : int {
  m_encounters,
  m_effort_sum,
  m_strongest,
  m_best,   // the highest affect of the month, 0 or more
  m_worst,  // the lowest, 0 or less, and where
  m_worst_touchpoint,
  m_rankling,
  m_open_case,
  m_readiness,
  m_recovery_cost,
  m_great_moment_cost,
  m_failed,
  m_capped,
  m_digital_sum,
  m_cost_sum,
  m_heard,
  m_force,
  m_log_width,
  j_value_sum,
  j_salience_sum,
  j_count,
  j_peak,
  j_solved_sum,
  j_peak_unfailed,  // of the values that encounters would have had without the failures that were solved
  j_repair,
  j_perceived_sum,
  e_gain,
  e_width,     // of the encounter at hand: gain of experience, width factor,
  e_personal,  // what personalization and data protection add to quality beyond what touchpoints state
  e_protection,
  e_value,
  e_affect,
  e_perceived,
  e_adequate,
  e_desired,  // and by importance, over the dimensions
  m_affect,
  m_revenue,
  m_contribution,
  m_left,
  m_left_involuntary,
  m_contact_effort,
  m_contacts,
  m_survey_cost,
  m_latent,  // answer to the recommendation question
  m_answer,  // the same on its scale; −1 for who was no customer when the horizon began
  m_messages_positive,
  m_messages_negative,
  m_report,
  month_column_count
};

/// A place as one word: bits 0–2 channel, 3–7 touchpoint, 8–23 stage, occurrence and kind just as in an
/// address, 24–31 flags.
inline constexpr std::uint32_t failed_flag = 1u << 24, major_flag = 1u << 25, last_flag = 1u << 26,
                               repeated_flag = 1u << 27, switched_flag = 1u << 28, menu_flag = 1u << 29,
                               digital_flag = 1u << 30, contact_flag = 1u << 31;
inline constexpr std::uint32_t place_mask = 0xff, address_mask = 0x00ffff00;
inline constexpr int touchpoint_shift = 3, touchpoint_bits = 5;

/// What the events say of an encounter with yes or no.
struct PlaceFlag {
  std::uint32_t mask;
  const char *name, *doc;
  constexpr int shift() const { return std::countr_zero(mask); }
};
inline constexpr std::array<PlaceFlag, 8> place_flags{{
    {failed_flag, "failed", "Something failed."},
    {major_flag, "major", "The failure was a major one."},
    {last_flag, "last", "Last encounter of its journey."},
    {repeated_flag, "repeated", "The same touchpoint as the encounter before, a transfer."},
    {switched_flag, "switched", "Another channel than the encounter before."},
    {menu_flag, "in_menu", "Began in a phone menu."},
    {digital_flag, "digital", "In a digital channel."},
    {contact_flag, "contact", "Part of a contact that surveys ask about."},
}};

/// Someone under way: which customer, where now and before, in which journey.
struct Walker {
  int row, touchpoint, previous, channel, kind, occurrence, stage;
};

struct Scratch {
  Scratch(int dimensions, int block_rows, bool witnesses = false);

  int stride;
  engine::Columns people;     // as Block::people, gathered
  engine::Columns month;      // MonthColumn
  engine::Columns quality;    // per dimension, of the encounter at hand
  engine::Columns witnessed;  // EventNumber and, per dimension, EventDimension; empty if nobody is sampled
  engine::aligned_vector<std::uint32_t> ids, place, places, walk_ids, walk_where, words;
  std::vector<int> rows, order, encounters;
  std::vector<std::array<std::uint8_t, model::max_journeys>> journeys;  // how many of each kind
  std::vector<Walker> walkers;
  engine::aligned_vector<std::int32_t> fixed;  // touchpoint totals of the encounter at hand
};

}  // namespace cxsim::world
