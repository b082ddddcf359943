// Worlds: the same bits however they are run, untouched people untouched, and nobody lost.
// Comparisons of whole worlds stand in brackets of their own, so that a failure does not print 100,000 numbers.
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

#include "catch.hpp"
#include "company.hpp"
#include "cxsim/world/simulate.hpp"
#include "statistics.hpp"

namespace {

using namespace cxsim;
using namespace cxsim::testing;
using world::Settings;
using world::Simulation;

constexpr int months = 6;
bool go_on(std::int64_t, std::int64_t) { return true; }

Settings settings() {
  Settings all;
  all.people = 3000;
  all.seed = 701;
  return all;
}

world::Schedule schedule(const model::Parameters& p, int length = months) {
  return world::Schedule(static_cast<std::size_t>(length), std::make_shared<const model::Parameters>(p));
}

/// One world of a market after its burn-in, run to its end.
Simulation run(const model::Parameters& p, const Settings& how) {
  Simulation simulation({schedule(p)}, how, world::burned_in(p, how, go_on));
  simulation.advance(months, go_on);
  return simulation;
}

/// One world of people who have just joined, not yet run.
Simulation just_joined(const model::Parameters& p, const Settings& how, int length = months) {
  return Simulation({schedule(p, length)}, how, world::cohort(p, how));
}

const std::vector<std::int64_t>& totals(const Simulation& simulation, int world = 0) {
  return simulation.totals(world).raw();
}

/// The bits of all columns of the people of a segment (−1: of all), by id.
std::vector<std::uint32_t> columns(const Simulation& simulation, int world = 0, int segment = -1) {
  std::vector<std::uint32_t> all;
  for (int column = 0; column < world::columns_for(2); ++column)
    for (const auto& block : simulation.population(world))
      for (int row = 0; row < block.rows && (segment < 0 || block.segment == segment); ++row)
        all.push_back(engine::bits_as<std::uint32_t>(block.people[column][row]));
  return all;
}

/// A total of a month over both segments, in people, money and so on.
double total(const Simulation& simulation, int which, int month, int segments = 2) {
  const auto& series = simulation.series().total(which);
  std::int64_t sum = 0;
  for (int s = 0; s < segments; ++s) sum += simulation.totals(0).at(month, s)[series.offset];
  return static_cast<double>(sum) / series.scale;
}

std::size_t count_of(const Simulation& simulation, float status) {
  std::size_t count = 0;
  for (const auto& block : simulation.population(0))
    count += static_cast<std::size_t>(
        std::count(block.people[world::status], block.people[world::status] + block.rows, status));
  return count;
}

/// A company whose journeys pass eight touchpoints, always.
model::Parameters long_walks() {
  auto p = world::make_parameters(
      {{"all"}, {"one", "two"}, {"web"}, {"a", "b", "c", "d", "e", "f", "g", "h"}, {"first", "second"}});
  const auto& stops = p.names.touchpoints;
  for (std::size_t t = 0; t < stops.size(); ++t) {
    world::set(p, "touchpoints." + stops[t] + ".channels.web", 1);
    for (const std::string kind : {"first", "second"})
      if (t + 1 < stops.size()) world::set(p, "journeys." + kind + ".transitions." + stops[t] + "." + stops[t + 1], 1);
  }
  for (const std::string kind : {"first", "second"}) world::set(p, "journeys." + kind + ".entry.a", 1);
  return p;
}

/// A file that is gone when its test ends.
struct TemporaryFile {
  std::string path;
  explicit TemporaryFile(const std::string& name)
      : path((std::filesystem::temp_directory_path() / ("cxsim_test_" + name)).string()) {}
  ~TemporaryFile() { std::remove(path.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
};

}  // namespace

TEST_CASE("totals and people are the same for 1, 2 and 5 threads, with interactions and without") {
  for (bool interactions : {true, false}) {
    Settings how = settings();
    how.interactions = interactions;
    const auto one = run(small_company(), how);
    for (int threads : {2, 5}) {
      how.threads = threads;
      const auto many = run(small_company(), how);
      CHECK((totals(many) == totals(one)));
      CHECK((columns(many) == columns(one)));
    }
  }
}

TEST_CASE("totals and people are the same for blocks of 16, 256, 512 and 1024 rows") {
  Settings how = settings();
  const auto usual = run(small_company(), how);
  for (int rows : {16, 256, 512}) {
    how.block_rows = rows;
    const auto other = run(small_company(), how);
    CHECK((totals(other) == totals(usual)));
    CHECK((columns(other) == columns(usual)));
  }
}

TEST_CASE("totals and people are the same for every instruction set of this machine") {
  Settings how = settings();
  how.instructions = "portable";
  const auto portable = run(small_company(), how);
  for (const auto& instructions : world::instruction_sets()) {
    how.instructions = instructions;
    const auto other = run(small_company(), how);
    CHECK((totals(other) == totals(portable)));
    CHECK((columns(other) == columns(portable)));
  }
  how.instructions = "abacus";
  CHECK_THROWS_AS(run(small_company(), how), std::invalid_argument);
}

TEST_CASE("a month in steps of its own is the same as all months at once") {
  const auto p = small_company();
  auto at_once = just_joined(p, settings()), in_steps = just_joined(p, settings());
  at_once.advance(months, go_on);
  for (int month = 0; month < months; ++month) in_steps.advance(1, go_on);
  CHECK((totals(in_steps) == totals(at_once)));
  CHECK((columns(in_steps) == columns(at_once)));
}

TEST_CASE("a run that is saved and resumed, even by other threads, equals a straight run") {
  for (bool interactions : {true, false}) {
    const TemporaryFile file("resume");
    Settings how = settings();
    how.interactions = interactions;
    how.trace = true;
    auto straight = just_joined(small_company(), how), first = just_joined(small_company(), how);
    straight.advance(months, go_on);
    first.advance(2, go_on);
    first.save(file.path);
    how.threads = 2;
    auto resumed = just_joined(small_company(), how);
    resumed.load(file.path);
    CHECK(resumed.done() == 2);
    resumed.advance(months - 2, go_on);
    CHECK((totals(resumed) == totals(straight)));
    CHECK((columns(resumed) == columns(straight)));
    CHECK((resumed.trace(0) == straight.trace(0)));
  }
}

TEST_CASE("a checkpoint of another company, seed or setting is refused, and the simulation goes on as before") {
  const TemporaryFile file("refused");
  auto straight = just_joined(small_company(), settings());
  straight.advance(months, go_on);
  Settings other_seed = settings(), alone = settings();
  other_seed.seed = 702;
  alone.interactions = false;
  const auto refuse = [&](Simulation stranger) {
    stranger.advance(1, go_on);
    stranger.save(file.path);
    auto simulation = just_joined(small_company(), settings());
    simulation.advance(2, go_on);
    CHECK_THROWS_WITH(simulation.load(file.path),
                      file.path + ": the checkpoint is of another company, schedule or setting");
    simulation.advance(months - 2, go_on);
    CHECK((totals(simulation) == totals(straight)));
  };
  refuse(just_joined(with(small_company(), "money.price", 31), settings()));
  refuse(just_joined(small_company(), other_seed));
  refuse(just_joined(small_company(), alone));
  refuse(just_joined(small_company(), settings(), months + 1));
  auto without_own_route = small_company(), by_quarter = small_company(), other_family = small_company();
  without_own_route.own_route_after_failure[1][2] = false;
  by_quarter.steps_per_year = 4;
  other_family.families[world::usage] = model::Family::lognormal;
  for (const auto& p : {without_own_route, by_quarter, other_family}) refuse(just_joined(p, settings()));
  refuse(Simulation({schedule(small_company())}, settings(), world::burned_in(small_company(), settings(), go_on)));
}

TEST_CASE("a checkpoint that is cut short, or no checkpoint at all, is refused and leaves no half state") {
  const TemporaryFile file("broken");
  auto straight = just_joined(small_company(), settings()), simulation = just_joined(small_company(), settings());
  straight.advance(months, go_on);
  simulation.advance(2, go_on);
  straight.save(file.path);
  CHECK_FALSE(std::filesystem::exists(file.path + ".part"));
  const auto size = std::filesystem::file_size(file.path);
  for (std::uintmax_t rest : {size - 1, size / 2, std::uintmax_t{40}}) {
    std::filesystem::resize_file(file.path, rest);
    CHECK_THROWS_AS(simulation.load(file.path), std::invalid_argument);
  }
  std::ofstream(file.path) << std::string(10000, 'x');
  CHECK_THROWS_WITH(simulation.load(file.path), file.path + ": not a cxsim checkpoint");
  CHECK_THROWS_WITH(simulation.load(file.path + ".absent"), file.path + ".absent: not a cxsim checkpoint");
  CHECK(simulation.done() == 2);
  simulation.advance(months - 2, go_on);
  CHECK((totals(simulation) == totals(straight)));
}

TEST_CASE("a checkpoint of people who differ in one column only is refused") {
  const TemporaryFile file("start");
  const auto start = world::cohort(small_company(), settings());
  Simulation({schedule(small_company())}, settings(), start).save(file.path);
  for (int column = 0; column < world::columns_for(2); ++column) {
    auto moved = start;
    moved.people.back().people[column][moved.people.back().rows - 1] += 1;
    Simulation other({schedule(small_company())}, settings(), moved);
    CHECK_THROWS_WITH(other.load(file.path), file.path + ": the checkpoint is of another company, schedule or setting");
  }
}

TEST_CASE("a checkpoint that cannot be written leaves nothing behind") {
  const TemporaryFile directory("in_the_way");  // a directory where the file should go
  std::filesystem::create_directories(directory.path + "/full");
  auto simulation = just_joined(small_company(), settings());
  CHECK_THROWS_WITH(simulation.save(directory.path), directory.path + ": the checkpoint could not be written");
  CHECK_FALSE(std::filesystem::exists(directory.path + ".part"));
  const std::string nowhere = directory.path + "/absent/file";
  CHECK_THROWS_WITH(simulation.save(nowhere), nowhere + ": the checkpoint could not be written");
  std::filesystem::remove_all(directory.path);
}

TEST_CASE("while one thread advances, whatever another asks is refused, and the advance is none the worse") {
  const TemporaryFile file("busy");
  auto straight = just_joined(small_company(), settings()), simulation = just_joined(small_company(), settings());
  straight.advance(months, go_on);
  simulation.save(file.path);
  std::atomic<bool> is_under_way{false}, may_end{false};
  std::thread other([&] {
    simulation.advance(months, [&](std::int64_t, std::int64_t) {
      is_under_way = true;
      while (!may_end) std::this_thread::yield();
      return true;
    });
  });
  while (!is_under_way) std::this_thread::yield();
  const char* in_use = "this simulation is in use by another thread; wait until that is done";
  CHECK_THROWS_WITH(simulation.advance(1, go_on), in_use);
  CHECK_THROWS_WITH(simulation.save(file.path), in_use);
  CHECK_THROWS_WITH(simulation.load(file.path), in_use);
  CHECK_THROWS_WITH(simulation.population(0), in_use);
  CHECK_THROWS_WITH(simulation.totals(0), in_use);
  CHECK_THROWS_WITH(simulation.trace(0), in_use);
  CHECK_THROWS_WITH(simulation.paired(0, 0), in_use);
  CHECK_THROWS_WITH(simulation.done(), in_use);
  CHECK_THROWS_WITH(simulation.reading(), in_use);
  may_end = true;
  other.join();
  CHECK((totals(simulation) == totals(straight)));
}

TEST_CASE("while some read, others may read and save, but nobody changes what is read") {
  const TemporaryFile file("reading");
  auto simulation = just_joined(small_company(), settings());
  const char* in_use = "this simulation is in use by another thread; wait until that is done";
  {
    const auto first = simulation.reading(), second = simulation.reading();
    CHECK_THROWS_WITH(simulation.advance(1, go_on), in_use);
    CHECK_NOTHROW(simulation.save(file.path));
    CHECK_THROWS_WITH(simulation.load(file.path), in_use);
    CHECK_NOTHROW(simulation.population(0));
    std::string refused;
    std::thread([&] {
      try {
        simulation.advance(1, go_on);
      } catch (const std::exception& error) {
        refused = error.what();
      }
    }).join();
    CHECK(refused == in_use);
    CHECK(simulation.done() == 0);
  }
  CHECK_NOTHROW(simulation.advance(1, go_on));
}

TEST_CASE("a replication is the same alone as after others, and differs from them") {
  std::vector<std::vector<std::int64_t>> in_order;
  Settings how = settings();
  for (std::uint32_t replication : {0u, 1u, 2u}) {
    how.replication = replication;
    in_order.push_back(totals(run(small_company(), how)));
  }
  how.replication = 2;
  CHECK((totals(run(small_company(), how)) == in_order[2]));
  CHECK((in_order[0] != in_order[1]));
  CHECK((in_order[1] != in_order[2]));
}

TEST_CASE("a world whose parameters are equal but another object differs by exactly nothing") {
  for (bool interactions : {true, false}) {
    Settings how = settings();
    how.interactions = interactions;
    const auto p = small_company();
    world::Schedule each_month_anew;
    for (int month = 0; month < months; ++month)
      each_month_anew.push_back(std::make_shared<const model::Parameters>(p));
    Simulation both({schedule(p), each_month_anew}, how, world::burned_in(p, how, go_on));
    both.advance(months, go_on);
    CHECK((totals(both, 1) == totals(both, 0)));
    CHECK((columns(both, 1) == columns(both, 0)));
    for (const auto& sums : both.paired(1, 0)) CHECK((sums.sum == 0 && sums.squares == 0));
  }
}

TEST_CASE("worlds that run together are the same as each alone") {
  for (bool interactions : {true, false}) {
    Settings how = settings();
    how.interactions = interactions;
    const auto before = small_company(), after = with(before, "touchpoints.help.quality.empathy", 8);
    const auto start = world::burned_in(before, how, go_on);
    Simulation both({schedule(before), schedule(after)}, how, start), alone({schedule(after)}, how, start);
    both.advance(months, go_on);
    alone.advance(months, go_on);
    CHECK((totals(both, 1) == totals(alone)));
    CHECK((columns(both, 1) == columns(alone)));
    CHECK((totals(both, 1) != totals(both, 0)));
  }
}

TEST_CASE("paired sums are those of the difference in value, person by person") {
  const auto before = small_company(), after = with(before, "money.serve", 3);
  Simulation both({schedule(before), schedule(after)}, settings(), world::cohort(before, settings()));
  both.advance(months, go_on);
  const auto paired = both.paired(1, 0);
  CHECK(paired[0].people + paired[1].people == 3000);
  std::vector<double> sums(2), squares(2);
  for (std::size_t b = 0; b < both.population(0).size(); ++b) {
    const auto &one = both.population(1)[b], &two = both.population(0)[b];
    const auto segment = static_cast<std::size_t>(one.segment);
    for (int row = 0; row < one.rows; ++row) {
      const auto difference = static_cast<double>(one.people[world::value][row] - two.people[world::value][row]);
      sums[segment] += difference;
      squares[segment] += difference * difference;
    }
  }
  for (std::size_t s = 0; s < 2; ++s) {
    CHECK(paired[s].sum < 0);
    CHECK(std::abs(paired[s].sum / sums[s] - 1) < 1e-3);
    CHECK(std::abs(paired[s].squares / squares[s] - 1) < 1e-3);
  }
}

TEST_CASE("without interactions, a change in one segment leaves everybody in the other as they were, to the bit") {
  Settings how = settings();
  how.interactions = false;
  const auto before = run(small_company(), how);
  for (const std::string path :
       {"segments.few.base_hazard", "segments.few.alternatives", "segments.few.journey_rate.usage"}) {
    INFO(path);
    const auto after = run(with(small_company(), path, path == "segments.few.base_hazard" ? -2 : 1.5), how);
    CHECK((columns(after, 0, 0) == columns(before, 0, 0)));
    CHECK((columns(after, 0, 1) != columns(before, 0, 1)));
  }
}

TEST_CASE("with interactions, a change in one segment reaches the other through the share of customers") {
  const auto before = run(small_company(), settings());
  const auto after = run(with(small_company(), "segments.few.base_hazard", -1), settings());
  CHECK((columns(after, 0, 0) != columns(before, 0, 0)));
}

TEST_CASE("prospects, customers and lapsed are all people, every month, and who comes and goes is accounted for") {
  const auto p = with(small_company(), "market.forgetting", 3);
  Settings how = settings();
  const auto simulation = run(p, how);
  for (int month = 0; month < months; ++month) {
    const double here = total(simulation, world::t_customers, month);
    CHECK(here + total(simulation, world::t_prospects, month) + total(simulation, world::t_lapsed, month) == 3000);
    const double after = here + total(simulation, world::t_joined, month) - total(simulation, world::t_left, month) -
                         total(simulation, world::t_left_involuntary, month);
    if (month + 1 < months)
      CHECK(total(simulation, world::t_customers, month + 1) == after);
    else
      CHECK(static_cast<double>(count_of(simulation, world::customer)) == after);
  }
  CHECK(count_of(simulation, world::prospect) + count_of(simulation, world::customer) +
            count_of(simulation, world::lapsed) ==
        3000);
  CHECK(total(simulation, world::t_joined, 0) > 0);
  CHECK(total(simulation, world::t_lapsed, 0) > 0);
}

TEST_CASE(
    "everyone in the four classes of engagement is a customer, and encounters agree over touchpoints and channels") {
  const auto simulation = run(small_company(), settings());
  const auto& list = simulation.series();
  for (int month = 0; month < months; ++month) {
    double engaged = 0;
    for (int t : {world::t_fully_engaged, world::t_engaged, world::t_not_engaged, world::t_actively_disengaged})
      engaged += total(simulation, t, month);
    CHECK(engaged == total(simulation, world::t_customers, month));
    for (int segment = 0; segment < 2; ++segment) {
      const auto* cells = simulation.totals(0).at(month, segment);
      const auto* touchpoints = cells + list.touchpoint(world::tt_encounters).offset;
      const auto* channels = cells + list.channel_offset;
      CHECK(touchpoints[0] + touchpoints[1] + touchpoints[2] == channels[0] + channels[1]);
    }
  }
}

TEST_CASE("the list of series covers every cell once, under names of their own") {
  const auto list = world::series_of(small_company());
  std::vector<std::string> names;
  int next = 0;
  for (const auto& series : list.all) {
    CHECK(series.offset == next);
    next += series.count;
    CHECK(std::find(names.begin(), names.end(), series.name) == names.end());
    names.push_back(series.name);
    CHECK(series.bound * series.scale <= 0x1p30);
  }
  CHECK(next == list.cells);
  CHECK(list.total(world::t_capped).name == "capped");
  CHECK(list.touchpoint(world::tt_desired).name == "touchpoint_desired");
  CHECK(list.dimension(world::dt_above).name == "dimension_above");
  CHECK(list.journey(world::jt_value_squared).name == "journey_value_squared");
  CHECK(list.histogram(world::h_answers_all).name == "answers_all");
  CHECK(list.histogram(world::h_effort_score).name == "effort_score");
  CHECK(list.cause(world::ct_customers).name == "customers_by_tenure");
}

TEST_CASE("in a closed world nobody leaves and nobody joins") {
  Settings how = settings();
  how.is_closed = true;
  const auto simulation = run(small_company(), how);
  for (int month = 0; month < months; ++month) {
    for (int t : {world::t_joined, world::t_left, world::t_left_involuntary}) CHECK(total(simulation, t, month) == 0);
    CHECK(total(simulation, world::t_customers, month) == total(simulation, world::t_customers, 0));
  }
}

TEST_CASE("a cohort is everybody at tenure 0, a market after burn-in is not") {
  const auto cohort = just_joined(small_company(), settings());
  CHECK(count_of(cohort, world::customer) == 3000);
  for (const auto& block : cohort.population(0))
    CHECK(std::all_of(block.people[world::tenure], block.people[world::tenure] + block.rows,
                      [](float tenure) { return tenure == 0; }));
  const auto start = world::burned_in(small_company(), settings(), go_on);
  const Simulation steady({schedule(small_company())}, settings(), start);
  CHECK(count_of(steady, world::prospect) > 0);
  CHECK(count_of(steady, world::lapsed) > 0);
  CHECK(count_of(steady, world::customer) > 0);
}

TEST_CASE("where nothing is felt, people leave at the constant odds of the base hazard") {
  auto p = small_company();
  for (const char* coefficient : {"satisfaction", "satisfaction_convex", "affect", "effort", "price", "commitment",
                                  "trust", "switching_cost", "alternatives", "grievance", "self_service", "reputation"})
    world::set(p, std::string("churn.") + coefficient, 0);
  for (const char* path : {"win_back.odds", "referral.share"}) world::set(p, path, 0);
  for (const char* segment : {"segments.many.", "segments.few."})
    for (const auto& [field, value] :
         {std::pair{"base_hazard", -2.0}, {"frailty", 0.0}, {"involuntary", 0.0}, {"tenure_effect.0", 0.0}})
      world::set(p, std::string(segment) + field, value);
  Settings how = settings();
  how.people = 20000;
  auto simulation = just_joined(p, how);
  simulation.advance(months, go_on);
  const double customers = total(simulation, world::t_customers, months - 1);  // after 5 months
  const double survival = std::exp(-5 * std::exp(-2.0));
  CHECK(standard_errors({customers / 20000, std::sqrt(survival * (1 - survival) / 20000)}, survival) < allowed);
}

TEST_CASE("the trace holds the log hazard of every customer, and nothing for the others") {
  Settings how = settings();
  how.trace = true;
  const auto simulation = run(small_company(), how);
  const auto& trace = simulation.trace(0);
  REQUIRE(trace.size() == static_cast<std::size_t>(months) * 3000);
  for (int month = 0; month < months; ++month) {
    const auto first = trace.begin() + month * 3000;
    const auto known = 3000 - std::count(first, first + 3000, 0.0f);
    CHECK(static_cast<double>(known) == total(simulation, world::t_customers, month));
  }
  CHECK((totals(simulation) == totals(run(small_company(), settings()))));
}

TEST_CASE("a run that is cancelled says so, and its half state is not to be had until a checkpoint mends it") {
  for (bool interactions : {true, false}) {
    const TemporaryFile file("cancelled");
    Settings how = settings();
    how.interactions = interactions;
    how.people = 30000;
    const int length = 120;  // hundreds of milliseconds, and a run looks up every 20
    auto straight = just_joined(small_company(), how, length), simulation = just_joined(small_company(), how, length);
    straight.advance(2, go_on);
    simulation.save(file.path);
    const std::string reason =
        "this simulation was stopped halfway through an advance; load a checkpoint or begin anew";
    CHECK_THROWS_AS(simulation.advance(length, [](std::int64_t, std::int64_t) { return false; }), engine::Cancelled);
    CHECK_THROWS_WITH(simulation.totals(0), reason);
    CHECK_THROWS_WITH(simulation.population(0), reason);
    CHECK_THROWS_WITH(simulation.save(file.path), reason);
    CHECK_THROWS_WITH(simulation.advance(1, go_on), reason);
    simulation.load(file.path);
    simulation.advance(2, go_on);
    CHECK((totals(simulation) == totals(straight)));
  }
}

TEST_CASE("a checkpoint whose month is not in the schedule is refused") {
  const TemporaryFile file("damaged");
  auto simulation = just_joined(small_company(), settings());
  simulation.save(file.path);
  const std::streamoff month_at = 28;  // after the 20 bytes of the heading and 8 of the fingerprint
  for (int month : {-1, months + 1}) {
    std::fstream(file.path, std::ios::in | std::ios::out | std::ios::binary)
        .seekp(month_at)
        .write(reinterpret_cast<const char*>(&month), sizeof(month));
    CHECK_THROWS_WITH(simulation.load(file.path), file.path + ": the checkpoint is damaged");
  }
}

TEST_CASE("a state beyond every bound is refused, not summed") {
  auto p = small_company();
  for (const char* touchpoint : {"use", "pay", "help"})
    world::set(p, std::string("touchpoints.") + touchpoint + ".quality.reliability", 30);
  world::set(p, "dimensions.reliability.above", 10);
  auto simulation = just_joined(p, settings());
  CHECK_THROWS_WITH(simulation.advance(months, go_on),
                    "a state grew beyond every bound (or is not a number): check extreme parameters");
}

TEST_CASE("a state beyond every bound ends the run when it occurs, not after the last month") {
  auto p = small_company();
  for (const char* touchpoint : {"use", "pay", "help"})
    world::set(p, std::string("touchpoints.") + touchpoint + ".quality.reliability", 30);
  world::set(p, "dimensions.reliability.above", 10);
  Settings how = settings();
  how.interactions = false;
  how.threads = 2;
  const int length = 480;
  std::int64_t most = 0, all = 0;
  auto simulation = just_joined(p, how, length);
  CHECK_THROWS_WITH(simulation.advance(length,
                                       [&](std::int64_t done, std::int64_t of) {
                                         most = std::max(most, done);
                                         all = of;
                                         return true;
                                       }),
                    "a state grew beyond every bound (or is not a number): check extreme parameters");
  CHECK(most <= all / 2);
}

TEST_CASE("runs that make no sense are refused with what would") {
  const auto p = small_company();
  const auto start = world::cohort(p, settings());
  CHECK_THROWS_WITH(Simulation({}, settings(), start), "a simulation needs a world and a step");
  CHECK_THROWS_WITH(Simulation({schedule(p), schedule(p, 2)}, settings(), start), "the worlds differ in length");
  CHECK_THROWS_WITH(Simulation({schedule(p)}, settings(), start).advance(7, go_on), "advance by 7: 6 steps are left");
  auto renamed = p;
  renamed.names.touchpoints[0] = "shop";
  CHECK_THROWS_WITH(Simulation({schedule(p), schedule(renamed)}, settings(), start),
                    "the worlds differ in their segments, dimensions, channels, touchpoints or journeys");
  Settings fewer = settings();
  fewer.people = 2999;
  CHECK_THROWS_WITH(Simulation({schedule(p)}, fewer, start),
                    "the people at the start are others than the settings say");
  Settings narrow = settings();
  narrow.block_rows = 64;
  CHECK_THROWS_WITH(Simulation({schedule(p)}, narrow, start),
                    "the people at the start stand in blocks of 1024 rows; block rows = 64");
  Settings how = settings();
  how.block_rows = 8;
  CHECK_THROWS_WITH(world::cohort(p, how), "block rows = 8: give 16 to 65536");
  how = settings();
  how.people = (std::int64_t{1} << 31) + 1;
  CHECK_THROWS_WITH(world::cohort(p, how), "people = 2147483649: at most 67108863 a replication");
}

TEST_CASE("surveys move nobody: other questions, the same lives, to the bit") {
  auto asking = with(small_company(), "survey.asked", 1);
  for (const char* path : {"survey.level", "survey.noise", "survey.coarse", "survey.answering"})
    world::set(asking, path, 0.5);
  const auto plain = run(small_company(), settings()), asked = run(asking, settings());
  for (int column = 0; column < world::columns_for(2); ++column) {
    if (column == world::value) continue;  // asking costs
    for (std::size_t b = 0; b < plain.population(0).size(); ++b) {
      const auto &one = plain.population(0)[b], &other = asked.population(0)[b];
      CHECK((std::equal(one.people[column], one.people[column] + one.rows, other.people[column])));
    }
  }
}

TEST_CASE("answers add up: to customers, to those asked, and over a cohort to the customers of the first month") {
  auto p = with(small_company(), "survey.asked", 1);
  world::set(p, "journeys.support.is_contact", 1);
  const auto simulation = run(p, settings());
  const auto& list = simulation.series();
  const auto sum = [&](const engine::Series& series, int month) {
    std::int64_t all = 0;
    for (int s = 0; s < 2; ++s)
      for (int cell = 0; cell < series.count; ++cell) all += simulation.totals(0).at(month, s)[series.offset + cell];
    return static_cast<double>(all) / series.scale;
  };
  double gone = 0;
  for (int month = 0; month < months; ++month) {
    const double customers = sum(list.total(world::t_customers), month);
    for (int all : {world::h_answers_all, world::h_satisfied_10_all, world::h_satisfied_5_all})
      CHECK(sum(list.histogram(all), month) == customers);
    CHECK(sum(list.total(world::t_asked), month) == customers);
    CHECK(sum(list.histogram(world::h_answers), month) == sum(list.histogram(world::h_answers_willing), month));
    CHECK(sum(list.histogram(world::h_ease_all), month) == sum(list.histogram(world::h_effort_score_all), month));
    CHECK(sum(list.histogram(world::h_answers_cohort), month) + gone == sum(list.total(world::t_customers), 0));
    gone += sum(list.histogram(world::h_answers_leaving), month);
    CHECK(sum(list.cause(world::ct_left), month) == sum(list.total(world::t_left), month));
    CHECK(sum(list.cause(world::ct_at_once), month) == sum(list.total(world::t_left), month));
    CHECK(sum(list.cause(world::ct_customers), month) == customers);
  }
  CHECK(gone > 0);
}

TEST_CASE("exactly 64 encounters that end by themselves are not cut; a 65th is") {
  for (const int wanted : {8, 9}) {  // journeys of 8 encounters each
    auto p = long_walks();
    world::set(p, "journeys.first.always", 8);
    world::set(p, "journeys.second.always", wanted - 8);
    auto simulation = just_joined(p, settings(), 1);
    simulation.advance(1, go_on);
    CHECK(total(simulation, world::t_capped, 0, 1) == (wanted == 8 ? 0 : 3000));
  }
}

TEST_CASE("the burn-in takes four years, whatever a step is") {
  auto p = small_company();
  CHECK(world::burn_in_steps(p) == 48);
  p.steps_per_year = 4;
  CHECK(world::burn_in_steps(p) == 16);
}

TEST_CASE("the order of the month is the documented one") {
  std::string order;
  for (const auto& [name, doc] : world::month_order()) {
    order += name + ", ";
    CHECK_FALSE(doc.empty());
  }
  CHECK(order ==
        "schedule, delivery, routes, mood, signals, encounters, remember, buy, answer, talk, leave, forget and adopt, "
        "books, ");
}
