// Exact sums: no order changes a total, and what cannot be summed exactly is refused or flagged.
#include <algorithm>
#include <limits>
#include <random>

#include "catch.hpp"
#include "cxsim/engine/recorder.hpp"

namespace {

using namespace cxsim::engine;

Series series(double bound) {
  Series all{"value", "units", "A value.", 0, bound};
  all.scale = scale_for(bound);
  return all;
}

std::vector<float> values(unsigned seed) {
  std::mt19937 source(seed);
  std::uniform_real_distribution<float> within(-64, 64);
  std::vector<float> all(4096);
  for (float& value : all) value = within(source);
  return all;
}

template <int N>
std::int64_t total(const std::vector<float>& all, const Series& of) {
  Sum<Lane<N>> sum(of);
  for (std::size_t i = 0; i < all.size(); i += N) sum.add(Lane<N>::load(&all[i]), Lane<N>(1));
  std::int64_t total = 0;
  CHECK_FALSE(sum.flush(total));
  return total;
}

/// Whether adding this value is flagged.
bool is_flagged(double value, double weight = 1) {
  Sum<Lane<4>> sum(series(64));
  sum.add(Lane<4>(0.5), Lane<4>(1));
  auto mixed = Lane<4>(0.5);
  mixed.v[2] = static_cast<float>(value);
  sum.add(mixed, Lane<4>(weight));
  sum.add(Lane<4>(0.5), Lane<4>(1));
  std::int64_t total = 0;
  return sum.flush(total);
}

}  // namespace

TEST_CASE("a sum is the same in any order, at any width, and in parts") {
  auto all = values(501);
  const auto forward = total<1>(all, series(64));
  CHECK(total<4>(all, series(64)) == forward);
  CHECK(total<8>(all, series(64)) == forward);
  const std::vector<float> first(all.begin(), all.begin() + 1024), rest(all.begin() + 1024, all.end());
  CHECK(total<4>(rest, series(64)) + total<4>(first, series(64)) == forward);
  for (unsigned seed = 0; seed < 5; ++seed) {
    std::shuffle(all.begin(), all.end(), std::mt19937(seed));
    CHECK(total<4>(all, series(64)) == forward);
  }
}

TEST_CASE("a sum is within half a step a value of the true one") {
  const auto all = values(502);
  double exact = 0;
  for (float value : all) exact += static_cast<double>(value);
  const double scale = series(64).scale;
  CHECK(std::abs(static_cast<double>(total<4>(all, series(64))) / scale - exact) <= 0.5 * 4096 / scale);
}

TEST_CASE("whole values and weights are summed without any error") {
  Sum<Lane<4>> sum(series(64));
  for (int i = 0; i < 1000; ++i) sum.add(Lane<4>(i % 7), Lane<4>(i % 2));
  std::int64_t total = 7;
  CHECK_FALSE(sum.flush(total));
  std::int64_t exact = 0;
  for (int i = 1; i < 1000; i += 2) exact += 4 * (i % 7);
  CHECK(total == 7 + exact * static_cast<std::int64_t>(series(64).scale));
}

TEST_CASE("a value at the bound is taken; one beyond it, infinite or not a number is flagged") {
  CHECK_FALSE(is_flagged(64));
  CHECK_FALSE(is_flagged(-64));
  CHECK(is_flagged(64.001));
  CHECK(is_flagged(-64.001));
  CHECK(is_flagged(std::numeric_limits<double>::infinity()));
  CHECK(is_flagged(std::numeric_limits<double>::quiet_NaN()));
  CHECK(is_flagged(-40, 2));
}

TEST_CASE("a row of weight 0 is not there, however large its value") {
  CHECK_FALSE(is_flagged(1e30, 0));
  Sum<Lane<1>> sum(series(64));
  sum.add(Lane<1>(1e30), Lane<1>(0));
  std::int64_t total = 0;
  CHECK_FALSE(sum.flush(total));
  CHECK(total == 0);
}

TEST_CASE("the scale is the largest power of two that keeps one value within 2 to the 30") {
  for (double bound : {1e-6, 0.3, 1.0, 64.0, 100.0, 4096.0, 1e9}) {
    int exponent = 0;
    const double scale = scale_for(bound);
    CHECK(std::frexp(scale, &exponent) == 0.5);
    CHECK(bound * scale <= 0x1p30);
    CHECK(bound * scale * 2 > 0x1p30);
  }
}

TEST_CASE("a size whose totals could overflow is refused with the size and the remedy") {
  CHECK_NOTHROW(require_no_overflow(0x1p32 - 1));
  CHECK_THROWS_WITH(require_no_overflow(0x1p32),
                    "a total of 4.29497e+09 values could overflow; use fewer people a replication");
}

TEST_CASE("totals are kept by step and group, and add up cell by cell") {
  Totals a(2, 3, 4), b(2, 3, 4);
  for (int step = 0; step < 2; ++step)
    for (int group = 0; group < 3; ++group)
      for (int cell = 0; cell < 4; ++cell) a.at(step, group)[cell] = 100 * step + 10 * group + cell;
  CHECK(a.raw().size() == 24);
  CHECK(a.raw()[static_cast<std::size_t>((1 * 3 + 2) * 4 + 3)] == 123);
  b.at(1, 2)[3] = 1;
  a.add(b);
  CHECK(a.at(1, 2)[3] == 124);
  CHECK(a.at(1, 2)[2] == 122);
  Totals last(1, 3, 4);  // of the second step alone
  last.at(0, 2)[3] = 1000;
  a.add(last, 1);
  CHECK(a.at(1, 2)[3] == 1124);
  CHECK(a.at(0, 2)[3] == 23);
  a.clear();
  CHECK(a.raw() == std::vector<std::int64_t>(24, 0));
}
