#include "cxsim/world/simulate.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>

#include "cxsim/engine/check.hpp"
#include "cxsim/world/joining.hpp"
#include "cxsim/world/scratch.hpp"

namespace cxsim::world {

using engine::require;
using model::Parameters;

/// What one thread owns during a run.
struct Simulation::Worker {
  Scratch scratch;
  std::vector<engine::Totals> totals;  // per world, of the steps to be run
  std::vector<Events> events;          // per world
};

namespace {

constexpr char in_use[] = "this simulation is in use by another thread; wait until that is done";

Start started(const Parameters& base, const Settings& settings, bool is_cohort, const Progress& progress) {
  require(settings.block_rows >= least_block_rows && settings.block_rows <= most_block_rows,
          "block rows = ", settings.block_rows, ": give ", least_block_rows, " to ", most_block_rows);
  require(settings.people <= most_people, "people = ", settings.people, ": at most ", most_people, " a replication");
  auto population = empty_population(base, settings.people, settings.block_rows);
  const auto plans = compile(base);
  const auto traits = engine::moment(settings.seed, settings.replication, 0);
  const auto joining = engine::moment(settings.seed, settings.replication, is_cohort ? burn_in_steps(base) : 0);
  engine::Pool pool(settings.threads);
  pool.run(
      static_cast<int>(population.size()),
      [&](int, int index) {
        Block& block = population[index];
        draw_traits(block, base, settings.seed, settings.replication);
        start<engine::Lane<1>>(block, plans[block.segment], is_cohort, traits, joining);
      },
      [&] { return progress(0, 1); });
  return {std::move(population), neutral_commons(base)};
}

/// Worlds of one length on the same names, and people who fit them: else cells would mix without a word.
void require_alike(const std::vector<Schedule>& worlds, const Population& start, const Settings& settings) {
  const Parameters& base = *worlds[0][0];
  for (const auto& schedule : worlds) {
    require(schedule.size() == worlds[0].size(), "the worlds differ in length");
    for (const auto& each : schedule)
      require(each->names == base.names,
              "the worlds differ in their segments, dimensions, channels, touchpoints or journeys");
  }
  std::vector<std::int64_t> people(base.segments.size());
  for (const auto& block : start) {
    require(block.segment < static_cast<int>(people.size()) &&
                block.people.count() == columns_for(static_cast<int>(base.dimensions.size())),
            "the people at the start are of another company");
    require(block.rows <= settings.block_rows, "the people at the start stand in blocks of ", block.rows,
            " rows; block rows = ", settings.block_rows);
    people[block.segment] += block.rows;
  }
  require(people == people_per_segment(base, settings.people),
          "the people at the start are others than the settings say");
}

}  // namespace

Turn::Turn(std::atomic<int>& users) : users_(users) {
  int idle = 0;
  require(users_.compare_exchange_strong(idle, alone), in_use);
}

Reading::Reading(std::atomic<int>& users) : users_(users) {
  int readers = users_;
  do require(readers != Turn::alone, in_use);
  while (!users_.compare_exchange_weak(readers, readers + 1));
}

int burn_in_steps(const Parameters& base) { return static_cast<int>(std::lround(4 * base.steps_per_year)); }

Start cohort(const Parameters& base, const Settings& settings, const Progress& progress) {
  return started(base, settings, true, progress);
}

Start burned_in(const Parameters& base, const Settings& settings, const Progress& progress) {
  const auto shared = std::make_shared<const Parameters>(base);
  Settings plain = settings;
  plain.trace = false;
  plain.sample.clear();
  Simulation before({Schedule(burn_in_steps(base), shared)}, plain, started(base, settings, false, progress));
  before.first_address_ = 1;
  before.discounting_ = false;
  before.advance(before.steps(), progress);
  return {before.worlds_[0].population, before.worlds_[0].commons};
}

Simulation::Simulation(std::vector<Schedule> worlds, const Settings& settings, const Start& start,
                       const Parameters* company)
    : settings_(settings), kernel_(kernel(settings.instructions)) {
  require(!worlds.empty() && !worlds[0].empty(), "a simulation needs a world and a step");
  const Parameters& base = *worlds[0][0];
  series_ = series_of(company != nullptr ? *company : base);
  engine::require_no_overflow(static_cast<double>(settings.people) * most_encounters);
  first_address_ = burn_in_steps(base) + 1;
  require(first_address_ + worlds[0].size() < engine::address::step.limit(), worlds[0].size(), " steps are too many");
  weights_ = weights(base, settings.people);
  start_ = start_print(start);
  const auto length = worlds[0].size();
  require_alike(worlds, start.people, settings);
  for (auto& schedule : worlds) {
    World world{std::move(schedule), {}, start.people, {}, {}, {}, start.commons, {}};
    world.totals = engine::Totals(static_cast<int>(length), static_cast<int>(base.segments.size()), series_.cells);
    if (settings.trace) world.trace.resize(length * settings.people);
    worlds_.push_back(std::move(world));
  }
  if (!settings.sample.empty()) sampled_.resize(static_cast<std::size_t>(settings.people));
  for (const auto id : settings.sample) {
    require(id < settings.people, "sample: there is no person ", id, " among ", settings.people);
    sampled_[id] = 1;
  }
  compile_plans();
}

/// Tables of every parameter set that occurs, each once.
void Simulation::compile_plans() {
  std::map<const Parameters*, const std::vector<SegmentPlan>*> known;
  for (auto& world : worlds_)
    for (const auto& parameters : world.schedule) {
      auto& plans = known[parameters.get()];
      if (plans == nullptr) {
        compiled_.push_back(std::make_unique<std::vector<SegmentPlan>>(compile(*parameters)));
        plans = compiled_.back().get();
      }
      world.plans.push_back(plans);
    }
}

/// What is read in the month to come: the share of the market that are customers now (real people, exact counts), and
/// what the month before left. Where nothing crosses between people, what is neutral.
void Simulation::look_around() {
  const Parameters& base = *worlds_[0].schedule[0];
  for (auto& world : worlds_) {
    std::vector<std::int64_t> counts(weights_.size());
    for (const auto& block : world.population)
      counts[block.segment] += std::count(block.people[status], block.people[status] + block.rows, customer);
    double& share = world.commons.share = 0;
    for (std::size_t s = 0; s < counts.size(); ++s)
      share += weights_[s] * static_cast<double>(counts[s]) / base.market.size;
    if (settings_.interactions)
      world.standing = standing(world.population);
    else
      world.commons = neutral_commons(base);
  }
}

/// What the finished month leaves to the next, in each world: exact sums over workers, then over segments.
void Simulation::pass_on(const std::vector<Worker>& workers, int step) {
  for (std::size_t w = 0; w < worlds_.size(); ++w) {
    const auto sum = [&](int total) {
      const auto& series = series_.total(total);
      double all = 0;
      for (std::size_t s = 0; s < weights_.size(); ++s) {
        std::int64_t cell = 0;
        for (const auto& worker : workers)
          cell += worker.totals[w].at(step - done_, static_cast<int>(s))[series.offset];
        all += weights_[s] * static_cast<double>(cell) / series.scale;
      }
      return all;
    };
    worlds_[w].commons = next_commons(worlds_[w].commons, sum, *worlds_[w].schedule[step]);
  }
}

Now Simulation::now(const World& world, int step) const {
  const Parameters& p = *world.schedule[step];
  Now all;
  all.moment = engine::moment(settings_.seed, settings_.replication, first_address_ + step);
  all.commons = world.commons;
  all.standing = world.standing.empty() ? nullptr : world.standing.data();
  all.referrers = static_cast<std::uint32_t>(std::min<std::int64_t>(settings_.people, most_referrers));
  all.month = discounting_ ? step : -1;
  all.discount = discounting_ ? std::pow(1 + p.money.discount_rate, -step / p.steps_per_year) : 0;
  all.is_closed = settings_.is_closed;
  return all;
}

void Simulation::run_block(Worker& worker, World& world, std::size_t world_index, std::size_t index, int step) {
  Block& block = world.population[index];
  Now here = now(world, step);
  if (settings_.trace) here.trace = world.trace.data() + static_cast<std::int64_t>(step) * settings_.people;
  if (!sampled_.empty()) {
    here.sampled = sampled_.data();
    here.events = &worker.events[world_index];
  }
  const SegmentPlan& plan = (*world.plans[step])[block.segment];
  const bool outside = kernel_.run(block, plan, here, worker.scratch, series_,
                                   worker.totals[world_index].at(step - done_, block.segment));
  require(!outside, "a state grew beyond every bound (or is not a number): check extreme parameters");
}

/// Something crosses between people: everybody finishes the month before the next begins.
void Simulation::advance_together(engine::Pool& pool, std::vector<Worker>& workers, int until,
                                  const Progress& progress) {
  const auto blocks = static_cast<std::int64_t>(worlds_[0].population.size());
  std::atomic<std::int64_t> finished{done_ * blocks};
  for (int step = done_; step < until; ++step) {
    look_around();
    pool.run(
        static_cast<int>(blocks),
        [&](int thread, int block) {
          for (std::size_t w = 0; w < worlds_.size(); ++w) run_block(workers[thread], worlds_[w], w, block, step);
          ++finished;
        },
        [&] { return progress(finished, blocks * steps()); });
    if (!progress(finished, blocks * steps())) throw engine::Cancelled();
    pass_on(workers, step);
  }
}

/// Nothing crosses: each block lives all its months in all worlds while it is in the cache.
void Simulation::advance_apart(engine::Pool& pool, std::vector<Worker>& workers, int until, const Progress& progress) {
  look_around();
  const auto blocks = static_cast<std::int64_t>(worlds_[0].population.size());
  std::atomic<std::int64_t> finished{done_ * blocks};
  pool.run(
      static_cast<int>(blocks),
      [&](int thread, int block) {
        for (int step = done_; step < until; ++step) {
          if (pool.dropped(block)) return;
          for (std::size_t w = 0; w < worlds_.size(); ++w) run_block(workers[thread], worlds_[w], w, block, step);
          ++finished;
        }
      },
      [&] { return progress(finished, blocks * steps()); });
}

void Simulation::advance(const Turn&, int count, const Progress& progress) {
  require(count >= 0 && count <= steps() - done_, "advance by ", count, ": ", steps() - done_, " steps are left");
  require_whole();
  is_broken_ = true;  // until all of it is done
  const Parameters& base = *worlds_[0].schedule[0];
  std::vector<Worker> workers;
  for (int i = 0; i < settings_.threads; ++i) {
    workers.push_back(
        {Scratch(static_cast<int>(base.dimensions.size()), settings_.block_rows, !sampled_.empty()), {}, {}});
    workers.back().events.resize(worlds_.size());
    for (std::size_t w = 0; w < worlds_.size(); ++w)
      workers.back().totals.emplace_back(count, static_cast<int>(base.segments.size()), series_.cells);
  }
  {
    engine::Pool pool(settings_.threads);
    if (settings_.interactions)
      advance_together(pool, workers, done_ + count, progress);
    else
      advance_apart(pool, workers, done_ + count, progress);
  }
  for (const auto& worker : workers) {
    for (std::size_t w = 0; w < worlds_.size(); ++w) {
      worlds_[w].totals.add(worker.totals[w], done_);
      worlds_[w].events.append(worker.events[w]);
    }
  }
  done_ += count;
  is_broken_ = false;
}

int Simulation::done() const {
  require_idle();
  return done_;
}

void Simulation::require_idle() const { require(*users_ != Turn::alone, in_use); }

void Simulation::require_whole() const {
  require(!is_broken_, "this simulation was stopped halfway through an advance; load a checkpoint or begin anew");
}

std::vector<PairedSums> Simulation::paired(int world, int baseline) const {
  std::vector<__int128> sums(weights_.size()), squares(weights_.size());
  std::vector<PairedSums> all(weights_.size());
  constexpr double scale = 1024;  // of a unit of money: sums are whole numbers, exact in any order
  const auto &a = population(world), &b = population(baseline);
  for (std::size_t i = 0; i < a.size(); ++i)
    for (int row = 0; row < a[i].rows; ++row) {
      const double difference =
          static_cast<double>(a[i].people[value][row]) - static_cast<double>(b[i].people[value][row]);
      const auto whole = static_cast<__int128>(std::llround(difference * scale));
      sums[a[i].segment] += whole;
      squares[a[i].segment] += whole * whole;
      ++all[a[i].segment].people;
    }
  for (std::size_t s = 0; s < all.size(); ++s) {
    all[s].sum = static_cast<double>(sums[s]) / scale;
    all[s].squares = static_cast<double>(squares[s]) / (scale * scale);
  }
  return all;
}

}  // namespace cxsim::world
