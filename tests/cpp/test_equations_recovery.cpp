// Equations of what happens after a failure, of great moments and of activation: values, limits, signs.
#include "cxsim/model/activation.hpp"
#include "cxsim/model/great_moment.hpp"
#include "cxsim/model/recovery.hpp"
#include "cxsim/model/voice.hpp"
#include "equations.hpp"

namespace {

using namespace cxsim::model;
using cxsim::testing::near;
using cxsim::testing::V;

V voiced(double severity, double access, double commitment) {
  const Voice p;
  return voice_odds<V>(readiness_to_complain<V>(V(access), V(commitment), p), V(severity), p);
}

V just(double refund, double apology, double access, double delay, double informed) {
  return justice<V>(V(refund), V(apology), V(access), V(delay), V(informed), Recovery{});
}

V rankles(double voiced, double answered, double justice) {
  return rankling<V>(V(voiced), V(answered), V(justice), Recovery{});
}

}  // namespace

TEST_CASE(
    "17 % voice a minor failure and 50 % a major one where no way to is offered, and an open line doubles the few") {
  CHECK(near(voiced(0.3, 0, 0), 1 / (1 + std::exp(1.589))));
  CHECK(std::abs(voiced(0.3, 0, 0)[0] - 0.17) < 0.005);
  CHECK(voiced(1, 0, 0)[0] == 0.5f);
  CHECK(voiced(0.3, 1, 0)[0] / voiced(0.3, 0, 0)[0] > 1.9f);
  CHECK(voiced(0.3, 0, 1)[0] > voiced(0.3, 0, 0)[0]);
}

TEST_CASE("justice is all of it at best, nothing at worst, and waiting costs less who is kept informed") {
  CHECK(near(just(1, 1, 1, 0, 0), 1));
  CHECK(just(0, 0, 0, 1, 0)[0] == 0);
  CHECK(near(just(0.5, 0.5, 0.5, 2, 0), 0.5 - 0.2));
  CHECK(near(just(0.5, 0.5, 0.5, 2, 1), 0.5 - 0.1));
  CHECK(just(1, 0, 0, 0, 0)[0] > just(0, 1, 0, 0, 0)[0]);  // the outcome before the treatment before the procedure
  CHECK(just(0, 1, 0, 0, 0)[0] > just(0, 0, 1, 0, 0)[0]);
}

TEST_CASE("silence leaves all of a grievance, being ignored more, an answer less, justice least") {
  CHECK(rankles(0, 0, 0)[0] == 1);
  CHECK(near(rankles(1, 0, 0), 1.3));
  CHECK(near(rankles(1, 1, 0), 0.7));
  CHECK(near(rankles(1, 1, 0.3), 0.25));
  CHECK(rankles(1, 1, 1)[0] == 0);
}

TEST_CASE("a recovery repairs only what is more than fair, and half as much the next time") {
  const Recovery p;
  CHECK(repair<V>(V(1), V(0.3), V(0), p)[0] == 0);
  CHECK(near(repair<V>(V(0.5), V(0.8), V(0), p), 0.25));
  CHECK(near(repair<V>(V(0.5), V(0.8), V(1), p), 0.125));
  CHECK(praise<V>(V(0.5), V(0), p)[0] == 0);
  CHECK(near(praise<V>(V(1), V(0), p), 0.6));
  CHECK(near(praise<V>(V(1), V(2), p), 0.15));
}

TEST_CASE("repair never brings back more than the journey without its failures would have left") {
  const Recovery p;
  const auto after = [&](double with, double without, double repairs) {
    return repaired_satisfaction<V>(V(with), V(without), V(repairs), p);
  };
  CHECK(near(after(-1, 0.5, 0.25), -0.8));
  CHECK(after(-1, 0.5, 10)[0] == 0.5f);
  CHECK(after(0.25, 0, 1)[0] == 0.25f);  // a failure that did no harm is no reason for a gift
  CHECK(after(-1, 0.5, 0)[0] == -1);
}

TEST_CASE(
    "great moments have their own odds where staff may decide nothing, more with power, none where they are off") {
  GreatMoment p;
  p.odds = 0.01;
  CHECK(near(great_moment_odds<V>(V(0), p), 0.01));
  const double odds = 0.01 / 0.99 * std::exp(0.8);
  CHECK(near(great_moment_odds<V>(V(1), p), odds / (1 + odds)));
  p.odds = 0;
  CHECK(great_moment_odds<V>(V(1), p)[0] == 0);
  p.odds = 1;
  CHECK(great_moment_odds<V>(V(0.5), p)[0] == 1);
}

TEST_CASE("who is activated is pushed no more") {
  CHECK(activation_push<V>(V(1), Activation{})[0] == 0);
  CHECK(near(activation_push<V>(V(0), Activation{}), 0.8));
}
