// Expected visits of a journey against what can be summed by hand.
#include <cmath>

#include "catch.hpp"
#include "company.hpp"
#include "cxsim/world/chain.hpp"

namespace {

using namespace cxsim;
using testing::small_company;
using testing::with;

bool near(double found, double exact) { return std::abs(found - exact) < 1e-12; }

}  // namespace

TEST_CASE("a touchpoint that leads to itself is visited 1 / (1 - odds) times, and passes its visits on") {
  const auto visits = world::expected_visits(small_company(), 0);
  const double use = 0.9 / (1 - 0.2);
  REQUIRE(visits.size() == 3);
  CHECK(near(visits[0], use));
  CHECK(near(visits[1], 0.1 + 0.4 * use));
  CHECK(visits[2] == 0);
}

TEST_CASE("failures count where they have a route of their own") {
  const auto failing = with(small_company(), "touchpoints.help.failure", 0.25);
  CHECK(near(world::expected_visits(failing, 1)[2], 1 / (1 - (0.75 * 0.3 + 0.25 * 0.6))));
  auto alike = failing;
  alike.own_route_after_failure[1][2] = false;
  CHECK(near(world::expected_visits(alike, 1)[2], 1 / (1 - 0.3)));
}

TEST_CASE("a journey that never ends is refused") {
  auto endless = with(small_company(), "journeys.support.transitions.help.help", 1);
  world::set(endless, "journeys.support.after_failure.help.help", 1);
  CHECK_THROWS_AS(world::expected_visits(endless, 1), std::invalid_argument);
  world::set(endless, "journeys.support.after_failure.help.help", 1 - 1e-15);
  world::set(endless, "journeys.support.transitions.help.help", 1 - 1e-15);
  CHECK_THROWS_AS(world::expected_visits(endless, 1), std::invalid_argument);
}
