// How a parameter block describes itself: one row beside each field says unit, range, meaning and
// where the number comes from. Validation, bindings, the pydantic models, the JSON schema and the
// parameter pages are all made from these rows; nothing about a parameter is written anywhere else.
#pragma once
#include <array>
#include <cstddef>
#include <limits>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace cxsim::model {

/// Where a default comes from. `textbook`: well known, the table itself was not re-read.
enum class Provenance { published, textbook, assumed, fitted };

struct Source {
  Provenance provenance;
  const char* citation;
};
inline constexpr Source assumed{Provenance::assumed, "assumed"};
constexpr Source published(const char* citation) { return {Provenance::published, citation}; }
constexpr Source textbook(const char* citation) { return {Provenance::textbook, citation}; }
constexpr Source fitted(const char* citation) { return {Provenance::fitted, citation}; }

/// What a field with several values is indexed by.
enum class Axis { none, dimension, channel, touchpoint, touchpoint_pair, journey, tenure_knot };

inline constexpr int max_dimensions = 12;
inline constexpr int max_channels = 8;
inline constexpr int max_touchpoints = 24;
inline constexpr int max_journeys = 10;
inline constexpr int months_per_year = 12;
inline constexpr std::array<int, 6> tenure_knots{0, 12, 24, 36, 48, 60};  // months

// The axis of a field is known by its type, so these sizes must differ from each other.
using PerDimension = std::array<double, max_dimensions>;
using PerChannel = std::array<double, max_channels>;
using PerTouchpoint = std::array<double, max_touchpoints>;
using PerTouchpointPair = std::array<PerTouchpoint, max_touchpoints>;
using PerJourney = std::array<double, max_journeys>;
using PerKnot = std::array<double, tenure_knots.size()>;

template <class Array>
constexpr Array filled(double value) {
  Array all{};
  for (double& each : all) each = value;
  return all;
}

template <class T>
constexpr Axis axis_of() {
  static_assert(!std::is_same_v<PerChannel, PerJourney> && !std::is_same_v<PerDimension, PerJourney>);
  if constexpr (std::is_same_v<T, PerDimension>) return Axis::dimension;
  if constexpr (std::is_same_v<T, PerChannel>) return Axis::channel;
  if constexpr (std::is_same_v<T, PerTouchpoint>) return Axis::touchpoint;
  if constexpr (std::is_same_v<T, PerTouchpointPair>) return Axis::touchpoint_pair;
  if constexpr (std::is_same_v<T, PerJourney>) return Axis::journey;
  if constexpr (std::is_same_v<T, PerKnot>) return Axis::tenure_knot;
  return Axis::none;
}

struct Range {
  double low, high;
};
inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr Range any{-infinity, infinity}, positive_range{0, infinity}, share_range{0, 1};

/// The text of a row. `doubt` holds low and high of a triangular belief about an assumed default;
/// left out, it is the default ± 30 %, kept inside the range.
struct Text {
  const char* unit;
  Range range;
  const char* doc;
  Source source = assumed;
  Range doubt{0, 0};
};

namespace detail {
template <auto Member>
constexpr std::string_view member_name() {  // "... [with auto Member = &P::name]" on g++ and clang
  std::string_view text = __PRETTY_FUNCTION__;
  text = text.substr(text.find("Member = "));
  text = text.substr(0, text.find_first_of("];)"));
  return text.substr(text.rfind("::") + 2);
}
template <class T>
struct member;
template <class Block, class Field>
struct member<Field Block::*> {
  using block = Block;
  using field = Field;
};
}  // namespace detail

/// One row: the field, tied to its text by a member pointer, so name, type and default cannot drift.
template <auto Member>
struct Row {
  using Block = typename detail::member<decltype(Member)>::block;
  using Field = typename detail::member<decltype(Member)>::field;
  static constexpr std::string_view name = detail::member_name<Member>();
  static constexpr Axis axis = axis_of<Field>();
  static constexpr std::size_t count = sizeof(Field) / sizeof(double);
  Text text;
  static double* data(Block& block) { return reinterpret_cast<double*>(&(block.*Member)); }
};
template <auto Member>
constexpr Row<Member> row(Text text) {
  return {text};
}

/// True when every field of the block has its row: a block holds doubles only, so sizes tell.
template <class Block>
constexpr bool every_field_has_a_row() {
  return std::apply([](auto... r) { return (decltype(r)::count + ... + 0) * sizeof(double); }, Block::rows()) ==
         sizeof(Block);
}

}  // namespace cxsim::model
