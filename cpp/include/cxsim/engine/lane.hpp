// A Lane holds N numbers side by side and reads like one number. It is the only file that knows the machine.
//
// a * b waits as a Product: meeting + or − it becomes one fused operation, rounded once, the same on every
// machine. With -ffp-contract=off nothing is left for the compiler to fuse, so all widths give equal bits.
#pragma once
#include <cmath>
#include <cstdint>
#include <cstring>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#ifndef CXSIM_ISA
#define CXSIM_ISA portable
#endif

// Code for another instruction set lives in a namespace of its own, so that the linker never mixes them.
namespace cxsim::engine::inline CXSIM_ISA {

template <class T, int N>
struct vector_of {
  typedef T type __attribute__((vector_size(sizeof(T) * N)));
};
template <class T, int N>
using vec = typename vector_of<T, N>::type;

template <class To, class From>
To bits_as(From from) {
  static_assert(sizeof(To) == sizeof(From));
  To to;
  std::memcpy(&to, &from, sizeof(to));
  return to;
}

/// N random words.
template <int N>
struct Words {
  vec<std::uint32_t, N> v;
  static Words all(std::uint32_t word) { return {word - vec<std::uint32_t, N>{}}; }
  static Words load(const std::uint32_t* from) {
    Words w;
    std::memcpy(&w.v, from, sizeof(w.v));
    return w;
  }
  void store(std::uint32_t* to) const { std::memcpy(to, &v, sizeof(v)); }
};

/// N yes-or-no answers.
template <int N>
struct Mask {
  vec<std::int32_t, N> v;
  friend Mask operator&(Mask a, Mask b) { return {a.v & b.v}; }
  friend Mask operator|(Mask a, Mask b) { return {a.v | b.v}; }
  friend Mask operator!(Mask a) { return {~a.v}; }
  bool operator[](int i) const { return v[i] != 0; }
  bool any() const {
    std::int32_t sum = 0;
    for (int i = 0; i < N; ++i) sum |= v[i];
    return sum != 0;
  }
};

template <int N>
struct Lane {
  static constexpr int width = N;
  using words = Words<N>;
  using mask = Mask<N>;
  using floats = vec<float, N>;
  using ints = vec<std::int32_t, N>;
  floats v;

  Lane() = default;
  Lane(double s) : v(static_cast<float>(s) - floats{}) {}  // NOLINT: a plain number is a Lane of equal numbers
  static Lane of(floats v) {
    Lane a;
    a.v = v;
    return a;
  }
  static Lane load(const float* from) {
    Lane a;
    std::memcpy(&a.v, from, sizeof(a.v));
    return a;
  }
  void store(float* to) const { std::memcpy(to, &v, sizeof(v)); }
  float operator[](int i) const { return v[i]; }

  /// table[index] for each lane.
  static Lane gather(const float* table, ints index) {
#if defined(__AVX2__)
    if constexpr (N == 8) return of(bits_as<floats>(_mm256_i32gather_ps(table, bits_as<__m256i>(index), 4)));
#endif
    Lane a;
    for (int i = 0; i < N; ++i) a.v[i] = table[index[i]];
    return a;
  }
  /// Mask of the first n lanes.
  static Mask<N> first(int n) {
    ints place;
    for (int i = 0; i < N; ++i) place[i] = i;
    return {place < n - ints{}};
  }

  struct Product {  // waits for + or −
    Lane a, b;
    operator Lane() const { return of(a.v * b.v); }  // NOLINT
  };

  friend Lane fma(Lane a, Lane b, Lane c) {
#if defined(__FMA__)
    if constexpr (N == 8) return of(_mm256_fmadd_ps(a.v, b.v, c.v));
    if constexpr (N == 4) return of(_mm_fmadd_ps(a.v, b.v, c.v));
#endif
    Lane r;
    for (int i = 0; i < N; ++i) r.v[i] = __builtin_fmaf(a.v[i], b.v[i], c.v[i]);
    return r;
  }

  friend Lane operator-(Lane a) { return of(-a.v); }
  friend Product operator*(Lane a, Lane b) { return {a, b}; }
  friend Lane operator+(Lane a, Lane b) { return of(a.v + b.v); }
  friend Lane operator-(Lane a, Lane b) { return of(a.v - b.v); }
  friend Lane operator/(Lane a, Lane b) { return of(a.v / b.v); }
  friend Lane operator+(Product p, Lane c) { return fma(p.a, p.b, c); }
  friend Lane operator+(Lane c, Product p) { return fma(p.a, p.b, c); }
  friend Lane operator+(Product p, Product q) { return fma(p.a, p.b, Lane(q)); }
  friend Lane operator-(Lane c, Product p) { return fma(-p.a, p.b, c); }
  friend Lane operator-(Product p, Lane c) { return fma(p.a, p.b, -c); }
  friend Lane operator-(Product p, Product q) { return fma(p.a, p.b, -Lane(q)); }

