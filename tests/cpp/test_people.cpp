// People: how many of each segment, and the traits that they are born with.
#include <algorithm>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>

#include "catch.hpp"
#include "company.hpp"
#include "cxsim/engine/address.hpp"
#include "cxsim/world/people.hpp"
#include "statistics.hpp"

namespace {

using namespace cxsim;
using namespace cxsim::testing;
using model::Family;

constexpr std::uint64_t seed = 601;

world::Population people(const model::Parameters& p, std::int64_t count, int rows = 1024,
                         std::uint32_t replication = 0) {
  auto blocks = world::empty_population(p, count, rows);
  for (auto& block : blocks) world::draw_traits(block, p, seed, replication);
  return blocks;
}

/// A column over all people, by id.
std::vector<double> column(const world::Population& blocks, int which) {
  std::vector<double> all;
  for (const auto& block : blocks)
    for (int row = 0; row < block.rows; ++row) all.push_back(static_cast<double>(block.people[which][row]));
  return all;
}

model::Parameters of_family(Family family, double mean, double spread) {
  auto p = with(small_company(), "traits.usage_mean", mean);
  world::set(p, "traits.usage_spread", spread);
  p.families[world::usage] = family;
  return p;
}

}  // namespace

TEST_CASE("segments get their share of people, the largest remainders first") {
  auto p = world::make_parameters({{"a", "b", "c"}, {"quality"}, {"web"}, {"use"}, {"usage"}});
  world::set(p, "segments.a.share", 0.26);
  world::set(p, "segments.b.share", 0.39);
  world::set(p, "segments.c.share", 0.35);
  CHECK(world::people_per_segment(p, 100) == std::vector<std::int64_t>{26, 39, 35});
  CHECK(world::people_per_segment(p, 10) == std::vector<std::int64_t>{3, 4, 3});  // 2.6, 3.9, 3.5
  CHECK(world::people_per_segment(p, 7) == std::vector<std::int64_t>{2, 3, 2});   // 1.82, 2.73, 2.45
}

TEST_CASE("simulated people stand for the whole market") {
  const auto p = with(small_company(), "market.size", 1000000);
  const auto counts = world::people_per_segment(p, 777);
  const auto weights = world::weights(p, 777);
  for (std::size_t s = 0; s < 2; ++s)
    CHECK(std::abs(static_cast<double>(counts[s]) * weights[s] - 1e6 * p.segments[s].share) < 1e-6);
}

TEST_CASE("shares that do not add up, and people too few for the segments, are refused") {
  CHECK_THROWS_WITH(world::people_per_segment(with(small_company(), "segments.few.share", 0.5), 100),
                    "segments: shares add up to 1.1, not 1");
  CHECK(world::people_per_segment(small_company(), 2) == std::vector<std::int64_t>{1, 1});
  CHECK_THROWS_WITH(world::people_per_segment(small_company(), 1), "people = 1: give at least one a segment");
  auto lopsided = with(small_company(), "segments.many.share", 0.9999);
  world::set(lopsided, "segments.few.share", 0.0001);
  CHECK_THROWS_WITH(world::weights(lopsided, 100),
                    "segments.few: 100 people leave none for this share; take more people");
}

TEST_CASE("blocks hold people of one segment, with ids that follow each other") {
  const auto blocks = world::empty_population(small_company(), 5000, 1024);
  std::uint32_t next = 0;
  std::vector<std::int64_t> counts(2);
  for (const auto& block : blocks) {
    CHECK(block.first == next);
    CHECK(block.rows <= 1024);
    next += static_cast<std::uint32_t>(block.rows);
    counts[static_cast<std::size_t>(block.segment)] += block.rows;
  }
  CHECK(counts == world::people_per_segment(small_company(), 5000));
}

TEST_CASE("every family has the mean and the standard deviation that it is given") {
  for (Family family : {Family::normal, Family::lognormal, Family::gamma, Family::beta, Family::uniform}) {
    INFO("family " << static_cast<int>(family));
    const auto values = column(people(of_family(family, 0.5, 0.25), 20000), world::usage);
    CHECK(standard_errors(estimate(values), 0.5) < allowed);
    CHECK(standard_errors(moment_of(values, 2), 0.25 + 0.0625) < allowed);
  }
}

TEST_CASE("an exponential trait has the mean given and a standard deviation equal to it") {
  const auto values = column(people(of_family(Family::exponential, 2, 1), 20000), world::usage);
  CHECK(standard_errors(estimate(values), 2) < allowed);
  CHECK(standard_errors(moment_of(values, 2), 8) < allowed);
}

