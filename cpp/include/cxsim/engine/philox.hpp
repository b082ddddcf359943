// Philox4x32-10: a random word is a function of a counter and a key, so every draw has an address.
// Source: Salmon, Moraes, Dror & Shaw 2011, SC '11. Tested against the published known answers.
#pragma once
#include <array>
#include <cstdint>
#include <limits>

#include "cxsim/engine/lane.hpp"

namespace cxsim::engine::inline CXSIM_ISA {

template <int N>
struct HighLow {
  vec<std::uint32_t, N> high, low;
};

/// 32 × 32 → 64 bit product, halves apart.
template <int N>
HighLow<N> multiply(std::uint32_t factor, vec<std::uint32_t, N> x) {
#if defined(__AVX2__)
  if constexpr (N == 8) {
    const __m256i a = _mm256_set1_epi32(static_cast<int>(factor)), b = bits_as<__m256i>(x);
    const __m256i even = _mm256_mul_epu32(a, b), odd = _mm256_mul_epu32(a, _mm256_srli_epi64(b, 32));
    const __m256i high = _mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA);
    return {bits_as<vec<std::uint32_t, N>>(high), x * factor};
  }
#endif
  HighLow<N> r;
  for (int i = 0; i < N; ++i) {
    const std::uint64_t product = std::uint64_t{factor} * x[i];
    r.high[i] = static_cast<std::uint32_t>(product >> 32);
    r.low[i] = static_cast<std::uint32_t>(product);
  }
  return r;
}

/// Four words for each of N counters under one key.
template <int N>
std::array<Words<N>, 4> philox(std::array<Words<N>, 4> counter, std::uint64_t key) {
  auto low = static_cast<std::uint32_t>(key), high = static_cast<std::uint32_t>(key >> 32);
  for (int round = 0; round < 10; ++round) {
    const auto a = multiply<N>(0xD2511F53u, counter[0].v), b = multiply<N>(0xCD9E8D57u, counter[2].v);
    counter = {Words<N>{b.high ^ counter[1].v ^ low}, Words<N>{b.low}, Words<N>{a.high ^ counter[3].v ^ high},
               Words<N>{a.low}};
    low += 0x9E3779B9u;
    high += 0xBB67AE85u;
  }
  return counter;
}

/// A stream of the words of consecutive calls at one address: an engine for Boost.Random's distributions.
class Philox {
 public:
  using result_type = std::uint32_t;
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

  /// `counter[2]` holds the call number in its low byte; see address.hpp.
  Philox(std::array<std::uint32_t, 4> counter, std::uint64_t key) : counter_(counter), key_(key) {}

  result_type operator()() {
    if (next_ == 4) refill();
    return words_[static_cast<std::size_t>(next_++)];
  }

 private:
  void refill() {
    std::array<Words<1>, 4> at;
    for (std::size_t i = 0; i < 4; ++i) at[i] = Words<1>::all(counter_[i]);
    const auto words = philox<1>(at, key_);
    for (std::size_t i = 0; i < 4; ++i) words_[i] = words[i].v[0];
    ++counter_[2];
    next_ = 0;
  }

  std::array<std::uint32_t, 4> counter_, words_{};
  std::uint64_t key_;
  int next_ = 4;
};

}  // namespace cxsim::engine::inline CXSIM_ISA
