// One way to refuse: require(condition, parts…) throws std::invalid_argument with the parts joined.
#pragma once
#include <sstream>
#include <stdexcept>

namespace cxsim::engine {

template <class... Parts>
void require(bool condition, const Parts&... parts) {
  if (condition) return;
  std::ostringstream text;
  (text << ... << parts);
  throw std::invalid_argument(text.str());
}

}  // namespace cxsim::engine