TEST_CASE("a trait without spread, or constant, is its mean") {
  for (const auto& p : {of_family(Family::constant, 0.75, 0.25), of_family(Family::gamma, 0.75, 0)})
    CHECK((column(people(p, 100), world::usage) == std::vector<double>(100, 0.75)));
}

TEST_CASE("a segment shifts knowledge, multiplies willingness to pay, and the digital habit stays within bounds") {
  auto p = small_company();
  world::set(p, "segments.few.share", 1);
  p.segments.erase(p.segments.begin());
  p.names.segments.erase(p.names.segments.begin());
  const auto blocks = people(p, 20000);
  CHECK(standard_errors(estimate(column(blocks, world::knowledge)), 0.5) < allowed);
  CHECK(standard_errors(estimate(column(blocks, world::willingness)), 1.1) < allowed);
  const auto habit = column(blocks, world::digital);
  CHECK(*std::min_element(habit.begin(), habit.end()) == static_cast<double>(0.02f));
  CHECK(*std::max_element(habit.begin(), habit.end()) == static_cast<double>(0.98f));
}

TEST_CASE("a segment adds to the person's own knowledge and habit, and multiplies their own willingness to pay") {
  auto p = with(small_company(), "traits.knowledge_mean", 0.25);
  world::set(p, "traits.digital_mean", 0.125);
  world::set(p, "traits.willingness_to_pay_mean", 2);
  world::set(p, "segments.many.knowledge", 0.5);
  world::set(p, "segments.many.digital", 0.5);
  world::set(p, "segments.many.willingness_to_pay", 1.5);
  p.families.fill(Family::constant);
  const auto blocks = people(p, 10);
  CHECK(column(blocks, world::knowledge)[0] == 0.75);
  CHECK(column(blocks, world::digital)[0] == 0.625);
  CHECK(column(blocks, world::willingness)[0] == 3);
  CHECK(column(blocks, world::usage)[0] == 1);
}

TEST_CASE("each trait and the frailty have an address of their own, of their purpose at step 0") {
  const auto p = small_company();
  const auto blocks = people(p, 3000, 1024, 5);
  const std::uint32_t someone = 1500;  // in the second block
  const auto now = engine::moment(seed, 5, 0);
  auto fit = engine::stream(someone, 0, now), knowledge = engine::stream(someone, 3, now),
       frailty = engine::stream(someone, 7, now);
  const auto found = [&](int which) { return static_cast<float>(column(blocks, which)[someone]); };
  CHECK(found(world::fit) == static_cast<float>(boost::random::normal_distribution<>(0, 0.5)(fit)));
  CHECK(found(world::knowledge) == static_cast<float>(boost::random::normal_distribution<>(0, 1)(knowledge)));
  const double variance = p.segments[0].frailty;
  CHECK(found(world::log_frailty) ==
        static_cast<float>(std::log(boost::random::gamma_distribution<>(1 / variance, variance)(frailty))));
}

TEST_CASE("frailty has mean 1 and the segment's variance; without variance everyone is alike") {
  auto p = with(small_company(), "segments.few.frailty", 0.6);
  auto frailty = column(people(p, 20000), world::log_frailty);
  for (double& each : frailty) each = std::exp(each);
  CHECK(standard_errors(estimate(frailty), 1) < allowed);
  CHECK(standard_errors(moment_of(frailty, 2), 1.6) < allowed);
  world::set(p, "segments.many.frailty", 0);
  world::set(p, "segments.few.frailty", 0);
  CHECK((column(people(p, 100), world::log_frailty) == std::vector<double>(100, 0.0)));
}

TEST_CASE("a person's traits do not depend on blocks, and are others in another replication") {
  const auto p = small_company();
  const auto large = people(p, 3000, 1024), small = people(p, 3000, 64), other = people(p, 3000, 1024, 1);
  for (int trait = 0; trait < model::trait_count; ++trait) {
    CHECK((column(large, trait) == column(small, trait)));
    CHECK((column(large, trait) != column(other, trait)));
  }
}

TEST_CASE("distributions that do not exist are refused with the numbers") {
  CHECK_THROWS_WITH(people(of_family(Family::gamma, 0, 1), 10),
                    "traits.usage: no such distribution has mean 0 and standard deviation 1; allowed: a mean above 0");
  CHECK_THROWS_WITH(people(of_family(Family::beta, 0.5, 0.5), 10),
                    "traits.usage: no such distribution has mean 0.5 and standard deviation 0.5; allowed: a mean "
                    "between 0 and 1, and a smaller spread");
}
