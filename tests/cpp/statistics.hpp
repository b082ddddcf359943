// The one way a test holds luck against a claim: a fixed seed, and a tolerance in standard errors.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace cxsim::testing {

/// Standard errors that a mean may be away from the truth: a right mean is refused for one seed in 16 000.
inline constexpr double allowed = 4;

/// The same odds for the distance of two samples: 2 exp(−2 x²) = 1/16 000.
inline constexpr double allowed_distance = 2.28;

struct Estimate {
  double mean, error;  // error: standard error of the mean
};

inline Estimate estimate(const std::vector<double>& values) {
  const auto count = static_cast<double>(values.size());
  double sum = 0, squares = 0;
  for (double value : values) sum += value;
  for (double value : values) squares += (value - sum / count) * (value - sum / count);
  return {sum / count, std::sqrt(squares / (count - 1) / count)};
}

/// Mean of the values to a power.
inline Estimate moment_of(std::vector<double> values, int power) {
  for (double& value : values) value = std::pow(value, power);
  return estimate(values);
}

/// How many standard errors a mean is away from what it should be.
inline double standard_errors(const Estimate& found, double expected) {
  return std::abs(found.mean - expected) / found.error;
}

/// How many standard errors two means are apart.
inline double standard_errors(const Estimate& a, const Estimate& b) {
  return std::abs(a.mean - b.mean) / std::hypot(a.error, b.error);
}

/// Kolmogorov–Smirnov distance of two samples without ties, times √(n m / (n + m)).
inline double distance(std::vector<double> a, std::vector<double> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  const auto n = static_cast<double>(a.size()), m = static_cast<double>(b.size());
  double largest = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    a[i] <= b[j] ? ++i : ++j;
    largest = std::max(largest, std::abs(static_cast<double>(i) / n - static_cast<double>(j) / m));
  }
  return largest * std::sqrt(n * m / (n + m));
}

}  // namespace cxsim::testing
