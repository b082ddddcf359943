// Personalization and data protection: signs, limits, where the best level lies.
#include "cxsim/model/personalization.hpp"
#include "equations.hpp"

namespace {

using namespace cxsim::model;
using cxsim::testing::near;
using cxsim::testing::V;

V personal(double level, double trust, double concern, double control) {
  return personal_quality<V>(V(level), V(trust), V(concern), V(control), Personalization{});
}

V guarded(double protection, double level, double concern) {
  return protection_quality<V>(V(protection), V(level), V(concern), Personalization{});
}

}  // namespace

TEST_CASE("nothing personal adds nothing, and who trusts or is not concerned gets all of the benefit") {
  CHECK(personal(0, 0.3, 1, 0)[0] == 0);
  CHECK(near(personal(1, 1, 2, 0), 0.9));
  CHECK(near(personal(1, 0.3, 0, 0), 0.9));
}

TEST_CASE("the best level lies inside for the wary, and control takes half of the intrusion away") {
  const double best = 0.9 / (2 * 0.7 * 0.7 * 2);  // trust .3, concern 2
  CHECK(best < 1);
  for (double away : {-0.05, 0.05}) CHECK(personal(best, 0.3, 2, 0)[0] > personal(best + away, 0.3, 2, 0)[0]);
  CHECK(near(personal(1, 0, 1, 0), 0.2));
  CHECK(near(personal(1, 0, 1, 1), 0.55));
}

TEST_CASE("data protection is wanted for its own sake, and more where much is known of who is concerned") {
  CHECK(guarded(0.5, 0, 1)[0] == 0);
  CHECK(near(guarded(1, 1, 2), 0.3));
  CHECK(near(guarded(0, 1, 2), -0.9));
  CHECK(guarded(0.5, 0.4, 2)[0] < guarded(0.5, 0.2, 2)[0]);
  CHECK(guarded(0.5, 0.4, 2)[0] < guarded(0.5, 0.4, 1)[0]);
}
