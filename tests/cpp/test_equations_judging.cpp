// Equations of what is expected, delivered, perceived and judged: exact values, limits, signs.
#include "cxsim/model/effort.hpp"
#include "cxsim/model/expectation.hpp"
#include "cxsim/model/perception.hpp"
#include "cxsim/model/tolerance.hpp"
#include "cxsim/model/value.hpp"
#include "equations.hpp"

namespace {

using namespace cxsim::model;
using cxsim::testing::near;
using cxsim::testing::V;

/// Desired level on joining of someone with only these influences.
V should_of(double promise_gap, double price_rise, double knowledge, double fit = 0, double rival = 0) {
  return first_should<V>(V(fit), V(promise_gap), V(price_rise), V(knowledge), V(rival), V(0), Expectation{});
}

/// Log width of the zone of someone with only these influences.
V width_of(double mood, double knowledge, double tenure, double price_rise, double alternatives) {
  return log_width<V>(V(mood), V(knowledge), V(tenure), V(price_rise), V(alternatives), Tolerance{});
}

V perceived_of(double delivered, double will, double should, double mood, const Perception& p) {
  return perceived<V>(V(delivered), V(will), V(should), V(mood), 8, p);
}

/// Value of a dimension with zone 6 to 8 and will 7, norm 7.
V value_of(double perceived, const Value& p, double above = 0, double below = 0, double will = 7) {
  return dimension_value<V>(V(perceived), V(will), V(8), V(6), 7, above, below, p);
}

constexpr Value no_value{0, 0, 0, 0, 0, 0};
constexpr Perception plain{0, 0, 0, 0};

}  // namespace

TEST_CASE("the gain of evidence is V / (V + noise): 0 for the certain, 1 for perfect evidence") {
  CHECK(gain<V>(V(1), 3)[0] == 0.25f);
  CHECK(gain<V>(V(0), 3)[0] == 0);
  CHECK(gain<V>(V(1), 0)[0] == 1);
  CHECK((gain<V>(V(2), 3) > gain<V>(V(1), 3))[0]);
}

TEST_CASE("will stays with gain 0, becomes the evidence with gain 1, and rests on evidence that agrees") {
  CHECK(next_will<V>(V(6), V(9), V(0))[0] == 6);
  CHECK(next_will<V>(V(6), V(9), V(1))[0] == 9);
  CHECK(next_will<V>(V(6), V(9), V(0.25))[0] == 6.75f);
  CHECK(next_will<V>(V(7.25), V(7.25), V(0.3))[0] == 7.25f);
}

TEST_CASE("without drift, will is the mean of prior and experiences, each weighted by its precision") {
  V will = V(5), uncertainty = V(4);
  double precision = 1.0 / 4, sum = 5 * precision;
  for (double experience : {8.0, 6.0, 9.0, 7.5}) {
    const V pull = gain<V>(uncertainty, 2);
    will = next_will<V>(will, V(experience), pull);
    uncertainty = next_uncertainty<V>(uncertainty, pull, 0);
    precision += 1.0 / 2;
    sum += experience / 2;
  }
  CHECK(near(will, sum / precision));
  CHECK(near(uncertainty, 1 / precision));
}

TEST_CASE("uncertainty settles where drift and evidence balance") {
  V uncertainty = V(9);
  for (int i = 0; i < 500; ++i) uncertainty = next_uncertainty<V>(uncertainty, gain<V>(uncertainty, 2), 0.05);
  CHECK(near(uncertainty, (0.05 + std::sqrt(0.05 * 0.05 + 4 * 0.05 * 2)) / 2));
  CHECK(next_uncertainty<V>(V(3), V(1), 0.5)[0] == 0.5f);
}

TEST_CASE("the desired level rests on an experience that meets it, rises after delight, falls after less") {
  Expectation p;
  p.ratchet_up = 0.5;
  p.ratchet_down = 0.25;
  CHECK(next_should<V>(V(8), V(8), p)[0] == 8);
  CHECK(next_should<V>(V(8), V(10), p)[0] == 9);
  CHECK(next_should<V>(V(8), V(8.5), p)[0] == 8.25f);
  CHECK(next_should<V>(V(8), V(4), p)[0] == 7);
  CHECK(Expectation{}.ratchet_up > Expectation{}.ratchet_down);
}

