// From a parameter set to what the month's loops read: tables for one segment, worked out once a month.
#pragma once
#include <memory>
#include <vector>

#include "cxsim/model/parameters.hpp"

namespace cxsim::world {

inline constexpr int places = model::max_touchpoints * model::max_channels;  // touchpoint × channel
constexpr int place_index(int touchpoint, int channel) { return touchpoint * model::max_channels + channel; }

/// One way on from a touchpoint: taken if the random number is below `below`.
struct Way {
  float below;
  int to;
};
using Ways = std::vector<Way>;

/// One kind of journey for one segment.
struct JourneyPlan {
  int always = 0, every = 0;
  bool on_joining = false, follows_usage = false, has_menu = false, repeats_are_transfers = false, is_contact = false,
       needs_activation = false;
  double rate = 0, per_pending = 0;
  Ways entry;
  std::vector<Ways> next, next_after_failure;  // per touchpoint
};

/// Everything the month reads for one segment.
struct SegmentPlan {
  const model::Parameters* p = nullptr;
  const model::Segment* segment = nullptr;
  int dimensions = 0, channels = 0, touchpoints = 0;

  float quality[model::max_dimensions][places] = {};  // delivered mean, all company parts
  float place_effort[places] = {}, place_cost[places] = {};
  float spread[places] = {}, detail[places] = {}, salience[places] = {};  // by place, though channels agree
  float activates[places] = {}, great_moment[places] = {};                // odds of one
  float failure[model::max_touchpoints] = {}, major[model::max_touchpoints] = {};
  float offered[model::max_touchpoints][model::max_channels] = {};
  bool digital[model::max_channels] = {}, menu[model::max_channels] = {};
  std::vector<JourneyPlan> journeys;

  double importance[model::max_dimensions] = {}, width[model::max_dimensions] = {};
  bool is_personal = false;                        // some dimension has a load
  double promise_gap[model::max_dimensions] = {};  // (M − Q)₊ of the company
  double mean_promise = 0, heard = 0, heard_on_joining = 0;
  double relative_price = 1, log_price_rise = 0, alternatives = 0;
  double mood_innovation = 0, own_luck = 0;
  double adoption_conditions = 0, fee = 0;
  double justice = 0;                                 // of a solved complaint
  double stated_personal = 0, stated_protection = 0;  // in the qualities that touchpoints state
  bool has_great_moments = false, has_activation = false;
  model::Leaving leaving{}, leaving_usual{};  // as it is; with no more alternatives than the sector has
};

/// Plans of one parameter set, one a segment. `p` must outlive them.
std::vector<SegmentPlan> compile(const model::Parameters& p);

}  // namespace cxsim::world
