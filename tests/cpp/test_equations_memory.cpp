// Equations of what stays: mood, affect, satisfaction, trust, commitment, grievance, effort.
#include "cxsim/model/affect.hpp"
#include "cxsim/model/commitment.hpp"
#include "cxsim/model/effort.hpp"
#include "cxsim/model/grievance.hpp"
#include "cxsim/model/mood.hpp"
#include "cxsim/model/satisfaction.hpp"
#include "cxsim/model/trust.hpp"
#include "equations.hpp"

namespace {

using namespace cxsim::model;
using cxsim::testing::near;
using cxsim::testing::V;

V affect_of(double perceived) {  // zone 6 to 8
  Affect p;
  p.above = 0.25;
  p.below = 0.5;
  return dimension_affect<V>(V(perceived), V(8), V(6), p);
}

V trust_after(double trust, double input) { return next_trust<V>(V(trust), V(input), Trust{}); }

V force_of(double forgiveness, double tenure, double trust) {
  Grievance p;
  p.trust_softens = 0.125;
  p.softest = 0.25;
  p.hardest = 2;
  return failure_force<V>(V(forgiveness), V(tenure), V(trust), p);
}

}  // namespace

TEST_CASE("mood keeps its share and takes its luck") {
  Mood p;
  p.persistence = 0.5;
  CHECK(next_mood<V>(V(2), V(0), 0.25, p)[0] == 1);
  CHECK(next_mood<V>(V(2), V(3), 0.25, p)[0] == 1.75f);
}

TEST_CASE("affect is nothing inside the zone, joy above it and more anger below it") {
  for (double inside : {6.0, 7.0, 8.0}) CHECK(affect_of(inside)[0] == 0);
  CHECK(affect_of(10)[0] == 0.5f);
  CHECK(affect_of(4)[0] == -1);
  CHECK(Affect{}.below > Affect{}.above);
}

TEST_CASE("a failure angers by its force, mood colors") {
  Affect p;
  p.failure = 2;
  p.mood = 0.25;
  CHECK(encounter_affect<V>(V(1), V(0), V(0), p)[0] == 1);
  CHECK(encounter_affect<V>(V(1), V(0.5), V(2), p)[0] == 0.5f);
}

TEST_CASE("the fast memory rests on what it already is, forgets all at memory 0, nothing at memory 1") {
  const auto after = [](double memory) {
    Affect p;
    p.memory = memory;
    return next_fast_affect<V>(V(4), V(-2), p)[0];
  };
  CHECK(after(0) == -2);
  CHECK(after(1) == 4);
  CHECK(after(0.5) == 1);
  CHECK(next_fast_affect<V>(V(-0.5), V(-0.5), Affect{})[0] == -0.5f);
}

TEST_CASE("the best and the worst moment are each replaced by what is beyond them and else fade") {
  Affect p;
  p.fading = 0.25;
  CHECK(next_best_moment<V>(V(2), V(3), p)[0] == 3);
  CHECK(next_best_moment<V>(V(2), V(1), p)[0] == 1.5f);
  CHECK(next_worst_moment<V>(V(-2), V(-3), p)[0] == -3);
  CHECK(next_worst_moment<V>(V(-2), V(-1), p)[0] == -1.5f);
}

TEST_CASE("joy and anger have half of the peak each, and memory lies between it and the fast one") {
  const auto memory = [](double weight) {
    Affect p;
    p.peak_weight = weight;
    return affect_memory<V>(V(-1), V(1), V(-4), p)[0];
  };
  CHECK(memory(0) == -1);
  CHECK(memory(1) == -1.5f);
  CHECK(memory(0.5) == -1.25f);
}

TEST_CASE("a journey is the weighted mean of mean, peak and end, the end by its salience") {
  const Satisfaction p{1, 2, 3, 0.12};
  CHECK(near(journey_value<V>(V(1), V(5), V(-2), V(1), p), (1.0 + 10 - 6) / 6));
  CHECK(near(journey_value<V>(V(1), V(5), V(-2), V(2), p), (1.0 + 10 - 12) / 9));
  CHECK(near(journey_value<V>(V(1), V(5), V(-2), V(0), p), (1.0 + 10) / 3));
}

TEST_CASE("gains of satisfaction are 1, 1/2, 1/3 and so on, down to the slowest") {
  Satisfaction p;
  p.slowest_gain = 0.12;
  V gain = V(1);
  for (int journey = 2; journey <= 8; ++journey) {
    gain = next_gain<V>(gain, p);
    CHECK(near(gain, 1.0 / journey));
  }
  CHECK(near(next_gain<V>(gain, p), 0.12));
  CHECK(near(next_gain<V>(V(0.12), p), 0.12));
}

TEST_CASE("satisfaction is the mean of the journeys so far, while the gain still falls") {
  Satisfaction p;
  p.slowest_gain = 0.001;
  V satisfaction = V(3), gain = V(1);  // the start is forgotten at the first journey
  double sum = 0;
  for (double journey : {1.0, -2.0, 0.5, 2.5, 0.0, 1.5}) {
    satisfaction = next_satisfaction<V>(satisfaction, V(journey), V(1), gain);
    gain = next_gain<V>(gain, p);
    sum += journey;
  }
  CHECK(near(satisfaction, sum / 6));
}