TEST_CASE("the desired level on joining is the sum of its influences") {
  Expectation p;
  p.initial_should = 8;
  p.fit_to_should = 0.5;
  p.promise_to_should = 0.25;
  p.price_to_should = 0.125;
  p.knowledge_to_should = 0.0625;
  p.rival_to_should = 2;
  CHECK(first_should<V>(V(0), V(0), V(0), V(0), V(0), V(0), p)[0] == 8);
  CHECK(first_should<V>(V(1), V(2), V(0.5), V(4), V(0.25), V(0), p)[0] == 8 + 0.5f + 0.5f + 0.625f + 0.25f + 0.5f);
}

TEST_CASE("a promise raises what people think will happen and what should happen") {
  CHECK(next_will<V>(V(7), V(8), gain<V>(V(1), Expectation{}.advert_noise))[0] > 7);
  CHECK((should_of(1, 0, 0) > should_of(0, 0, 0))[0]);
}

TEST_CASE("the firm is believed less than experience") {
  CHECK((gain<V>(V(1), Expectation{}.advert_noise) < gain<V>(V(1), Expectation{}.experience_noise))[0]);
}

TEST_CASE("a price raises the desired level and narrows the zone") {
  CHECK((should_of(0, 0.2, 0) > should_of(0, 0, 0))[0]);
  CHECK((width_of(0, 0, 0, 0.2, 0) < width_of(0, 0, 0, 0, 0))[0]);
}

TEST_CASE("alternatives narrow the zone") { CHECK((width_of(0, 0, 0, 0, 1) < width_of(0, 0, 0, 0, 0))[0]); }

TEST_CASE("good mood widens the zone and lifts perception") {
  CHECK((width_of(1, 0, 0, 0, 0) > width_of(0, 0, 0, 0, 0))[0]);
  CHECK((perceived_of(7, 7, 8, 1, {}) > perceived_of(7, 7, 8, 0, {}))[0]);
}

TEST_CASE("knowledge raises the desired level and narrows the zone") {
  CHECK((should_of(0, 0, 1) > should_of(0, 0, 0))[0]);
  CHECK((width_of(0, 1, 0, 0, 0) < width_of(0, 0, 0, 0, 0))[0]);
}

TEST_CASE("tenure widens the zone; a better rival and fit raise the desired level") {
  CHECK((width_of(0, 0, 24, 0, 0) > width_of(0, 0, 0, 0, 0))[0]);
  CHECK((should_of(0, 0, 0, 1) > should_of(0, 0, 0))[0]);
  CHECK((should_of(0, 0, 0, 0, 1) > should_of(0, 0, 0))[0]);
}

TEST_CASE("the log width is the sum of its influences, and price counts per tenth") {
  Tolerance p;
  p.mood = 0.5;
  p.knowledge = 0.25;
  p.tenure = 2;
  p.price = 0.125;
  p.alternatives = 0.75;
  CHECK(log_width<V>(V(0), V(0), V(0), V(0), V(0), p)[0] == 0);
  CHECK(near(log_width<V>(V(1), V(2), V(11), V(0.4), V(3), p), 0.5 - 0.5 + 2 * std::log(12.0) - 0.5 - 2.25));
}

TEST_CASE("remembered failures narrow the zone up to the number counted") {
  Tolerance p;
  p.failures = 0.5;
  p.failures_counted = 2;
  CHECK(width_factor<V>(V(0), V(0), p)[0] == 1);
  CHECK(near(width_factor<V>(V(0.25), V(1), p), std::exp(-0.25)));
  CHECK(near(width_factor<V>(V(0), V(2), p), std::exp(-1.0)));
  CHECK(width_factor<V>(V(0), V(7), p)[0] == width_factor<V>(V(0), V(2), p)[0]);
}

TEST_CASE("quality delivered is the company's, the fit and luck, shared or each dimension's own") {
  Perception p = plain;
  CHECK(delivered<V>(V(7), V(0.5), V(2), V(0), V(0), 1, p)[0] == 7.5f);
  CHECK(delivered<V>(V(7), V(0), V(2), V(5), V(0.5), 1, p)[0] == 8);  // halo 0: own luck alone
  p.halo = 1;
  CHECK(delivered<V>(V(7), V(0), V(2), V(0.5), V(5), 0, p)[0] == 8);  // halo 1: shared luck alone
}

