// Tables of a month: what a parameter set says, worked out once for each segment.
#include <cmath>

#include "catch.hpp"
#include "company.hpp"
#include "cxsim/world/compile.hpp"

namespace {

using namespace cxsim;
using testing::small_company;
using testing::with;
using world::SegmentPlan;

/// The plan of the first segment of the small company with one number changed; the company outlives it.
struct Planned {
  model::Parameters p;
  std::vector<SegmentPlan> plans;
  explicit Planned(model::Parameters from) : p(std::move(from)), plans(world::compile(p)) {}
  Planned(const Planned&) = delete;
  Planned& operator=(const Planned&) = delete;
  const SegmentPlan* operator->() const { return plans.data(); }
};

bool near(double found, double exact) { return std::abs(found - exact) < 1e-6; }

enum : std::size_t { phone, web };
enum : int { use, pay, help };
std::size_t at(int touchpoint, std::size_t channel) {
  return static_cast<std::size_t>(world::place_index(touchpoint, static_cast<int>(channel)));
}

}  // namespace

TEST_CASE("a price at or below the reference changes no expectation and no zone") {
  for (double price : {0.0, 15.0, 29.99, 30.0})
    CHECK(Planned(with(small_company(), "money.price", price))->log_price_rise == 0);
  CHECK(near(Planned(with(small_company(), "money.price", 33))->log_price_rise, std::log(1.1)));
  CHECK(near(Planned(with(small_company(), "money.price", 33))->relative_price, 1.1));
}

TEST_CASE("importance adds up to 1 whatever its unit") {
  const Planned planned(small_company());
  CHECK(near(planned->importance[0], 0.75));
  CHECK(near(planned->importance[1], 0.25));
}

TEST_CASE("quality is the touchpoint's, the channel's and what integration adds to dimensions that carry it") {
  const Planned half(small_company()), full(with(small_company(), "policy.integration", 1));
  CHECK(near(half->quality[0][at(use, web)], 7));
  CHECK(near(half->quality[1][at(use, web)], 6.6));
  CHECK(near(full->quality[0][at(use, web)], 7));
  CHECK(near(full->quality[1][at(use, web)], 6.6 + 0.25));
}

TEST_CASE("a promise above delivery that staff have not made theirs costs quality at staffed channels only") {
  const Planned planned(with(small_company(), "policy.promise.empathy", 9));
  CHECK(near(planned->quality[1][at(use, phone)], 7 - 0.3 * 0.5 * 2));
  CHECK(near(planned->quality[1][at(use, web)], 6.6));
  auto theirs = with(small_company(), "policy.promise.empathy", 9);
  world::set(theirs, "policy.internalized", 1);
  CHECK(near(Planned(theirs)->quality[1][at(use, phone)], 7));
  CHECK(near(Planned(with(small_company(), "policy.promise.empathy", 5))->quality[1][at(use, phone)], 7));
}

TEST_CASE("the company's quality weighs touchpoints by the norm's encounters and salience") {
  auto p = with(small_company(), "touchpoints.pay.quality.reliability", 3);
  world::set(p, "touchpoints.pay.salience", 3);
  CHECK(near(Planned(p)->promise_gap[0], 7.2 - (1.5 * 7 + 0.5 * 3 * 3) / (1.5 + 0.5 * 3)));
  world::set(p, "standard.encounters.use", 0);
  world::set(p, "standard.encounters.pay", 0);
  CHECK(near(Planned(p)->promise_gap[0], 7.2 - (7.0 + 3 + 7) / 3));
  CHECK(Planned(with(small_company(), "policy.promise.reliability", 6))->promise_gap[0] == 0);
}

TEST_CASE("effort and cost of a place are the touchpoint's and the channel's together") {
  auto p = with(small_company(), "touchpoints.pay.cost", 2);
  world::set(p, "channels.phone.effort", 0.5);
  CHECK(near(Planned(p)->place_cost[at(pay, phone)], 6));
  CHECK(near(Planned(p)->place_cost[at(pay, web)], 2));
  CHECK(near(Planned(p)->place_effort[at(pay, phone)], 2.5));
}

