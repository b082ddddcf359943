#include "cxsim/world/events.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace cxsim::world {

void Events::append(const Events& more) {
  const auto extend = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
  extend(person, more.person);
  extend(place, more.place);
  extend(month, more.month);
  extend(numbers, more.numbers);
}

Events Events::in_order() const {
  std::vector<std::size_t> order(size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(person[a], month[a]) < std::tie(person[b], month[b]);
  });
  const auto width = static_cast<std::ptrdiff_t>(size() == 0 ? 0 : numbers.size() / size());
  Events sorted;
  for (const std::size_t row : order) {
    sorted.person.push_back(person[row]);
    sorted.place.push_back(place[row]);
    sorted.month.push_back(month[row]);
    const auto first = numbers.begin() + static_cast<std::ptrdiff_t>(row) * width;
    sorted.numbers.insert(sorted.numbers.end(), first, first + width);
  }
  return sorted;
}

}  // namespace cxsim::world
