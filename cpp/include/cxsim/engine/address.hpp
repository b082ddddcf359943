// Where a random word lives: bit fields of the counter, in one table. Never renumber; append.
#pragma once
#include <array>
#include <cstdint>

#include "cxsim/engine/check.hpp"
#include "cxsim/engine/philox.hpp"

namespace cxsim::engine {

struct Field {
  const char* name;
  int word, shift, bits;
  constexpr std::uint64_t limit() const { return std::uint64_t{1} << bits; }
};

namespace address {
inline constexpr Field person{"person", 0, 0, 32};
inline constexpr Field step{"step", 1, 0, 16};
inline constexpr Field replication{"replication", 1, 16, 16};
inline constexpr Field call{"call", 2, 0, 8};
inline constexpr Field stage{"stage", 2, 8, 6};
inline constexpr Field occurrence{"occurrence", 2, 14, 6};
inline constexpr Field kind{"kind", 2, 20, 4};
inline constexpr Field purpose{"purpose", 2, 24, 8};
inline constexpr Field stream{"stream", 3, 0, 32};
inline constexpr std::array<Field, 9> table{person, step, replication, call, stage, occurrence, kind, purpose, stream};
}  // namespace address

/// A value shifted into its field, for values that are known to fit.
constexpr std::uint32_t shifted(const Field& field, int value) {
  return static_cast<std::uint32_t>(value) << field.shift;
}

/// A value shifted into its field; refuses what does not fit.
inline std::uint32_t place(const Field& field, std::uint64_t value) {
  require(value < field.limit(), field.name, " = ", value, " does not fit; the most is ", field.limit() - 1);
  return static_cast<std::uint32_t>(value << field.shift);
}

/// The part of an address that everybody shares in one step of one replication.
struct Moment {
  std::uint64_t seed;
  std::uint32_t word1;  // step and replication
};
inline Moment moment(std::uint64_t seed, std::uint64_t replication, std::uint64_t step) {
  return {seed, place(address::step, step) | place(address::replication, replication)};
}

/// Purpose and call, without a place.
constexpr std::uint32_t purpose_word(int purpose, int call = 0) {
  return static_cast<std::uint32_t>(purpose) << address::purpose.shift | static_cast<std::uint32_t>(call);
}

inline namespace CXSIM_ISA {

/// Four words for each of N persons; `where` is counter word 2: purpose, place and call.
template <int N>
std::array<Words<N>, 4> draw(Words<N> person, Words<N> where, const Moment& now) {
  return philox<N>({person, Words<N>::all(now.word1), where, Words<N>::all(0)}, now.seed);
}

/// An engine for Boost.Random at the address of one person and purpose.
inline Philox stream(std::uint32_t person, int purpose, const Moment& now) {
  return Philox({person, now.word1, purpose_word(purpose), 0}, now.seed);
}

}  // namespace CXSIM_ISA
}  // namespace cxsim::engine