TEST_CASE("routes are cumulated odds, and go on otherwise after a failure only where that is said") {
  const Planned planned(small_company());
  const auto& usage = planned->journeys[0];
  REQUIRE(usage.next[use].size() == 2);
  CHECK((near(usage.next[use][0].below, 0.2) && usage.next[use][0].to == use));
  CHECK((near(usage.next[use][1].below, 0.6) && usage.next[use][1].to == pay));
  CHECK(usage.next[pay].empty());
  CHECK(near(usage.next_after_failure[use][1].below, 0.6));
  const auto& support = planned->journeys[1];
  CHECK(near(support.next[help][0].below, 0.3));
  CHECK(near(support.next_after_failure[help][0].below, 0.6));
}

TEST_CASE("odds of going on that add up to more than 1 are refused") {
  CHECK_THROWS_WITH(Planned(with(small_company(), "journeys.usage.transitions.use.pay", 0.9)),
                    "odds of a journey's next touchpoint add up to 1.1, more than 1");
  CHECK_NOTHROW(Planned(with(small_company(), "journeys.usage.transitions.use.pay", 0.8)));
}

TEST_CASE("a journey's rate is multiplied by the segment's, and only kinds that take pending cases have them") {
  const Planned planned(with(small_company(), "segments.few.journey_rate.usage", 3));
  CHECK(near(planned.plans[0].journeys[0].rate, 0.4));
  CHECK(near(planned.plans[1].journeys[0].rate, 1.2));
  CHECK(planned->journeys[0].per_pending == 0);
  CHECK(planned->journeys[1].per_pending == planned.p.grievance.help_per_pending);
}

TEST_CASE("journeys that come every so many months do so by the calendar, and no oftener than every step") {
  auto p = with(small_company(), "journeys.usage.every", 1);
  const auto every = [&](double steps_per_year) {
    p.steps_per_year = steps_per_year;
    const auto plan = world::compile(p)[0];
    return std::pair{plan.journeys[0].every, plan.journeys[1].every};
  };
  CHECK((every(12) == std::pair{1, 12}));
  CHECK((every(52) == std::pair{4, 52}));
  CHECK((every(4) == std::pair{1, 4}));
  p = with(small_company(), "journeys.support.every", 0);
  CHECK((every(52) == std::pair{0, 0}));
}

TEST_CASE("the odds of hearing an advert grow with marketing, up to 1") {
  CHECK(near(Planned(with(small_company(), "policy.marketing", 2))->heard, 0.6));
  CHECK(near(Planned(with(small_company(), "policy.marketing", 0.5))->heard_on_joining, 0.25));
  CHECK(Planned(with(small_company(), "policy.marketing", 50))->heard == 1);
  CHECK(Planned(with(small_company(), "policy.marketing", 50))->heard_on_joining == 1);
  CHECK(Planned(with(small_company(), "policy.marketing", 0))->heard == 0);
}

TEST_CASE("the competition factor is a line in the alternatives, clipped on both sides") {
  const auto factor = [](double alternatives) {
    return Planned(with(small_company(), "segments.many.alternatives", alternatives))->leaving.competition;
  };
  CHECK(near(factor(0), 0.4));
  CHECK(near(factor(0.5), 0.925));
  CHECK(near(factor(-2), 0.1));
  CHECK(near(factor(5), 3));
}

TEST_CASE("adoption follows promise, marketing and price by their elasticities, and is usual at the usual") {
  const auto conditions = [](const std::string& path, double value) {
    auto p = small_company();
    for (const char* dimension : {"reliability", "empathy"})
      world::set(p, std::string("policy.promise.") + dimension, 7.2);
    return Planned(with(p, path, value))->adoption_conditions;
  };
  CHECK(near(conditions("policy.marketing", 1), 1));
  CHECK(near(conditions("policy.marketing", 2), std::pow(2, 0.12)));
  CHECK(conditions("policy.marketing", 0) == 0);
  CHECK(near(conditions("money.price", 60), std::pow(2, -1.5)));
  CHECK(near(conditions("policy.promise.reliability", 8.2), 1 + 0.5 * 0.75));
  CHECK(conditions("policy.promise.reliability", 1) == 0);
}

