// Equations of what people do: leave, pay, adopt; and how spending works.
#include "cxsim/model/adoption.hpp"
#include "cxsim/model/causes.hpp"
#include "cxsim/model/churn.hpp"
#include "cxsim/model/money.hpp"
#include "cxsim/model/response.hpp"
#include "cxsim/model/survey.hpp"
#include "equations.hpp"

namespace {

using namespace cxsim::model;
using cxsim::testing::near;
using cxsim::testing::V;

constexpr Leaving typical{1, 0.15, 0.14, 0.3, 0, 1, 1, 1, 2};
/// A person at the norm: nothing pulls or pushes but switching costs.
const Feelings<V> neutral{V(0), V(0), V(2), V(0), V(0), V(0), V(0), V(0.5), V(12)};

double hazard(const Feelings<V>& feelings, const Leaving& leaving = typical) {
  return static_cast<double>(log_hazard<V>(feelings, leaving, Churn{})[0]);
}

/// Change of the log hazard when one feeling is raised by this much.
double push(V Feelings<V>::* feeling, double by) {
  Feelings<V> changed = neutral;
  changed.*feeling = changed.*feeling + V(by);
  return hazard(changed) - hazard(neutral);
}

/// All coefficients 0 but those that a test sets.
Churn silent() {
  Churn p;
  p.satisfaction = p.satisfaction_convex = p.affect = p.effort = p.price = p.commitment = p.grievance = p.self_service =
      0;
  return p;
}

constexpr PerKnot knots{-0.8, 0.1, 0.2, 0, -0.1, 0.3};

double excess(double price, double willingness, double satisfaction, const Money& p = {}) {
  return static_cast<double>(price_excess<V>(V(price), V(willingness), V(satisfaction), p)[0]);
}

double spent(double usage, double satisfaction, double commitment, const Money& p = {}) {
  return static_cast<double>(spend<V>(V(30), V(usage), V(satisfaction), V(commitment), p)[0]);
}

}  // namespace

TEST_CASE("satisfaction, affect, commitment and trust hold people") {
  CHECK(push(&Feelings<V>::satisfaction, 0.5) < 0);
  CHECK(push(&Feelings<V>::satisfaction, -0.5) > 0);
  CHECK(push(&Feelings<V>::affect, 1) < 0);
  CHECK(push(&Feelings<V>::commitment, 1) < 0);
  CHECK(push(&Feelings<V>::trust, 1) < 0);
}

TEST_CASE("effort, a price above the willingness to pay and grievance drive people away") {
  CHECK(push(&Feelings<V>::effort, 1) > 0);
  CHECK(push(&Feelings<V>::price_excess, 0.1) > 0);
  CHECK(push(&Feelings<V>::grievance, 1) > 0);
}

TEST_CASE("switching costs hold people and alternatives drive them away") {
  Leaving bound = typical, tempted = typical;
  bound.switching += 0.1;
  tempted.alternatives += 0.1;
  CHECK(hazard(neutral, bound) < hazard(neutral));
  CHECK(hazard(neutral, tempted) > hazard(neutral));
}

TEST_CASE("the log hazard of a person at the norm is alternatives less switching costs") {
  CHECK(near(V(hazard(neutral)), -0.14));
  Leaving tempted = typical;
  tempted.alternatives = 0.25;
  CHECK(near(V(hazard(neutral, tempted)), 0.25 - 0.14));
}

TEST_CASE("each pull and push has its coefficient, its need and its segment's weight") {
  const Feelings<V> f{V(2), V(-1), V(3), V(0.5), V(0.25), V(-2), V(0.75), V(0.5), V(12)};
  const Leaving s{1.5, 0.3, 0.2, 0.5, 0.1, 0.5, 2, 3, 2};
  const Churn p;
  const double functional = 0.5 * -1.5 * (p.satisfaction * 2 + p.satisfaction_convex * 4);
  const double economic = 2 * p.price * 0.5, experiential = 3 * (p.effort * 1 + p.affect * 1);
  const double bonds = p.commitment * 0.25 + 0.3 * -2 + 0.2 * (1 - 0.5 * 2);
  CHECK(near(log_hazard<V>(f, s, p), functional + economic + experiential - bonds + 0.1 + p.grievance * 0.75));
}

