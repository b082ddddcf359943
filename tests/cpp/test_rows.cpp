// The rows are the only list of parameters: each is complete, and each number is reached by its path alone.
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "catch.hpp"
#include "company.hpp"

namespace {

using namespace cxsim;
using testing::small_company;

std::map<std::string, double> values(const model::Parameters& p) {
  std::map<std::string, double> all;
  world::each_value(p, [&](const std::string& path, double value) { all[path] = value; });
  return all;
}

std::vector<std::string> numbered(int count) {
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) names.push_back("name" + std::to_string(i));
  return names;
}

}  // namespace

TEST_CASE("every row has a unit, a sentence that ends with a full stop, and a source") {
  for (const auto& row : world::rows()) {
    INFO(row.block << "." << row.name);
    const std::string doc = row.text.doc;
    CHECK_FALSE(std::string(row.text.unit).empty());
    CHECK(doc.size() > 2);
    CHECK(doc.back() == '.');
    CHECK(std::isupper(static_cast<unsigned char>(doc.front())) +
              std::isdigit(static_cast<unsigned char>(doc.front())) >
          0);
    CHECK_FALSE(std::string(row.text.source.citation).empty());
  }
}

TEST_CASE("every default is inside its range") {
  for (const auto& row : world::rows()) {
    INFO(row.block << "." << row.name);
    CHECK(row.text.range.low < row.text.range.high);
    for (double value : row.defaults) CHECK((value >= row.text.range.low && value <= row.text.range.high));
  }
}

TEST_CASE("a doubt that is stated holds the default and lies inside the range") {
  int stated = 0;
  for (const auto& row : world::rows()) {
    const auto [low, high] = row.text.doubt;
    if (low == high) continue;
    INFO(row.block << "." << row.name);
    ++stated;
    CHECK((low <= row.defaults[0] && row.defaults[0] <= high));
    CHECK((low >= row.text.range.low && high <= row.text.range.high));
  }
  CHECK(stated > 10);
}

TEST_CASE("no two rows of a block share a name, and names are whole lower-case words") {
  std::set<std::string> seen;
  for (const auto& row : world::rows()) {
    INFO(row.block << "." << row.name);
    CHECK(seen.insert(row.block + "." + row.name).second);
    CHECK(row.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos);
  }
}

TEST_CASE("a field with several values knows its axis by its type") {
  std::map<std::string, model::Axis> axes;
  for (const auto& row : world::rows()) axes[row.block + "." + row.name] = row.axis;
  CHECK(axes.at("policy.marketing") == model::Axis::none);
  CHECK(axes.at("policy.promise") == model::Axis::dimension);
  CHECK(axes.at("touchpoints.channels") == model::Axis::channel);
  CHECK(axes.at("standard.encounters") == model::Axis::touchpoint);
  CHECK(axes.at("journeys.transitions") == model::Axis::touchpoint_pair);
  CHECK(axes.at("segments.journey_rate") == model::Axis::journey);
  CHECK(axes.at("segments.tenure_effect") == model::Axis::tenure_knot);
}

TEST_CASE("new parameters hold the defaults of the rows") {
  const auto p = world::make_parameters({{"all"}, {"quality"}, {"web"}, {"use"}, {"usage"}});
  const std::map<std::string, std::string> keys{{"segments", "all"},
                                                {"dimensions", "quality"},
                                                {"channels", "web"},
                                                {"touchpoints", "use"},
                                                {"journeys", "usage"}};
  const std::map<model::Axis, std::string> endings{
      {model::Axis::none, ""},           {model::Axis::dimension, ".quality"},       {model::Axis::channel, ".web"},
      {model::Axis::touchpoint, ".use"}, {model::Axis::touchpoint_pair, ".use.use"}, {model::Axis::journey, ".usage"},
      {model::Axis::tenure_knot, ".0"}};
  for (const auto& row : world::rows()) {
    const std::string block = row.keyed ? row.block + "." + keys.at(row.block) : row.block;
    CHECK(world::get(p, block + "." + row.name + endings.at(row.axis)) == row.defaults[0]);
  }
}

