// What a person has: one column each. Everyone in the market exists from the first step, under an id.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "cxsim/engine/columns.hpp"
#include "cxsim/model/parameters.hpp"

namespace cxsim::world {

/// Columns of one number a person. Will and should follow, one column a dimension each.
enum Column : int {
  fit,
  ease,
  usage,
  knowledge,
  digital,
  willingness,
  forgiveness,
  style,
  privacy_concern,
  log_frailty,  // traits, as trait_names
  weight,
  status,
  tenure,
  away,
  satisfaction,
  gain,
  uncertainty,
  affect_fast,
  trust,
  commitment,
  effort,
  grievance,
  failures,
  mood,
  self_service,
  pending,
  price_peak,
  used_rival,
  coarseness,
  recoveries,
  complaint_satisfaction,
  activated,
  affect_best,       // 0 or more; newcomers bring the norm's, as of the next
  affect_worst,      // 0 or less
  worst_moment,      // the lowest affect felt here and remembered, 0 or less
  worst_touchpoint,  // where it was; the number of touchpoints if nowhere
  value,
  log_hazard,
  referrer,          // id; −1 for nobody
  second_life,       // 1 for who has returned
  left_for_service,  // 1 for who would have stayed but for a failure, or for being dissatisfied
  advocate,          // steps for which the person still counts as one
  column_count
};
/// What a column is called, its unit and its meaning.
struct ColumnRow {
  const char *name, *unit, *doc;
};
inline constexpr std::array<ColumnRow, column_count> column_rows{{
    {"fit", "quality points", "Trait: lasting fit of the company with this person."},
    {"ease", "effort points", "Trait: ease with which this person handles things."},
    {"usage", "multiple", "Trait: usage relative to the average."},
    {"knowledge", "SD", "Trait: knowledge of the category."},
    {"digital", "share", "Trait: digital habit, the share of contacts that it puts into digital channels."},
    {"willingness_to_pay", "multiple", "Trait: willingness to pay, as a multiple of the reference price."},
    {"forgiveness", "force per log year", "Trait: forgiveness of failures that grows with tenure."},
    {"style", "points of 0 to 10", "Trait: style of answering surveys."},
    {"privacy_concern", "multiple", "Trait: concern about privacy, relative to the average."},
    {"log_frailty", "log hazard", "Trait: inclination to leave that nothing else explains (frailty)."},
    {"weight", "people", "Real people that this person stands for."},
    {"status", "name", "Prospect, customer or lapsed."},
    {"tenure", "steps", "Time as a customer, the last time for who is none now."},
    {"away", "steps", "Time since leaving, until the person is a prospect again."},
    {"satisfaction", "SD", "Cumulative satisfaction; 0 is the sector's norm."},
    {"gain", "share", "Weight of the next journey in satisfaction."},
    {"uncertainty", "points squared", "Uncertainty about what will happen."},
    {"affect_fast", "points", "Recent affect."},
    {"trust", "0 to 1", "Trust."},
    {"commitment", "points", "Commitment; 1 is the most that trust and satisfaction alone can bring."},
    {"effort", "points, 1 to 7", "Remembered effort; 7 is hard."},
    {"grievance", "failures", "Failures that still rankle."},
    {"failures", "failures", "Remembered failures, which narrow the zone of tolerance."},
    {"mood", "SD", "Mood of the month."},
    {"self_service", "share", "Share of recent encounters in digital channels."},
    {"pending", "requests", "Requests for help that wait for the next month."},
    {"price_peak", "multiple", "Highest price met, as a multiple of the reference price."},
    {"used_rival", "0 or 1", "Has been a customer of a rival."},
    {"coarseness", "share", "Place among all people by how coarsely they answer surveys."},
    {"recoveries", "recoveries", "Remembered recoveries; each halves the effect of the next."},
    {"complaint_satisfaction", "SD", "Praise of a recovery, in what the person says and not in what they do."},
    {"activated", "0 or 1", "Can use what was bought."},
    {"affect_best", "points", "Affect of the best moment that is remembered; newcomers bring the norm's."},
    {"affect_worst", "points", "Affect of the worst moment that is remembered; newcomers bring the norm's."},
    {"worst_moment", "points", "Lowest affect felt with this company and remembered; 0 is none."},
    {"worst_touchpoint", "place", "Touchpoint of the worst moment, by its place in the file; their number is none."},
    {"value", "money", "Contribution less acquisition since month 0, discounted."},
    {"log_hazard", "log a step", "Log hazard of leaving in the last step as a customer."},
    {"referrer", "person", "Customer who referred this person, by id; -1 is nobody."},
    {"second_life", "0 or 1", "Left once, and has returned."},
    {"left_for_service", "0 or 1",
     "Left last time, and would have stayed but for a failure or for being dissatisfied."},
    {"advocate", "steps", "Time for which the person still counts as an advocate."},
}};
/// Will and should, of each dimension.
inline constexpr std::array<ColumnRow, 2> expectation_rows{{
    {"will", "quality points", "What the person expects to happen on a dimension."},
    {"should", "quality points", "What the person holds to be due on a dimension: the desired level."},
}};

inline constexpr float prospect = 0, customer = 1, lapsed = 2;  // status

constexpr int will_column(int dimension) { return column_count + dimension; }
constexpr int should_column(int dimension, int dimensions) { return column_count + dimensions + dimension; }
constexpr int columns_for(int dimensions) { return column_count + 2 * dimensions; }

/// People of one segment, `rows` of them, ids from `first` on.
struct Block {
  int segment = 0, rows = 0;
  std::uint32_t first = 0;
  engine::Columns people;
};
using Population = std::vector<Block>;

/// Simulated people per segment (largest remainder).
std::vector<std::int64_t> people_per_segment(const model::Parameters& parameters, std::int64_t people);

/// Real people that one simulated person of each segment stands for.
std::vector<double> weights(const model::Parameters& parameters, std::int64_t people);

/// Blocks of at most `rows` people, everything still zero.
Population empty_population(const model::Parameters& parameters, std::int64_t people, int rows);

/// What a distribution of a family would need to have this mean and standard deviation; nothing if it can have them.
std::string_view impossible_trait(model::Family family, double mean, double spread);

/// What is wrong with how the people of a segment differ in leaving; nothing if they can.
std::string_view impossible_frailty(const model::Segment& segment);

/// Draws the traits of a block's people.
void draw_traits(Block& block, const model::Parameters& parameters, std::uint64_t seed, std::uint32_t replication);

}  // namespace cxsim::world
