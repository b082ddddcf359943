// Exact sums: values become whole numbers of 2⁻ᵏ before they are added, so no order changes a total.
#pragma once
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "cxsim/engine/check.hpp"
#include "cxsim/engine/lane.hpp"

namespace cxsim::engine {

/// A series of totals: what is added, how large one value may be, and how many cells it has.
struct Series {
  std::string name, unit, doc;
  int axis;      // meaning belongs to the caller
  double bound;  // |value| stays at or below this
  int offset = 0, count = 1;
  double scale = 1;  // power of two: value · scale is added as a whole number
};

/// Largest power of two with bound · scale ≤ 2³⁰, so that one value fits a 32-bit lane.
inline double scale_for(double bound) { return std::exp2(std::floor(30 - std::log2(bound))); }

/// Refuses sizes whose totals could leave 63 bits: 2³⁰ a value, `values` of them in a cell.
inline void require_no_overflow(double values) {
  require(values < std::exp2(32), "a total of ", values, " values could overflow; use fewer people a replication");
}

/// Totals of one world: step × group × cell.
class Totals {
 public:
  Totals() = default;
  Totals(int steps, int groups, int cells)
      : groups_(groups), cells_(cells), data_(static_cast<std::size_t>(steps) * groups * cells) {}
  std::int64_t* at(int step, int group) {
    return data_.data() + (static_cast<std::ptrdiff_t>(step) * groups_ + group) * cells_;
  }
  const std::int64_t* at(int step, int group) const { return const_cast<Totals*>(this)->at(step, group); }
  /// Adds totals of some steps, of which the first is `step` here.
  void add(const Totals& other, int step = 0) {
    std::int64_t* here = at(step, 0);
    for (std::size_t i = 0; i < other.data_.size(); ++i) here[i] += other.data_[i];
  }
  void clear() { std::fill(data_.begin(), data_.end(), 0); }
  const std::vector<std::int64_t>& raw() const { return data_; }
  std::vector<std::int64_t>& raw() { return data_; }

 private:
  int groups_ = 0, cells_ = 0;
  std::vector<std::int64_t> data_;
};

inline namespace CXSIM_ISA {

/// A sum over lanes. `add` takes the value and the weight of each row; a row that is off has weight 0.
template <class V>
class Sum {
 public:
  explicit Sum(const Series& series) : bound_(series.bound), scale_(series.scale) {}

  void add(V value, V weight) {
    V weighted = value * weight;
    outside_ = outside_ | !(abs(weighted) <= bound_);  // also true for NaN
    const V kept = max(-bound_, min(bound_, weighted));
    sum_ += __builtin_convertvector(nearest(V(kept * scale_)), vec<std::int64_t, V::width>);
  }
  /// Adds the lanes to a total; returns whether some value was outside the bound.
  bool flush(std::int64_t& total) {
    for (int i = 0; i < V::width; ++i) total += sum_[i];
    return outside_.any();
  }

 private:
  V bound_, scale_;
  vec<std::int64_t, V::width> sum_{};
  typename V::mask outside_{};
};

}  // namespace CXSIM_ISA
}  // namespace cxsim::engine
