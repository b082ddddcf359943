// The helper that judges luck is itself judged: it takes what is right and refuses what is wrong.
#include <random>

#include "catch.hpp"
#include "statistics.hpp"

namespace {

using namespace cxsim::testing;

std::vector<double> normals(double mean, int count, unsigned seed) {
  std::mt19937 words(seed);
  std::normal_distribution<> normal(mean, 1);
  std::vector<double> values(static_cast<std::size_t>(count));
  for (double& value : values) value = normal(words);
  return values;
}

}  // namespace

TEST_CASE("an estimate is the mean and the sample's standard deviation over the root of the number") {
  const Estimate found = estimate({1, 2, 3, 4});
  CHECK(found.mean == 2.5);
  CHECK(std::abs(found.error - std::sqrt(5.0 / 3 / 4)) < 1e-15);
  CHECK(moment_of({1, 2, 3}, 2).mean == 14.0 / 3);
}

TEST_CASE("a right mean is taken, one that is wrong by a fiftieth is refused on either side") {
  const auto values = normals(3, 100000, 101);  // one standard error is 1/316
  CHECK(standard_errors(estimate(values), 3) < allowed);
  CHECK(standard_errors(estimate(values), 3.02) > allowed);
  CHECK(standard_errors(estimate(values), 2.98) > allowed);
}

TEST_CASE("two means are compared with the errors of both") {
  const auto a = estimate(normals(1, 50000, 102)), b = estimate(normals(1, 50000, 103)),
             c = estimate(normals(1.04, 50000, 104));
  CHECK(standard_errors(a, b) < allowed);
  CHECK(standard_errors(a, c) > allowed);
  CHECK(std::abs(standard_errors({1, 3}, {11, 4}) - 2) < 1e-15);
}

TEST_CASE("values that do not vary are refused, not divided by nothing and taken") {
  CHECK_FALSE(standard_errors(estimate({1, 1, 1}), 1) < allowed);
}

TEST_CASE("right means lie within two standard errors as often as the normal law says") {
  std::vector<double> is_within;
  for (unsigned seed = 0; seed < 2000; ++seed)
    is_within.push_back(standard_errors(estimate(normals(0, 400, 10000 + seed)), 0) < 2 ? 1 : 0);
  CHECK(standard_errors(estimate(is_within), std::erf(std::sqrt(2.0))) < allowed);
}

TEST_CASE("samples of one law are near, samples of two laws are far") {
  CHECK(distance(normals(0, 20000, 105), normals(0, 30000, 106)) < allowed_distance);
  CHECK(distance(normals(0, 20000, 107), normals(0.05, 30000, 108)) > allowed_distance);
  CHECK(std::abs(distance({1, 2}, {3, 4}) - 1) < 1e-15);
}
