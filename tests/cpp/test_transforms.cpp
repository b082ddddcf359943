// From words to numbers: how exact, and of which law.
#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "catch.hpp"
#include "cxsim/engine/philox.hpp"
#include "cxsim/engine/transforms.hpp"
#include "statistics.hpp"

namespace {

using namespace cxsim::engine;
using namespace cxsim::testing;

float normal_of(std::uint32_t word) { return normal(Words<1>::all(word))[0]; }
float uniform_of(std::uint32_t word) { return uniform(Words<1>::all(word))[0]; }
float exponential_of(std::uint32_t word) { return exponential(Words<1>::all(word))[0]; }

double error_of_log(float x) {
  const double exact = std::log(static_cast<double>(x)), found = log(Lane<1>(x))[0];
  return exact == 0 ? std::abs(found) : std::abs(found / exact - 1);
}

/// The normal number of a magnitude as the documentation defines it.
double exact_normal(std::uint32_t magnitude) {
  const double h = std::min(std::max(static_cast<double>(magnitude), 0.5), 2147483520.0) * 0x1p-32;
  return -boost::math::quantile(boost::math::normal(), h);
}

/// Magnitudes in order: all small ones, a grid, and everything near the borders of octaves.
std::vector<std::uint32_t> magnitudes(std::uint32_t stride) {
  std::vector<std::uint32_t> all;
  for (std::uint32_t low = 0; low < 2000; ++low) all.push_back(low);
  for (std::uint32_t at = 2000; at < 0x80000000 - stride; at += stride) all.push_back(at);
  for (int octave = 11; octave < 32; ++octave)
    for (std::uint32_t away = 1; away <= 600; ++away) {
      const std::uint32_t border = std::uint32_t{1} << octave;
      all.push_back(border - away);
      if (octave < 31) all.push_back(border + away - 1);
    }
  std::sort(all.begin(), all.end());
  return all;
}

/// Numbers of this transform, and of a Boost distribution that reads the same kind of words.
template <class Transform>
std::vector<double> own(Transform transform, std::uint64_t key) {
  Philox words({0, 0, 0, 0}, key);
  std::vector<double> all(200000);
  for (double& each : all) each = transform(words());
  return all;
}
template <class Distribution>
std::vector<double> by_boost(Distribution distribution, std::uint64_t key) {
  Philox words({0, 0, 0, 0}, key);
  std::vector<double> all(200000);
  for (double& each : all) each = distribution(words);
  return all;
}

}  // namespace

TEST_CASE("exp has a relative error below 2e-7 and stands still beyond ±87") {
  double worst = 0;
  for (double x = -87; x <= 87; x += 0.00037) {
    const auto single = static_cast<float>(x);
    worst = std::max(worst, std::abs(exp(Lane<1>(x))[0] / std::exp(static_cast<double>(single)) - 1));
  }
  CHECK(worst < 2e-7);
  CHECK(exp(Lane<1>(0))[0] == 1);
  CHECK(exp(Lane<1>(1e30))[0] == exp(Lane<1>(87))[0]);
  CHECK(exp(Lane<1>(-1e30))[0] == exp(Lane<1>(-87))[0]);
}

TEST_CASE("log has a relative error below 2e-7, near 1 and for the smallest and largest numbers too") {
  double worst = 0;
  for (float x = std::numeric_limits<float>::min(); x < 1e38f; x *= 1.00013f) worst = std::max(worst, error_of_log(x));
  for (int i = -50000; i <= 50000; ++i) worst = std::max(worst, error_of_log(1 + static_cast<float>(i) * 0x1p-23f));
  for (int i = -50000; i <= 50000; ++i)
    worst = std::max(worst, error_of_log(0.70710678f + static_cast<float>(i) * 0x1p-24f));
  CHECK(worst < 2e-7);
  CHECK(error_of_log(std::numeric_limits<float>::max()) < 2e-7);
  CHECK(log(Lane<1>(1))[0] == 0);
}