  friend Mask<N> operator<(Lane a, Lane b) { return {a.v < b.v}; }
  friend Mask<N> operator>(Lane a, Lane b) { return {a.v > b.v}; }
  friend Mask<N> operator<=(Lane a, Lane b) { return {a.v <= b.v}; }
  friend Mask<N> operator>=(Lane a, Lane b) { return {a.v >= b.v}; }
  friend Mask<N> operator==(Lane a, Lane b) { return {a.v == b.v}; }

  friend Lane select(Mask<N> m, Lane a, Lane b) { return of(m.v ? a.v : b.v); }
  friend Lane max(Lane a, Lane b) { return of(a.v > b.v ? a.v : b.v); }
  friend Lane min(Lane a, Lane b) { return of(a.v < b.v ? a.v : b.v); }
  friend Lane abs(Lane a) { return of(bits_as<floats>(bits_as<ints>(a.v) & 0x7fffffff)); }

  /// eˣ, relative error below 2e-7; x is kept within ±87.   Method: Cephes expf (Moshier).
  friend Lane exp(Lane x) {
    x = max(Lane(-87), min(Lane(87), x));
    constexpr float shift = 12582912;  // 1.5 · 2²³: adding it rounds to a whole number
    const Lane n = fma(x, Lane(1.44269504f), Lane(shift)) - Lane(shift);
    Lane r = fma(n, Lane(-0.693359375f), x);
    r = fma(n, Lane(2.12194440e-4f), r);
    Lane p = fma(Lane(1.9875691500e-4f), r, Lane(1.3981999507e-3f));
    p = fma(p, r, Lane(8.3334519073e-3f));
    p = fma(p, r, Lane(4.1665795894e-2f));
    p = fma(p, r, Lane(1.6666665459e-1f));
    p = fma(p, r, Lane(5.0000001201e-1f));
    const Lane y = fma(p, Lane(r * r), r) + Lane(1);
    const ints exponent = __builtin_convertvector(n.v, ints);
    return of(bits_as<floats>(bits_as<ints>(y.v) + (exponent << 23)));
  }

  /// ln x of a normal positive x, relative error below 2e-7.   Method: Cephes logf (Moshier).
  friend Lane log(Lane x) {
    const ints raw = bits_as<ints>(x.v);
    ints exponent = (raw >> 23) - 126;
    Lane m = of(bits_as<floats>((raw & 0x007fffff) | 0x3f000000));
    const Mask<N> small = m < Lane(0.70710678f);
    exponent += small.v;  // a true lane is −1
    m = select(small, m + m, m) - Lane(1);
    const Lane e = of(__builtin_convertvector(exponent, floats)), z = m * m;
    Lane p = fma(Lane(7.0376836292e-2f), m, Lane(-1.1514610310e-1f));
    p = fma(p, m, Lane(1.1676998740e-1f));
    p = fma(p, m, Lane(-1.2420140846e-1f));
    p = fma(p, m, Lane(1.4249322787e-1f));
    p = fma(p, m, Lane(-1.6668057665e-1f));
    p = fma(p, m, Lane(2.0000714765e-1f));
    p = fma(p, m, Lane(-2.4999993993e-1f));
    p = fma(p, m, Lane(3.3333331174e-1f));
    Lane y = Lane(p * m) * z;
    y = fma(e, Lane(-2.12194440e-4f), y);
    y = fma(z, Lane(-0.5f), y);
    return fma(e, Lane(0.693359375f), m + y);
  }

  /// Nearest whole numbers; the values must fit 32 bits.
  friend ints nearest(Lane a) {
#if defined(__AVX2__)
    if constexpr (N == 8) return bits_as<ints>(_mm256_cvtps_epi32(a.v));
#endif
#if defined(__SSE2__)
    if constexpr (N == 4) return bits_as<ints>(_mm_cvtps_epi32(a.v));
#endif
    ints r;
    for (int i = 0; i < N; ++i) r[i] = static_cast<std::int32_t>(std::lrintf(a.v[i]));
    return r;
  }
};

/// Writes the lanes that are on; the others keep what stands there. The one place that knows masks.
template <int N>
void keep(Mask<N> on, float* place, Lane<N> value) {
  select(on, value, Lane<N>::load(place)).store(place);
}

}  // namespace cxsim::engine::inline CXSIM_ISA