TEST_CASE("what is written at a path is read there, and nowhere else") {
  const auto before = values(small_company());
  CHECK(before.size() > 300);
  std::set<std::string> wrong;
  for (const auto& [path, value] : before) {
    auto p = small_company();
    const double other = value > 0.5 ? value * 0.9375 : value + 0.0625;  // inside every range
    world::set(p, path, other);
    auto expected = before;
    expected[path] = other;
    if (world::get(p, path) != other || values(p) != expected) wrong.insert(path);
  }
  CHECK(wrong == std::set<std::string>{});
}

TEST_CASE("a value outside its range is refused with path, value, range and unit, and changes nothing") {
  auto p = small_company();
  const auto before = values(p);
  CHECK_THROWS_WITH(world::set(p, "expectation.ratchet_up", 1.5),
                    "expectation.ratchet_up = 1.5 is outside [0, 1] share per encounter");
  CHECK_THROWS_WITH(world::set(p, "segments.few.share", -0.1),
                    "segments.few.share = -0.1 is outside [1e-06, 1] share of market");
  CHECK_THROWS_WITH(world::set(p, "touchpoints.pay.quality.empathy", 31),
                    "touchpoints.pay.quality.empathy = 31 is outside [-20, 30] quality points");
  CHECK_THROWS_WITH(world::set(p, "journeys.usage.transitions.use.pay", 2),
                    "journeys.usage.transitions.use.pay = 2 is outside [0, 1] probability");
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(world::set(p, "mood.spread", nothing), "mood.spread = nan is outside [0, 10] SD");
  CHECK_THROWS_WITH(world::set(p, "standard.journey_mean", model::infinity),
                    "standard.journey_mean = inf is outside [-inf, inf] value");
  CHECK(values(p) == before);
}

TEST_CASE("the ends of a range belong to it") {
  auto p = small_company();
  for (double end : {0.0, 1.0}) CHECK_NOTHROW(world::set(p, "expectation.ratchet_up", end));
}

TEST_CASE("a path that leads nowhere is refused by name") {
  const auto p = small_company();
  for (const std::string path : {"",
                                 ".",
                                 "nonsense",
                                 "expectation.",
                                 "policy.marketing.",
                                 "policy..marketing",
                                 "expectation",
                                 "expectation.nonsense",
                                 "expectation.ratchet_up.more",
                                 "segments.share",
                                 "segments.nobody.share",
                                 "segments.few.tenure_effect",
                                 "segments.few.tenure_effect.13",
                                 "touchpoints.pay",
                                 "touchpoints.pay.quality",
                                 "touchpoints.pay.quality.nonsense",
                                 "policy.promise",
                                 "policy.promise.web",
                                 "journeys.usage.transitions.use",
                                 "journeys.usage.transitions.use.nowhere",
                                 "segments.few.journey_rate.web"})
    CHECK_THROWS_WITH(world::get(p, path), path + ": there is no such parameter");
}

TEST_CASE("names without end, or none at all, are refused with the number allowed") {
  const auto make = [](int dimensions, int channels, int touchpoints, int journeys) {
    return world::make_parameters(
        {{"all"}, numbered(dimensions), numbered(channels), numbered(touchpoints), numbered(journeys)});
  };
  CHECK_NOTHROW(make(model::max_dimensions, model::max_channels, model::max_touchpoints, model::max_journeys));
  CHECK_THROWS_WITH(make(13, 1, 1, 1), "dimensions: 13 given, 1 to 12 allowed");
  CHECK_THROWS_WITH(make(1, 9, 1, 1), "channels: 9 given, 1 to 8 allowed");
  CHECK_THROWS_WITH(make(1, 1, 25, 1), "touchpoints: 25 given, 1 to 24 allowed");
  CHECK_THROWS_WITH(make(1, 1, 1, 11), "journeys: 11 given, 1 to 10 allowed");
  CHECK_THROWS_WITH(make(0, 1, 1, 1), "dimensions: 0 given, 1 to 12 allowed");
}