TEST_CASE("salience moves satisfaction faster, but never beyond the journey") {
  CHECK(next_satisfaction<V>(V(0), V(2), V(1), V(0.25))[0] == 0.5f);
  CHECK(next_satisfaction<V>(V(0), V(2), V(2), V(0.25))[0] == 1);
  CHECK(next_satisfaction<V>(V(0), V(2), V(9), V(0.25))[0] == 2);
  CHECK(next_satisfaction<V>(V(0), V(2), V(0), V(0.25))[0] == 0);
  CHECK(next_satisfaction<V>(V(2), V(2), V(1), V(0.3))[0] == 2);
}

TEST_CASE("trust listens to journeys, and to a promise only where it was heard and broken") {
  const Trust p{0.5, 0.25, 0.03, 0.09, 1};
  CHECK(trust_input<V>(V(2), V(0), V(9), V(5), V(0), p)[0] == 1);
  CHECK(trust_input<V>(V(2), V(1), V(9), V(5), V(0), p)[0] == 0);
  CHECK(trust_input<V>(V(2), V(1), V(5), V(9), V(0), p)[0] == 1);       // more than promised costs nothing
  CHECK(trust_input<V>(V(2), V(0), V(5), V(9), V(0.5), p)[0] == 0.5f);  // a breach costs, by concern
}

TEST_CASE("trust rests at input 0, and is lost three times as fast as it is won") {
  CHECK(trust_after(0.3, 0)[0] == 0.3f);
  CHECK(near(trust_after(0.5, 1), 0.5 + 0.03 * 0.5));
  CHECK(near(trust_after(0.5, -1), 0.5 - 0.09 * 0.5));
}

TEST_CASE("trust stays within 0 and 1: the full cannot win, the empty cannot lose") {
  CHECK(trust_after(1, 5)[0] == 1);
  CHECK(trust_after(0, -5)[0] == 0);
  CHECK(trust_after(0.5, 1e6)[0] == 1);
  CHECK(trust_after(0.5, -1e6)[0] == 0);
}

TEST_CASE("the logistic function is one half at 0, symmetric, and 0 and 1 far out") {
  CHECK(expit<V>(V(0))[0] == 0.5f);
  for (double x : {0.1, 1.0, 5.0}) CHECK(near(expit<V>(V(x)) + expit<V>(V(-x)), 1));
  CHECK(near(expit<V>(V(2)), 1 / (1 + std::exp(-2.0))));
  CHECK(near(expit<V>(V(200)), 1));
  CHECK(near(expit<V>(V(-200)), 0));
}

TEST_CASE("commitment follows trust where satisfaction allows, and rests on its target") {
  Commitment p;
  p.target = 0.25;
  for (const auto& [speed, after] : {std::pair{0.0, 0.1}, {1.0, 0.375}, {0.5, 0.2375}}) {
    p.speed = speed;
    CHECK(near(next_commitment<V>(V(0.1), V(0.5), V(0), p), after));
  }
  CHECK(near(next_commitment<V>(V(0.375), V(0.5), V(0), p), 0.375));
  CHECK((next_commitment<V>(V(0.1), V(0.5), V(1), p) > next_commitment<V>(V(0.1), V(0.5), V(0), p))[0]);
  CHECK((next_commitment<V>(V(0.1), V(0.6), V(0), p) > next_commitment<V>(V(0.1), V(0.5), V(0), p))[0]);
}

TEST_CASE("a failure hits a newcomer of average trust with force 1") {
  CHECK(force_of(0, 60, 0)[0] == 1);
  CHECK(force_of(0.5, 0, 0)[0] == 1);
}

TEST_CASE("tenure softens a failure for the forgiving and hardens it for the betrayed; trust softens") {
  CHECK(near(force_of(0.5, 12, 0), 1 - 0.5 * std::log(2.0)));
  CHECK(near(force_of(-0.5, 12, 0), 1 + 0.5 * std::log(2.0)));
  CHECK(force_of(0, 0, 2)[0] == 0.75f);
  CHECK(force_of(0, 0, -2)[0] == 1.25f);
}

TEST_CASE("the force of a failure is clipped on both sides") {
  CHECK(force_of(5, 120, 0)[0] == 0.25f);
  CHECK(force_of(-5, 120, 0)[0] == 2);
}

TEST_CASE("grievance adds the month's failures and decays without any") {
  Grievance p;
  p.memory = 0.5;
  CHECK(next_grievance<V>(V(2), V(0.75), p)[0] == 1.75f);
  V grievance = V(1);
  for (int month = 0; month < 10; ++month) grievance = next_grievance<V>(grievance, V(0), p);
  CHECK(grievance[0] == 0x1p-10f);
}

TEST_CASE("effort memory rests on equal effort, and forgets by its share") {
  Effort p;
  p.memory = 0.75;
  CHECK(next_effort<V>(V(2.5), V(2.5), p)[0] == 2.5f);
  CHECK(next_effort<V>(V(4), V(2), p)[0] == 3.5f);
}