TEST_CASE("what is perceived is what is delivered, pulled up by will, down by should, lifted by mood") {
  CHECK(perceived_of(6, 9, 9, 1, plain)[0] == 6);
  CHECK(perceived_of(6, 9, 9, 1, {1, 0, 0, 0})[0] == 9);
  CHECK(perceived_of(6, 8, 9, 1, {0.25, 0, 0, 0})[0] == 6.5f);
  CHECK(perceived_of(6, 9, 9, 1, {0, 0.5, 0, 0})[0] == 5.5f);
  CHECK(perceived_of(6, 9, 8, 1, {0, 0.5, 0.25, 0})[0] == 6.25f);  // should where it starts: no contrast
}

TEST_CASE("the level of quality is worth nothing at the norm, and the same per point on both sides") {
  Value p = no_value;
  p.level = 0.5;
  CHECK(value_of(7, p)[0] == 0);
  CHECK(value_of(9, p)[0] == 1);
  CHECK(value_of(5, p)[0] == -1);
}

TEST_CASE("better and worse than expected have slopes of their own, and as expected is worth nothing") {
  Value p = no_value;
  p.better_than_expected = 0.25;
  p.worse_than_expected = 0.5;
  CHECK(value_of(8, p, 0, 0, 8)[0] == 0);
  CHECK(value_of(10, p, 0, 0, 8)[0] == 0.5f);
  CHECK(value_of(8.5, p, 0, 0, 8)[0] == 0.125f);
  CHECK(value_of(6, p, 0, 0, 8)[0] == -1);
  CHECK(Value{}.worse_than_expected > Value{}.better_than_expected);
}

TEST_CASE("inside the zone value rises from minus to plus half its width, and no further outside") {
  Value p = no_value;
  p.inside_zone = 0.5;
  CHECK(value_of(7, p)[0] == 0);
  CHECK(value_of(6, p)[0] == -0.5f);
  CHECK(value_of(8, p)[0] == 0.5f);
  CHECK(value_of(2, p)[0] == -0.5f);
  CHECK(value_of(12, p)[0] == 0.5f);
}

TEST_CASE("outside the zone the dimension's own slopes begin") {
  for (double inside : {6.0, 7.0, 8.0}) CHECK(value_of(inside, no_value, 0.25, 0.5)[0] == 0);
  CHECK(value_of(10, no_value, 0.25, 0.5)[0] == 0.5f);
  CHECK(value_of(4, no_value, 0.25, 0.5)[0] == -1);
}

TEST_CASE("effort beyond the norm's and failures cost value") {
  Value p = no_value;
  p.effort = 0.25;
  p.failure = 2;
  CHECK(encounter_value<V>(V(3), V(2), V(0), 2, p)[0] == 3);
  CHECK(encounter_value<V>(V(3), V(4), V(0), 2, p)[0] == 2.5f);
  CHECK(encounter_value<V>(V(3), V(2), V(0.5), 2, p)[0] == 2);
}

TEST_CASE("effort adds switch, transfer, menu and mismatch of detail, and ease takes away") {
  const Effort p{0.5, 1, 0.75, 0.25, 0.7};
  const auto of = [&](double switched, double repeated, double menu, double detail, double knowledge, double ease,
                      double integration) {
    return encounter_effort<V>(V(2), V(switched), V(repeated), V(menu), V(detail), V(knowledge), V(ease), integration,
                               p)[0];
  };
  CHECK(of(0, 0, 0, 0, 0, 0, 0) == 2);
  CHECK(of(1, 0, 0, 0, 0, 0, 0) == 2.5f);
  CHECK(of(1, 0, 0, 0, 0, 0, 1) == 2);  // connected channels: no effort of changing
  CHECK(of(0, 1, 0, 0, 0, 0, 0) == 3);
  CHECK(of(0, 0, 1, 0, 0, 0, 0) == 2.75f);
  CHECK(of(0, 0, 0, 0, 0, 0.5, 0) == 1.5f);
}

TEST_CASE("detail is felt as too much by the knowing, too little by the unsure, and suits in between") {
  const Effort p{0, 0, 0, 0.5, 0.7};
  const auto of = [&](double detail, double knowledge) {
    return encounter_effort<V>(V(0), V(0), V(0), V(0), V(detail), V(knowledge), V(0), 0, p)[0];
  };
  CHECK(of(1, -2) == 0);
  CHECK(of(1, 0) == 0.5f);
  CHECK(of(1, 2) == 1);
  CHECK(of(-1, 0) == 0.5f);
}
