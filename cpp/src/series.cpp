#include "cxsim/world/series.hpp"

#include <algorithm>
#include <cmath>

namespace cxsim::world {
namespace {

using model::Axis;

struct Entry {
  const char *name, *unit, *doc;
  double bound;  // 0: money, bound by the company's prices
};
constexpr double latent = 64, squared = 4096, head = 1;

// In the order of enum Total.
constexpr std::array<Entry, total_count> totals{{
    {"customers", "people", "Customers when the month began.", head},
    {"prospects", "people", "Prospects when the month began.", head},
    {"lapsed", "people", "People who had left and not yet forgotten, when the month began.", head},
    {"joined", "people", "People who joined.", head},
    {"left", "people", "Customers who left by choice.", head},
    {"left_involuntary", "people", "Customers who left for reasons outside the relationship.", head},
    {"revenue", "money", "Revenue.", 0},
    {"contact_cost", "money", "Cost of encounters.", 0},
    {"contribution", "money", "Margin less cost to serve, before acquisition and fixed costs.", 0},
    {"acquisition_cost", "money", "Cost of winning the people who joined.", 0},
    {"satisfaction", "SD", "Cumulative satisfaction, 0 = the sector's norm.", latent},
    {"satisfaction_squared", "SD squared", "Its square.", squared},
    {"affect", "affect", "Affect memory.", latent},
    {"affect_squared", "affect squared", "Its square.", squared},
    {"affect_fast", "affect", "Fast affect memory.", latent},
    {"affect_peak", "affect", "Peak affect memory.", latent},
    {"trust", "trust", "Trust, 0 to 1.", latent},
    {"trust_squared", "trust squared", "Its square.", squared},
    {"commitment", "commitment", "Commitment.", latent},
    {"commitment_squared", "commitment squared", "Its square.", squared},
    {"engagement", "SD", "Half satisfaction, half standardized commitment.", latent},
    {"engagement_squared", "SD squared", "Its square.", squared},
    {"effort", "effort points", "Effort memory.", latent},
    {"grievance", "severity", "Grievance.", latent},
    {"mood", "SD", "Mood.", latent},
    {"tenure", "months", "Tenure.", 4096},
    {"self_service", "share", "Remembered self-service share.", head},
    {"fully_engaged", "people", "Fully engaged customers.", head},
    {"engaged", "people", "Engaged customers.", head},
    {"not_engaged", "people", "Customers who are not engaged.", head},
    {"actively_disengaged", "people", "Actively disengaged customers.", head},
    {"customers_with_failure", "people", "Customers to whom something failed.", head},
    {"capped", "people", "Customers whose walk was cut at the cap on stages or encounters.", head},
}};
constexpr std::array<Entry, touchpoint_total_count> touchpoint_totals{{
    {"touchpoint_encounters", "encounters", "Encounters.", head},
    {"touchpoint_failures", "encounters", "Encounters that failed.", head},
    {"touchpoint_major_failures", "encounters", "Encounters with a major failure.", head},
    {"touchpoint_below", "encounters", "Encounters below the zone of tolerance, overall.", head},
    {"touchpoint_above", "encounters", "Encounters above the zone of tolerance, overall.", head},
    {"touchpoint_value", "value", "Value of encounters.", latent},
    {"touchpoint_effort", "effort points", "Effort of encounters.", latent},
    {"touchpoint_affect", "affect", "Affect of encounters.", latent},
    {"touchpoint_perceived", "quality points", "Perceived quality, by importance.", latent},
    {"touchpoint_adequate", "quality points", "Adequate level, by importance.", latent},
    {"touchpoint_desired", "quality points", "Desired level, by importance.", latent},
}};
constexpr std::array<Entry, dimension_total_count> dimension_totals{{
    {"dimension_perceived", "quality points", "Perceived quality over encounters.", latent},
    {"dimension_adequate", "quality points", "Adequate level over encounters.", latent},
    {"dimension_desired", "quality points", "Desired level over encounters.", latent},
    {"dimension_will", "quality points", "Will expectation over encounters.", latent},
    {"dimension_below", "encounters", "Encounters below the zone of tolerance on this dimension.", head},
    {"dimension_above", "encounters", "Encounters above the zone of tolerance on this dimension.", head},
}};
constexpr Entry channel_total{"channel_encounters", "encounters", "Encounters by channel.", head};
constexpr std::array<Entry, journey_total_count> journey_totals{{
    {"journeys", "journeys", "Journeys.", head},
    {"journey_value", "value", "Value of journeys.", latent},
    {"journey_value_squared", "value squared", "Its square.", squared},
}};

/// A power of two above what one customer can bring or cost in a month: a busy, generous one, after levers.
double money_bound(const model::Parameters& p) {
  constexpr double busy = 64, levers = 16;
  double fee = 0, place = 0, channel = 0;
  for (const auto& s : p.segments) fee = std::max(fee, s.fee);
  for (const auto& t : p.touchpoints) place = std::max(place, t.cost);
  for (const auto& c : p.channels) channel = std::max(channel, c.cost);
  const double paid = p.money.price * fee * std::max(1.0, std::abs(p.money.margin));
  const double largest = std::max(paid + p.money.serve + p.money.acquisition + place + channel, 1e-6);
  return std::exp2(std::ceil(std::log2(busy * levers * largest)));
}

}  // namespace

SeriesList series_of(const model::Parameters& p) {
  SeriesList list;
  const double money = money_bound(p);
  const auto add = [&](const Entry& entry, Axis axis, std::size_t count) {
    const double bound = entry.bound > 0 ? entry.bound : money;
    list.all.push_back({entry.name, entry.unit, entry.doc, static_cast<int>(axis), bound, list.cells,
                        static_cast<int>(count), engine::scale_for(bound)});
    list.cells += static_cast<int>(count);
  };
  for (const auto& entry : totals) add(entry, Axis::none, 1);
  list.touchpoint_offset = list.cells;
  for (const auto& entry : touchpoint_totals) add(entry, Axis::touchpoint, p.touchpoints.size());
  list.dimension_offset = list.cells;
  for (const auto& entry : dimension_totals) add(entry, Axis::dimension, p.dimensions.size());
  list.channel_offset = list.cells;
  add(channel_total, Axis::channel, p.channels.size());
  list.journey_offset = list.cells;
  for (const auto& entry : journey_totals) add(entry, Axis::journey, p.journeys.size());
  return list;
}

}  // namespace cxsim::world
