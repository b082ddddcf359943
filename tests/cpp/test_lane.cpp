// Every width of a lane gives the same bits, and a product that meets a sum is rounded once.
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "catch.hpp"
#include "cxsim/engine/lane.hpp"
#include "cxsim/engine/philox.hpp"
#include "cxsim/engine/transforms.hpp"

namespace {

using namespace cxsim::engine;
using Limits = std::numeric_limits<float>;

constexpr std::size_t count = 1 << 15;  // a whole number of the widest lanes

bool same(float a, float b) {
  return bits_as<std::uint32_t>(a) == bits_as<std::uint32_t>(b) || (std::isnan(a) && std::isnan(b));
}

/// Words of all kinds, the edges first.
std::vector<std::uint32_t> words(unsigned seed) {
  std::vector<std::uint32_t> all{0,          1,          2,          127,        128,        255,        256,
                                 0x7fffff7f, 0x7fffff80, 0x7fffffff, 0x80000000, 0x80000001, 0xfffffeff, 0xffffffff};
  std::mt19937 source(seed);
  while (all.size() < count) all.push_back(static_cast<std::uint32_t>(source()));
  return all;
}

/// Finite numbers of every size and sign, the edges first, then in an order of their own.
std::vector<float> numbers(unsigned seed) {
  std::vector<float> all;
  for (float edge : {0.0f, 0.5f, 0.70710678f, 1.0f, 87.0f, 88.0f, Limits::denorm_min(), Limits::min(), Limits::max()}) {
    all.push_back(edge);
    all.push_back(-edge);
  }
  std::mt19937 source(seed);
  std::uniform_real_distribution<float> ordinary(-100, 100);
  while (all.size() < count) {
    const auto any = bits_as<float>(static_cast<std::uint32_t>(source()));
    all.push_back(all.size() % 2 == 0 && std::isfinite(any) ? any : ordinary(source));
  }
  std::shuffle(all.begin(), all.end(), source);
  return all;
}

std::vector<float> positive(std::vector<float> all) {
  for (float& x : all) x = std::max(Limits::min(), std::abs(x));
  return all;
}

/// How many results of N numbers side by side differ from the results of one at a time.
template <int N, class Function>
int differences(Function function, const std::vector<float>& a, const std::vector<float>& b,
                const std::vector<float>& c) {
  int different = 0;
  for (std::size_t i = 0; i < count; i += N) {
    const Lane<N> wide = function(Lane<N>::load(&a[i]), Lane<N>::load(&b[i]), Lane<N>::load(&c[i]));
    for (int lane = 0; lane < N; ++lane) {
      const auto at = i + static_cast<std::size_t>(lane);
      const Lane<1> one = function(Lane<1>::load(&a[at]), Lane<1>::load(&b[at]), Lane<1>::load(&c[at]));
      different += same(wide[lane], one[0]) ? 0 : 1;
    }
  }
  return different;
}

/// The same for a function of words.
template <int N, class Function>
int word_differences(Function function, const std::vector<std::uint32_t>& from) {
  int different = 0;
  for (std::size_t i = 0; i < count; i += N) {
    const Lane<N> wide = function(Words<N>::load(&from[i]));
    for (int lane = 0; lane < N; ++lane) {
      const Lane<1> one = function(Words<1>::load(&from[i + static_cast<std::size_t>(lane)]));
      different += same(wide[lane], one[0]) ? 0 : 1;
    }
  }
  return different;
}

}  // namespace

