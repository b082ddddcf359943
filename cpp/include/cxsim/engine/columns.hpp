// A block of rows as structure of arrays: named float columns, padded to whole lanes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

namespace cxsim::engine {

inline constexpr int widest_lane = 16;
constexpr int padded(int rows) { return (rows + widest_lane - 1) / widest_lane * widest_lane; }

template <class T>
struct Aligned {  // cache-line aligned allocation for vectors
  using value_type = T;
  Aligned() = default;
  template <class U>
  Aligned(const Aligned<U>&) {}  // NOLINT
  T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), std::align_val_t{64})); }
  void deallocate(T* p, std::size_t) { ::operator delete(p, std::align_val_t{64}); }
  friend bool operator==(const Aligned&, const Aligned&) { return true; }
};
template <class T>
using aligned_vector = std::vector<T, Aligned<T>>;

class Columns {
 public:
  Columns() = default;
  Columns(int columns, int rows)
      : stride_(padded(rows)), data_(static_cast<std::size_t>(columns) * static_cast<std::size_t>(stride_)) {}
  float* operator[](int column) { return data_.data() + static_cast<std::ptrdiff_t>(column) * stride_; }
  const float* operator[](int column) const { return data_.data() + static_cast<std::ptrdiff_t>(column) * stride_; }
  int count() const { return stride_ == 0 ? 0 : static_cast<int>(data_.size()) / stride_; }
  aligned_vector<float>& raw() { return data_; }
  const aligned_vector<float>& raw() const { return data_; }

 private:
  int stride_ = 0;
  aligned_vector<float> data_;
};

}  // namespace cxsim::engine