TEST_CASE("a uniform is the 24 high bits of its word, from 0 to just below 1") {
  CHECK(uniform_of(0) == 0);
  CHECK(uniform_of(0xff) == 0);
  CHECK(uniform_of(0x100) == 0x1p-24f);
  CHECK(uniform_of(0x80000000) == 0.5f);
  CHECK(uniform_of(0xffffffff) == 1 - 0x1p-24f);
}

TEST_CASE("an exponential is -ln(1 - u), from 0 to 24 ln 2") {
  CHECK(exponential_of(0) == 0);
  CHECK(std::abs(exponential_of(0x80000000) / std::log(2.0) - 1) < 2e-7);
  CHECK(std::abs(exponential_of(0xffffffff) / (24 * std::log(2.0)) - 1) < 2e-7);
}

TEST_CASE("a normal is within 7e-6 of the exact quantile in every octave") {
  std::mt19937 source(401);
  for (int octave = 0; octave < 31; ++octave) {
    double worst = 0;
    const std::uint32_t first = std::uint32_t{1} << octave;
    for (std::uint32_t i = 0; i < 2000; ++i) {
      const std::uint32_t magnitude = first + (i < 2 ? i * (first - 1) : static_cast<std::uint32_t>(source()) % first);
      worst = std::max(worst, std::abs(normal_of(magnitude) - exact_normal(magnitude)));
    }
    INFO("octave " << octave);
    CHECK(worst < 7e-6);
  }
  CHECK(std::abs(normal_of(0) - exact_normal(0)) < 7e-6);
  CHECK(normal_of(0) > 6.2f);
}

TEST_CASE("a normal falls with the magnitude of its word, to the last bit, and the top bit turns its sign") {
  const auto all = magnitudes(1999);
  int last_bits = 0, rises = 0, unequal = 0;
  for (std::size_t i = 1; i < all.size(); ++i) {
    const float before = normal_of(all[i - 1]), now = normal_of(all[i]);
    last_bits += now > before ? 1 : 0;
    rises += now > std::nextafter(before, 10.0f) ? 1 : 0;
  }
  for (std::uint32_t magnitude : all) unequal += normal_of(magnitude | 0x80000000) == -normal_of(magnitude) ? 0 : 1;
  CHECK(rises == 0);
  CHECK(last_bits <= 2);  // where octaves meet
  CHECK(unequal == 0);
}

TEST_CASE("normals follow the law of Boost's normal distribution") {
  const auto ours = own(normal_of, 402), boost = by_boost(boost::random::normal_distribution<>(), 403);
  CHECK(distance(ours, boost) < allowed_distance);
  const double exact[] = {0, 1, 0, 3};
  for (int power = 1; power <= 4; ++power) {
    CHECK(standard_errors(moment_of(ours, power), moment_of(boost, power)) < allowed);
    CHECK(standard_errors(moment_of(ours, power), exact[power - 1]) < allowed);
  }
}

TEST_CASE("exponentials follow the law of Boost's exponential distribution") {
  const auto ours = own(exponential_of, 404), boost = by_boost(boost::random::exponential_distribution<>(), 405);
  CHECK(distance(ours, boost) < allowed_distance);
  const double exact[] = {1, 2, 6};
  for (int power = 1; power <= 3; ++power) {
    CHECK(standard_errors(moment_of(ours, power), moment_of(boost, power)) < allowed);
    CHECK(standard_errors(moment_of(ours, power), exact[power - 1]) < allowed);
  }
}

TEST_CASE("the four words of a call are independent normals") {
  Philox words({0, 0, 0, 0}, 406);
  std::vector<double> products[3];
  for (int i = 0; i < 50000; ++i) {
    const double z[] = {normal_of(words()), normal_of(words()), normal_of(words()), normal_of(words())};
    for (std::size_t j = 0; j < 3; ++j) products[j].push_back(z[j] * z[j + 1]);
  }
  for (const auto& each : products) {
    CHECK(standard_errors(estimate(each), 0) < allowed);
    CHECK(standard_errors(moment_of(each, 2), 1) < allowed);
  }
}