TEST_CASE("arithmetic, comparisons and choices are those of plain numbers") {
  const auto a = numbers(216), b = numbers(217);
  int different = 0;
  const auto check = [&](bool is_right) { different += is_right ? 0 : 1; };
  for (std::size_t i = 0; i < count; ++i) {
    const float p = a[i], q = i % 3 == 0 ? p : b[i];
    const Lane<1> x(p), y(q);
    check(same(x[0], p) && same((-x)[0], -p) && same(abs(x)[0], std::abs(p)));
    check(same((x + y)[0], p + q) && same((x - y)[0], p - q));
    check(same(Lane<1>(x * y)[0], p * q) && same((x / y)[0], p / q));
    check((x < y)[0] == (p < q) && (x <= y)[0] == (p <= q) && (x == y)[0] == (p == q));
    check((x > y)[0] == (p > q) && (x >= y)[0] == (p >= q) && (!(x > y))[0] == !(p > q));
    check(max(x, y)[0] == std::max(p, q) && min(x, y)[0] == std::min(p, q));
    check(select(x < y, x, y)[0] == (p < q ? p : q));
  }
  CHECK(different == 0);
}

TEMPLATE_TEST_CASE_SIG("arithmetic has the same bits at every width", "", ((int N), N), 4, 8) {
  const auto a = numbers(201), b = numbers(202), c = numbers(203);
  const auto equal = [&](auto function) { return differences<N>(function, a, b, c) == 0; };
  CHECK(equal([](auto x, auto y, auto) { return x + y; }));
  CHECK(equal([](auto x, auto y, auto) { return x - y; }));
  CHECK(equal([](auto x, auto y, auto) -> decltype(x) { return x * y; }));
  CHECK(equal([](auto x, auto y, auto) { return x / y; }));
  CHECK(equal([](auto x, auto, auto) { return -x; }));
  CHECK(equal([](auto x, auto, auto) { return abs(x); }));
  CHECK(equal([](auto x, auto y, auto) { return max(x, y); }));
  CHECK(equal([](auto x, auto y, auto) { return min(x, y); }));
  CHECK(equal([](auto x, auto y, auto z) { return x * y + z; }));
  CHECK(equal([](auto x, auto y, auto z) { return z - x * y; }));
  CHECK(equal([](auto x, auto y, auto z) { return x * y - y * z; }));
}

TEMPLATE_TEST_CASE_SIG("comparisons and choices are the same at every width", "", ((int N), N), 4, 8) {
  auto a = numbers(204);
  const auto b = numbers(205), c = numbers(206);
  for (std::size_t i = 0; i < count; i += 3) a[i] = b[i];
  const auto equal = [&](auto function) { return differences<N>(function, a, b, c) == 0; };
  CHECK(equal([](auto x, auto y, auto z) { return select(x < y, x, z); }));
  CHECK(equal([](auto x, auto y, auto z) { return select(x <= y, x, z); }));
  CHECK(equal([](auto x, auto y, auto z) { return select(x > y, x, z); }));
  CHECK(equal([](auto x, auto y, auto z) { return select(x >= y, x, z); }));
  CHECK(equal([](auto x, auto y, auto z) { return select(x == y, x, z); }));
  CHECK(equal([](auto x, auto y, auto z) { return select((x < y) & !(y < z), x, z); }));
  CHECK(equal([](auto x, auto y, auto z) { return select((x < y) | (y < z), x, z); }));
}

TEMPLATE_TEST_CASE_SIG("exp and log have the same bits at every width", "", ((int N), N), 4, 8) {
  const auto a = numbers(207), b = positive(numbers(208));
  CHECK(differences<N>([](auto x, auto, auto) { return exp(x); }, a, a, a) == 0);
  CHECK(differences<N>([](auto x, auto, auto) { return log(x); }, b, b, b) == 0);
}

TEMPLATE_TEST_CASE_SIG("rounding to whole numbers is the same at every width", "", ((int N), N), 4, 8) {
  std::vector<float> a = numbers(209);
  for (float& x : a) x = std::fmod(x, 1073741824.0f);
  for (std::size_t i = 0; i < count; i += 2) a[i] = std::floor(a[i]) / 2;  // halves too
  const auto whole = [](auto x, auto, auto) {
    return decltype(x)::of(__builtin_convertvector(nearest(x), typename decltype(x)::floats));
  };
  CHECK(differences<N>(whole, a, a, a) == 0);
}