TEST_CASE("satisfaction is convex above the norm only") {
  Churn p = silent();
  p.satisfaction_convex = 0.5;
  const Leaving s{1, 0, 0, 0, 0, 1, 1, 1, 2};
  const auto at = [&](double satisfaction) {
    Feelings<V> f = neutral;
    f.satisfaction = V(satisfaction);
    return log_hazard<V>(f, s, p)[0];
  };
  CHECK(at(-2) == 0);
  CHECK(at(0) == 0);
  CHECK(at(1) == -0.5f);
  CHECK(at(2) == -2);
}

TEST_CASE("satisfied people are held less by switching costs that are procedural, more by financial ones") {
  const auto hold = [](double slope, double satisfaction) {
    Feelings<V> f = neutral;
    f.satisfaction = V(satisfaction);
    return static_cast<double>(-log_hazard<V>(f, {1, 0, 0.5, slope, 0, 1, 1, 1, 2}, silent())[0]);
  };
  CHECK(hold(0.25, 1) == 0.375);
  CHECK(hold(0.25, -1) == 0.625);
  CHECK(hold(-0.25, 1) == 0.625);
}

TEST_CASE("a self-service share away from the best drives people away, on both sides, and less with tenure") {
  const double little = push(&Feelings<V>::self_service, -0.25), much = push(&Feelings<V>::self_service, 0.25);
  CHECK(little > 0);
  CHECK(little == much);
  const auto at = [](double tenure) {
    Churn p = silent();
    p.self_service = 2;
    Feelings<V> f = neutral;
    f.self_service = V(1);
    f.tenure = V(tenure);
    return log_hazard<V>(f, {1, 0, 0, 0, 0, 1, 1, 1, 2}, p);
  };
  CHECK(near(at(0), 0.5));
  CHECK(near(at(Churn{}.self_service_fading), 0.5 * std::exp(-1.0)));
}

TEST_CASE("the effect of tenure is that of the knot at a knot, linear between, and constant after the last") {
  for (std::size_t i = 0; i < knots.size(); ++i) CHECK(near(tenure_effect<V>(V(tenure_knots[i]), knots), knots[i]));
  CHECK(near(tenure_effect<V>(V(6), knots), -0.35));
  CHECK(near(tenure_effect<V>(V(33), knots), 0.05));
  CHECK(near(tenure_effect<V>(V(600), knots), 0.3));
}

TEST_CASE("a person leaves if the exponential falls short of the hazard, and not when it meets it") {
  CHECK(leaves<V>(V(0.999), V(0))[0]);
  CHECK_FALSE(leaves<V>(V(1), V(0))[0]);
  CHECK(leaves<V>(V(0.01), V(-4.5))[0]);
  CHECK_FALSE(leaves<V>(V(0.012), V(-4.5))[0]);
}

TEST_CASE("a price up to the willingness to pay costs nothing, and beyond it its excess") {
  CHECK(excess(1, 1.1, 0) == 0);
  CHECK(excess(1, 1, 0) == 0);
  CHECK(excess(1.5, 1, 0) == 0.5);
  CHECK(excess(1.5, 1.2, 0) == excess(1.25, 1, 0));
}

TEST_CASE("willingness to pay bends with satisfaction, up to a limit, and never below the floor") {
  const double shape = 1 + 0.02 * 2 + 0.015 * 8;
  CHECK(near(V(excess(2, 1, 2)), 2 / shape - 1));
  CHECK(near(V(excess(2, 1, -2)), 2 / (2 - shape) - 1));
  CHECK(excess(2, 1, 9) == excess(2, 1, Money{}.willingness_limit));
  CHECK(excess(2, 1, -9) == excess(2, 1, -Money{}.willingness_limit));
  Money steep;
  steep.willingness_cubic = 1;
  CHECK(near(V(excess(2, 1, -2, steep)), 2 / steep.willingness_floor - 1));
}

TEST_CASE("an average person at the norm spends the fee; usage, satisfaction and commitment raise it") {
  CHECK(spent(1, 0, 0) == 30);
  CHECK(near(V(spent(3, 0, 0)), 30 * (1 + 0.15 * 2)));
  CHECK(near(V(spent(1, 1, 2)), 30 * std::exp(0.06 + 0.03 * 2)));
  CHECK(spent(1, 50, 0) == spent(1, Money{}.spend_limit, 0));
  CHECK(spent(1, 0, -50) == spent(1, 0, -Money{}.spend_limit));
}

