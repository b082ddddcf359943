#include "cxsim/world/compile.hpp"

#include <algorithm>
#include <cmath>

#include "cxsim/engine/check.hpp"
#include "cxsim/engine/lane.hpp"

namespace cxsim::world {
namespace {

using model::Parameters;
using One = engine::Lane<1>;

std::size_t size_of(int n) { return static_cast<std::size_t>(n); }

/// Touchpoints state their quality as it is with channels that are half connected: the middle of the scale, and the
/// default of `policy.integration`, so that a company that says nothing of it gets the quality that it states.
constexpr double stated_integration = 0.5;

/// Likewise what a firm that is this personal, and protects data this well, does to a person of average trust and
/// concern.
constexpr double stated_personalization = 0.2, stated_protection = 0.5;

/// The touchpoint's own quality, with what integration adds.
double own_quality(const Parameters& p, std::size_t t, std::size_t k) {
  return p.touchpoints[t].quality[k] + p.dimensions[k].integration_load * (p.policy.integration - stated_integration);
}

/// Mean quality of the company: touchpoints weighted by the norm's encounters × salience.
double company_quality(const Parameters& p, std::size_t k) {
  double sum = 0, weights = 0, plain = 0;
  for (std::size_t t = 0; t < p.touchpoints.size(); ++t) {
    const double weight = p.standard.encounters[t] * p.touchpoints[t].salience;
    sum += weight * own_quality(p, t, k);
    weights += weight;
    plain += own_quality(p, t, k) / static_cast<double>(p.touchpoints.size());
  }
  return weights > 0 ? sum / weights : plain;
}

void deliver_tables(SegmentPlan& plan, const Parameters& p) {
  const double great = model::great_moment_odds<One>(One(p.policy.empowerment), p.great_moment)[0];
  plan.has_great_moments = great > 0;
  for (std::size_t t = 0; t < p.touchpoints.size(); ++t) {
    for (std::size_t c = 0; c < p.channels.size(); ++c) {
      const auto at = size_of(place_index(static_cast<int>(t), static_cast<int>(c)));
      const auto& channel = p.channels[c];
      for (std::size_t k = 0; k < p.dimensions.size(); ++k) {
        const double own = own_quality(p, t, k);
        const double gap = std::max(0.0, p.policy.promise[k] - own) * (channel.is_staffed > 0.5 ? 1 : 0);
        const double lost = p.dimensions[k].internalized_loss * (1 - p.policy.internalized) * gap;
        plan.quality[k][at] = static_cast<float>(own + channel.quality[k] - lost);
      }
      plan.place_effort[at] = static_cast<float>(p.touchpoints[t].effort + channel.effort);
      plan.place_cost[at] = static_cast<float>(p.touchpoints[t].cost + channel.cost);
      plan.spread[at] = static_cast<float>(p.touchpoints[t].spread);
      plan.detail[at] = static_cast<float>(p.touchpoints[t].detail);
      plan.salience[at] = static_cast<float>(p.touchpoints[t].salience);
      plan.activates[at] = p.touchpoints[t].activates > 0.5 ? 1 : 0;
      plan.has_activation |= plan.activates[at] > 0;
      plan.great_moment[at] = channel.is_staffed > 0.5 ? static_cast<float>(great) : 0;
      plan.offered[t][c] = static_cast<float>(p.touchpoints[t].channels[c]);
    }
    plan.failure[t] = static_cast<float>(p.touchpoints[t].failure);
    plan.major[t] = static_cast<float>(p.touchpoints[t].failure * p.touchpoints[t].major);
  }
  for (std::size_t c = 0; c < p.channels.size(); ++c) {
    plan.digital[c] = p.channels[c].is_digital > 0.5;
    plan.menu[c] = p.channels[c].has_menu > 0.5;
  }
}

/// Cumulative odds of the touchpoints that have any.
Ways ways(const model::PerTouchpoint& odds, std::size_t touchpoints) {
  Ways all;
  double sum = 0;
  for (std::size_t t = 0; t < touchpoints; ++t) {
    if (odds[t] <= 0) continue;
    sum += odds[t];
    all.push_back({static_cast<float>(std::min(sum, 1.0)), static_cast<int>(t)});
  }
  engine::require(sum <= 1 + 1e-6, "odds of a journey's next touchpoint add up to ", sum, ", more than 1");
  return all;
}

/// Steps between two journeys that come every so many months: none that are closer than a step.
int every(double months, const Parameters& p) {
  return months > 0 ? std::max(1, static_cast<int>(std::floor(p.steps(months) + 0.5))) : 0;
}

JourneyPlan journey_plan(const Parameters& p, std::size_t j, const model::Segment& segment) {
  const auto& journey = p.journeys[j];
  JourneyPlan plan;
  plan.always = static_cast<int>(journey.always);
  plan.every = every(journey.every, p);
  plan.on_joining = journey.on_joining > 0.5;
  plan.follows_usage = journey.follows_usage > 0.5;
  plan.has_menu = journey.has_menu > 0.5;
  plan.repeats_are_transfers = journey.repeats_are_transfers > 0.5;
  plan.is_contact = journey.is_contact > 0.5;
  plan.needs_activation = journey.needs_activation > 0.5;
  plan.rate = journey.rate * segment.journey_rate[j];
  plan.per_pending = journey.takes_pending > 0.5 ? p.grievance.help_per_pending : 0;
  plan.entry = ways(journey.entry, p.touchpoints.size());
  for (std::size_t t = 0; t < p.touchpoints.size(); ++t) {
    plan.next.push_back(ways(journey.transitions[t], p.touchpoints.size()));
    const bool own = p.own_route_after_failure[j][t];
    plan.next_after_failure.push_back(own ? ways(journey.after_failure[t], p.touchpoints.size()) : plan.next.back());
  }
  return plan;
}

void expectation_numbers(SegmentPlan& plan, const Parameters& p) {
  double importance = 0;
  for (const auto& dimension : p.dimensions) importance += dimension.importance;
  engine::require(importance > 0, "dimensions: their importance adds up to 0");
  for (std::size_t k = 0; k < p.dimensions.size(); ++k) {
    plan.importance[k] = p.dimensions[k].importance / importance;
    plan.width[k] = p.dimensions[k].width;
    plan.promise_gap[k] = std::max(0.0, p.policy.promise[k] - company_quality(p, k));
    plan.mean_promise += plan.importance[k] * p.policy.promise[k];
    plan.is_personal |= p.dimensions[k].personalization_load != 0 || p.dimensions[k].protection_load != 0;
  }
  plan.heard = std::min(1.0, p.expectation.adverts_read * p.policy.marketing);
  plan.heard_on_joining = std::min(1.0, p.expectation.adverts_read_on_joining * p.policy.marketing);
  plan.stated_personal = model::personal_quality<One>(One(stated_personalization), One(p.standard.trust_mean), One(1),
                                                      One(0), p.personalization)[0];
  plan.stated_protection =
      model::protection_quality<One>(One(stated_protection), One(stated_personalization), One(1), p.personalization)[0];
  plan.relative_price = p.money.price / p.money.reference_price;
  plan.log_price_rise = plan.relative_price > 1 ? std::log(plan.relative_price) : 0;
  plan.alternatives = plan.segment->alternatives - p.standard.alternatives_mean;
  plan.mood_innovation = p.mood.spread * std::sqrt(1 - p.mood.persistence * p.mood.persistence);
  plan.own_luck = std::sqrt(1 - p.perception.halo * p.perception.halo);
}

/// What a segment with so many alternatives brings to the hazard.
model::Leaving leaving(const Parameters& p, const model::Segment& s, double alternatives) {
  const double competition = p.churn.competition_floor + p.churn.competition_slope * alternatives;
  return {std::clamp(competition, p.churn.competition_least, p.churn.competition_most),
          p.churn.trust * s.relationship,
          p.churn.switching_cost * s.switching_cost,
          s.switching_cost_slope,
          p.churn.alternatives * (alternatives - p.standard.alternatives_mean),
          s.need_functional,
          s.need_economic,
          s.need_experiential,
          p.standard.effort_mean};
}

void behavior_numbers(SegmentPlan& plan, const Parameters& p) {
  const auto& s = *plan.segment;
  const double promise = std::max(0.0, 1 + p.adoption.promise * (plan.mean_promise - p.adoption.reference_promise));
  const double price = plan.relative_price > 0 ? std::pow(plan.relative_price, p.adoption.price_elasticity) : 1;
  plan.adoption_conditions = promise * std::pow(p.policy.marketing, p.adoption.marketing_elasticity) * price;
  plan.fee = s.fee * p.money.price;
  plan.justice = model::justice<One>(One(p.policy.refund), One(p.policy.apology), One(p.policy.complaint_access),
                                     One(p.policy.recovery_delay), One(p.policy.informed), p.recovery)[0];
  plan.leaving = leaving(p, s, s.alternatives);
  plan.leaving_usual = leaving(p, s, std::min(s.alternatives, p.standard.alternatives_mean));
}

/// The value of a journey would be 0/0 without these.
void require_weights(const Parameters& p) {
  const auto& weights = p.satisfaction;
  const bool has_end = std::all_of(p.touchpoints.begin(), p.touchpoints.end(), [](auto& t) { return t.salience > 0; });
  engine::require(weights.mean_weight + weights.peak_weight + (has_end ? weights.end_weight : 0) > 0,
                  "satisfaction: the weights of mean, peak and end add up to 0");
}

/// Whoever is led to a touchpoint must find a channel there.
void require_channels(const Parameters& p) {
  for (std::size_t t = 0; t < p.touchpoints.size(); ++t) {
    const auto& offered = p.touchpoints[t].channels;
    const bool is_offered = std::any_of(offered.begin(), offered.end(), [](double weight) { return weight > 0; });
    for (const auto& journey : p.journeys) {
      const auto leads_here = [&](const auto& row) { return row[t] > 0; };
      const bool is_reached = journey.entry[t] > 0 ||
                              std::any_of(journey.transitions.begin(), journey.transitions.end(), leads_here) ||
                              std::any_of(journey.after_failure.begin(), journey.after_failure.end(), leads_here);
      engine::require(is_offered || !is_reached, "touchpoints.", p.names.touchpoints[t],
                      ".channels: journeys lead here, and no channel offers it");
    }
  }
}

}  // namespace

std::vector<SegmentPlan> compile(const Parameters& p) {
  require_weights(p);
  require_channels(p);
  std::vector<SegmentPlan> plans;
  for (const auto& segment : p.segments) {
    SegmentPlan plan;
    plan.p = &p;
    plan.segment = &segment;
    plan.dimensions = static_cast<int>(p.dimensions.size());
    plan.channels = static_cast<int>(p.channels.size());
    plan.touchpoints = static_cast<int>(p.touchpoints.size());
    deliver_tables(plan, p);
    for (std::size_t j = 0; j < p.journeys.size(); ++j) plan.journeys.push_back(journey_plan(p, j, segment));
    expectation_numbers(plan, p);
    behavior_numbers(plan, p);
    plans.push_back(std::move(plan));
  }
  return plans;
}

}  // namespace cxsim::world
