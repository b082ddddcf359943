// Events of a sample stand in the order of people and months, whichever part they come from.
#include "catch.hpp"
#include "cxsim/world/events.hpp"

using namespace cxsim;

namespace {

world::Events one(std::uint32_t person, int month, std::uint32_t place, float effort) {
  engine::Columns witnessed(world::event_columns(1), 1);
  witnessed[world::ev_effort][0] = effort;
  world::Events events;
  events.add(person, place, month, witnessed, 0);
  return events;
}

}  // namespace

TEST_CASE("events of several threads stand by person and month, and those of a month as they happened") {
  world::Events all;
  for (const auto& each : {one(7, 1, 10, 1.5f), one(7, 1, 11, 2.5f), one(3, 2, 12, 3.5f), one(7, 0, 13, 4.5f)})
    all.append(each);
  const auto sorted = all.in_order();
  CHECK(sorted.person == std::vector<std::uint32_t>{3, 7, 7, 7});
  CHECK(sorted.month == std::vector<std::int32_t>{2, 0, 1, 1});
  CHECK(sorted.place == std::vector<std::uint32_t>{12, 13, 10, 11});
  const auto width = static_cast<std::size_t>(world::event_columns(1));
  REQUIRE(sorted.numbers.size() == 4 * width);
  const float efforts[] = {3.5f, 4.5f, 1.5f, 2.5f};
  for (std::size_t row = 0; row < 4; ++row) CHECK(sorted.numbers[row * width + world::ev_effort] == efforts[row]);
}

TEST_CASE("no events are no rows") {
  CHECK(world::Events{}.in_order().size() == 0);
  CHECK(world::event_column(1, world::ed_will) == world::event_columns(2) - 1);
}