TEST_CASE("adoption is innovation plus imitation by the share of customers, per step, times conditions") {
  const Adoption p{0.25, 0.5, 0, 0, 0, 0};
  CHECK(adoption_rate<V>(V(0), 1, 1, p)[0] == 0.25f);
  CHECK(adoption_rate<V>(V(0.5), 1, 1, p)[0] == 0.5f);
  CHECK(adoption_rate<V>(V(0.5), 3, 12, p)[0] == 0.125f);
  CHECK(adoption_rate<V>(V(0.5), 0, 12, p)[0] == 0);
  CHECK(adopts<V>(V(0.0312), V(0.03125))[0]);
  CHECK_FALSE(adopts<V>(V(0.03125), V(0.03125))[0]);
}

TEST_CASE("the response to spending is 0 at nothing, 1 at the stated spend, and nears its ceiling") {
  for (const Response& p : {Response{}, Response{0.5, 3}, Response{2, 1.4}}) {
    CHECK(response(0, p) == 0);
    CHECK(std::abs(response(1, p) - 1) < 1e-12);
    CHECK(response(1e9, p) <= p.ceiling);
    CHECK(response(1e9, p) > p.ceiling * 0.999);
    for (double size = 0; size < 3; size += 0.25) CHECK(response(size + 0.25, p) > response(size, p));
  }
}

namespace {

using namespace cxsim;
using model::acting_together, model::cause_count;
constexpr int alone = cause_count - acting_together;

/// Shapley shares of the hazard by counting all sets: the definition.
std::array<double, cause_count> by_definition(const std::array<double, 1 << acting_together>& together,
                                              const std::array<double, alone>& factors) {
  const auto hazard = [&](unsigned set) {
    double all = together[set & ((1u << acting_together) - 1)];
    for (int j = 0; j < alone; ++j)
      if ((set >> (acting_together + j) & 1) != 0) all *= factors[static_cast<std::size_t>(j)];
    return all;
  };
  const auto factorial = [](int n) { return std::tgamma(n + 1.0); };
  std::array<double, cause_count> shares{};
  for (int r = 0; r < cause_count; ++r)
    for (unsigned set = 0; set < 1u << cause_count; ++set) {
      if ((set >> r & 1) != 0) continue;
      const int size = __builtin_popcount(set);
      shares[static_cast<std::size_t>(r)] += factorial(size) * factorial(cause_count - 1 - size) /
                                             factorial(cause_count) * (hazard(set | 1u << r) - hazard(set)) /
                                             hazard((1u << cause_count) - 1);
    }
  return shares;
}

}  // namespace

TEST_CASE("shares of the hazard are the Shapley value by its definition; a cause without effect has none") {
  const std::array<double, 8> together{.01, .013, .02, .018, .009, .03, .025, .06};
  for (const auto& factors : {std::array<double, alone>{1.7, .8, 3}, {1, 1, 1}, {2, 2, 1}}) {
    const auto found = model::shapley(together, factors), exact = by_definition(together, factors);
    for (std::size_t r = 0; r < exact.size(); ++r) CHECK(std::abs(found[r] - exact[r]) < 1e-12);
    if (factors[2] == 1) CHECK(found[5] == 0);
    if (factors[0] == factors[1]) CHECK(found[3] == found[4]);
  }
}

TEST_CASE("an answer is the nearest on its scale, and a coarse one an end or the middle") {
  using One = engine::Lane<1>;
  const auto answer = [](double latent, double coarse, double low, double high) {
    return nearest(model::on_scale<One>(One(latent), One(coarse), low, high))[0];
  };
  CHECK(answer(8.4, 0, 0, 10) == 8);
  CHECK(answer(8.6, 0, 0, 10) == 9);
  CHECK(answer(-3, 0, 0, 10) == 0);
  CHECK(answer(14, 0, 0, 10) == 10);
  CHECK(answer(7.4, 0, 1, 5) == 4);
  CHECK(answer(2.4, 1, 0, 10) == 0);
  CHECK(answer(2.6, 1, 0, 10) == 5);
  CHECK(answer(7.6, 1, 0, 10) == 10);
  CHECK(answer(5, 1, 1, 7) == 4);
}