TEST_CASE("halves are rounded to even whole numbers") {
  for (const auto& [half, even] :
       {std::pair{0.5, 0}, {1.5, 2}, {2.5, 2}, {-0.5, 0}, {-1.5, -2}, {1e6 + 0.5, 1000000}}) {
    CHECK(nearest(Lane<1>(half))[0] == even);
    CHECK(nearest(Lane<4>(half))[3] == even);
  }
}

TEMPLATE_TEST_CASE_SIG("random words are the same at every width", "", ((int N), N), 4, 8) {
  const std::array<std::vector<std::uint32_t>, 4> from{words(210), words(211), words(212), words(213)};
  const std::uint64_t key = 0x0123456789abcdef;
  int different = 0;
  for (std::size_t i = 0; i < count; i += N) {
    std::array<Words<N>, 4> wide;
    for (std::size_t w = 0; w < 4; ++w) wide[w] = Words<N>::load(&from[w][i]);
    const auto all = philox<N>(wide, key);
    for (int lane = 0; lane < N; ++lane) {
      std::array<Words<1>, 4> one;
      for (std::size_t w = 0; w < 4; ++w) one[w] = Words<1>::load(&from[w][i + static_cast<std::size_t>(lane)]);
      const auto single = philox<1>(one, key);
      for (std::size_t w = 0; w < 4; ++w) different += all[w].v[lane] == single[w].v[0] ? 0 : 1;
    }
  }
  CHECK(different == 0);
}

TEMPLATE_TEST_CASE_SIG("numbers made of words have the same bits at every width", "", ((int N), N), 4, 8) {
  const auto from = words(214);
  CHECK(word_differences<N>([](auto word) { return uniform(word); }, from) == 0);
  CHECK(word_differences<N>([](auto word) { return exponential(word); }, from) == 0);
  CHECK(word_differences<N>([](auto word) { return normal(word); }, from) == 0);
}

TEST_CASE("a product that meets a sum or a difference is rounded once, like std::fma") {
  std::mt19937 source(215);
  std::uniform_real_distribution<float> ordinary(-10, 10);
  int unlike_fma = 0, unlike_two_roundings = 0;
  for (int i = 0; i < 20000; ++i) {
    const float x = ordinary(source), y = ordinary(source), u = ordinary(source);
    const float z = i % 2 == 0 ? -x * y : ordinary(source);  // half of the time only the rounding is left
    const Lane<1> a(x), b(y), c(z), d(u);
    const auto check = [&](Lane<1> found, float once) { unlike_fma += same(found[0], once) ? 0 : 1; };
    check(a * b + c, std::fma(x, y, z));
    check(c + a * b, std::fma(x, y, z));
    check(a * b - c, std::fma(x, y, -z));
    check(c - a * b, std::fma(-x, y, z));
    check(a * b + c * d, std::fma(x, y, z * u));
    check(a * b - c * d, std::fma(x, y, -(z * u)));
    check(fma(a, b, c), std::fma(x, y, z));
    const float product = x * y;
    unlike_two_roundings += same(std::fma(x, y, z), product + z) ? 0 : 1;
  }
  CHECK(unlike_fma == 0);
  CHECK(unlike_two_roundings > 10000);  // so the test tells one rounding from two
}

TEST_CASE("a table is read at the index of each lane, and only lanes that are on are written") {
  const float table[] = {10, 20, 30, 40};
  const auto read = Lane<4>::gather(table, Lane<4>::ints{3, 0, 2, 2});
  float place[] = {1, 2, 3, 4};
  keep(Lane<4>::first(2), place, read);
  CHECK((place[0] == 40 && place[1] == 10 && place[2] == 3 && place[3] == 4));
  CHECK_FALSE(Lane<4>::first(0).any());
  CHECK(Lane<4>::first(1).any());
  CHECK((Lane<4>::first(1)[0] && !Lane<4>::first(1)[1]));
  CHECK((Lane<4>::first(9)[0] && Lane<4>::first(9)[3]));
}
