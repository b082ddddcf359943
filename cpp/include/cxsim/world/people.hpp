// What a person has: one column each. Everyone in the market exists from the first step, under an id.
#pragma once
#include <array>
#include <cstdint>
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
  log_frailty,  // traits, as trait_names
  weight,
  status,
  tenure,
  away,
  satisfaction,
  gain,
  uncertainty,
  affect_fast,
  affect_peak,
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
  worst_moment,      // the lowest affect remembered, 0 or less
  worst_touchpoint,  // where it was; the number of touchpoints if nowhere
  value,
  log_hazard,
  column_count
};
inline constexpr std::array<const char*, column_count> column_names{"fit",
                                                                    "ease",
                                                                    "usage",
                                                                    "knowledge",
                                                                    "digital",
                                                                    "willingness_to_pay",
                                                                    "forgiveness",
                                                                    "style",
                                                                    "log_frailty",
                                                                    "weight",
                                                                    "status",
                                                                    "tenure",
                                                                    "away",
                                                                    "satisfaction",
                                                                    "gain",
                                                                    "uncertainty",
                                                                    "affect_fast",
                                                                    "affect_peak",
                                                                    "trust",
                                                                    "commitment",
                                                                    "effort",
                                                                    "grievance",
                                                                    "failures",
                                                                    "mood",
                                                                    "self_service",
                                                                    "pending",
                                                                    "price_peak",
                                                                    "used_rival",
                                                                    "coarseness",
                                                                    "worst_moment",
                                                                    "worst_touchpoint",
                                                                    "value",
                                                                    "log_hazard"};

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

/// Draws the traits of a block's people.
void draw_traits(Block& block, const model::Parameters& parameters, std::uint64_t seed, std::uint32_t replication);

}  // namespace cxsim::world