TEST_CASE("the innovation of mood keeps its standard deviation, and the own luck that of quality") {
  const Planned planned(with(small_company(), "mood.persistence", 0.8));
  const auto& p = planned.p;
  CHECK(near(std::pow(0.8 * p.mood.spread, 2) + std::pow(planned->mood_innovation, 2), std::pow(p.mood.spread, 2)));
  CHECK(near(std::pow(p.perception.halo, 2) + std::pow(planned->own_luck, 2), 1));
}

TEST_CASE("major failures are their share of failures") {
  const Planned planned(small_company());
  CHECK(near(planned->failure[pay], 0.1));
  CHECK(near(planned->major[pay], 0.03));
  CHECK(planned->major[use] == 0);
}

TEST_CASE("a yes or no is a yes above one half") {
  for (const auto& [value, is_yes] : {std::pair{0.0, false}, {0.4, false}, {0.6, true}, {1.0, true}}) {
    auto p = small_company();
    for (const char* path : {"channels.web.is_digital", "channels.web.has_menu", "channels.web.is_staffed",
                             "journeys.usage.on_joining", "journeys.usage.follows_usage", "journeys.usage.has_menu",
                             "journeys.usage.repeats_are_transfers", "journeys.usage.takes_pending"})
      world::set(p, path, value);
    const Planned planned(with(p, "policy.promise.empathy", 9));
    const auto& usage = planned->journeys[0];
    CHECK((planned->digital[web] == is_yes && planned->menu[web] == is_yes));
    CHECK((planned->quality[1][at(use, web)] < 6.5f) == is_yes);
    CHECK((usage.on_joining == is_yes && usage.follows_usage == is_yes && usage.has_menu == is_yes));
    CHECK((usage.repeats_are_transfers == is_yes && (usage.per_pending > 0) == is_yes));
  }
}

TEST_CASE("a segment pays its multiple of the price, and brings its own bonds and needs to the hazard") {
  auto p = small_company();
  for (const auto& [path, value] : {std::pair{"segments.many.fee", 2.0},
                                    {"segments.many.relationship", 1.5},
                                    {"segments.many.switching_cost", 0.5},
                                    {"segments.many.switching_cost_slope", -0.25},
                                    {"segments.many.alternatives", 1.5},
                                    {"segments.many.need_functional", 0.5},
                                    {"segments.many.need_economic", 2.0},
                                    {"segments.many.need_experiential", 3.0},
                                    {"standard.alternatives_mean", 0.5},
                                    {"standard.effort_mean", 2.5}})
    world::set(p, path, value);
  const Planned planned(p);
  const auto& leaving = planned->leaving;
  CHECK(planned->fee == 60);
  CHECK(near(planned->alternatives, 1));
  CHECK(near(leaving.trust, 1.5 * p.churn.trust));
  CHECK(near(leaving.switching, 0.5 * p.churn.switching_cost));
  CHECK(leaving.switching_slope == -0.25);
  CHECK(near(leaving.alternatives, p.churn.alternatives));
  CHECK(
      (leaving.functional == 0.5 && leaving.economic == 2 && leaving.experiential == 3 && leaving.mean_effort == 2.5));
}

TEST_CASE("weights of a journey that add up to nothing, and touchpoints without a channel, are refused") {
  auto p = small_company();
  for (const char* weight : {"mean_weight", "peak_weight", "end_weight"})
    world::set(p, std::string("satisfaction.") + weight, 0);
  CHECK_THROWS_WITH(world::compile(p), "satisfaction: the weights of mean, peak and end add up to 0");
  p = small_company();
  for (const auto& channel : p.names.channels) world::set(p, "touchpoints.pay.channels." + channel, 0);
  CHECK_THROWS_WITH(world::compile(p), "touchpoints.pay.channels: journeys lead here, and no channel offers it");
}
