// The one entry: worlds that share people and luck, advanced month by month.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cxsim/engine/parallel.hpp"
#include "cxsim/world/kernel.hpp"
#include "cxsim/world/month.hpp"

namespace cxsim::world {

inline constexpr int least_block_rows = 16, most_block_rows = 65536;

struct Settings {
  std::int64_t people = 10000;
  std::uint64_t seed = 1;
  std::uint32_t replication = 0;
  int threads = 1;
  int block_rows = 1024;  // least_block_rows to most_block_rows
  bool interactions = true;
  bool is_closed = false;  // nobody leaves or joins
  bool trace = false;      // keep every log hazard
  std::string instructions = "auto";
  // People whose encounters are recorded; the braces let the others be given without it.
  std::vector<std::uint32_t> sample{};  // NOLINT(readability-redundant-member-init)
};

/// People a replication whose totals are certain to fit: 2⁶ encounters each, 2³⁰ a value, 2⁶² in all.
inline constexpr std::int64_t most_people = (std::int64_t{1} << 32) / most_encounters - 1;

/// Called now and then with block-months done and in all; false cancels the run.
using Progress = std::function<bool(std::int64_t, std::int64_t)>;

/// One parameter set a step; neighbours may be the same object.
using Schedule = std::vector<std::shared_ptr<const model::Parameters>>;

/// Steps of the burn-in: four years.
int burn_in_steps(const model::Parameters& base);

/// Everybody has just joined; the horizon begins.
Start cohort(
    const model::Parameters& base, const Settings& settings,
    const Progress& progress = [](std::int64_t, std::int64_t) { return true; });

/// A market after four years without levers.
Start burned_in(const model::Parameters& base, const Settings& settings, const Progress& progress);

/// Sums over people of one segment of the difference in discounted value between two worlds.
struct PairedSums {
  std::int64_t people;
  double sum, squares;
};

/// A number that tells starts apart: every person's every column, and what they read.
std::uint64_t start_print(const Start& start);

/// The right to change a simulation: one thread has it while nobody reads, and whoever asks meanwhile is refused, not
/// kept waiting.
class Turn {
 public:
  static constexpr int alone = -1;  // users of a simulation that one thread changes; else so many read it
  explicit Turn(std::atomic<int>& users);
  ~Turn() { users_ = 0; }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  std::atomic<int>& users_;
};

/// The right to read a simulation, which nobody changes meanwhile; any number of threads have it at once.
class Reading {
 public:
  explicit Reading(std::atomic<int>& users);
  ~Reading() { --users_; }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

 private:
  std::atomic<int>& users_;
};

class Simulation {
 public:
  /// All worlds start from the same people. Schedules are equally long. Money is added up on the scale of `company`
  /// (the first month of the first world unless given), so that no scenario changes the bits of another.
  Simulation(std::vector<Schedule> worlds, const Settings& settings, const Start& start,
             const model::Parameters* company = nullptr);

  int worlds() const { return static_cast<int>(worlds_.size()); }
  int steps() const { return static_cast<int>(worlds_[0].schedule.size()); }
  int done() const;
  Turn turn() const { return Turn(*users_); }
  /// To be held for as long as one looks at what the functions below return.
  Reading reading() const { return Reading(*users_); }
  void advance(int count, const Progress& progress) { advance(turn(), count, progress); }
  void advance(const Turn&, int count, const Progress& progress);

  const SeriesList& series() const { return series_; }
  const engine::Totals& totals(int world) const { return whole(world).totals; }
  const Population& population(int world) const { return whole(world).population; }
  /// Log hazards without base level, tenure and frailty: step × person.
  const std::vector<float>& trace(int world) const { return whole(world).trace; }
  std::vector<PairedSums> paired(int world, int baseline) const;
  /// Encounters of the sampled people in the steps that this object ran, by person and in the order of their lives.
  Events events(int world) const { return whole(world).events.in_order(); }

  /// Columns, totals and month to a file, and back. A file of another model or setting is refused.
  void save(const std::string& path) const;
  void load(const std::string& path);

 private:
  friend Start burned_in(const model::Parameters&, const Settings&, const Progress&);
  struct World {
    Schedule schedule;
    std::vector<const std::vector<SegmentPlan>*> plans;  // per step
    Population population;
    engine::Totals totals;
    std::vector<float> trace;
    Events events;
    Commons commons;
    std::vector<Standing> standing;  // by id; empty where nothing crosses between people
  };
  struct Worker;

  void compile_plans();
  void look_around();
  void pass_on(const std::vector<Worker>& workers, int step);
  Now now(const World& world, int step) const;
  void run_block(Worker& worker, World& world, std::size_t world_index, std::size_t index, int step);
  void advance_together(engine::Pool& pool, std::vector<Worker>& workers, int until, const Progress& progress);
  void advance_apart(engine::Pool& pool, std::vector<Worker>& workers, int until, const Progress& progress);
  std::uint64_t fingerprint() const;
  void require_idle() const;
  void require_whole() const;
  const World& whole(int world) const {
    require_idle();
    require_whole();
    return worlds_.at(world);
  }

  Settings settings_;
  Kernel kernel_;
  SeriesList series_;
  std::vector<World> worlds_;
  std::vector<std::unique_ptr<std::vector<SegmentPlan>>> compiled_;
  std::vector<double> weights_;
  std::vector<std::uint8_t> sampled_;  // by id; empty if nobody is
  std::uint64_t start_ = 0;            // print of all columns at the start
  int done_ = 0;
  int first_address_ = 0;  // address step of the first step
  bool discounting_ = true;
  bool is_broken_ = false;  // an advance was cancelled or failed: the state is of no month
  std::unique_ptr<std::atomic<int>> users_ = std::make_unique<std::atomic<int>>(0);
};

}  // namespace cxsim::world
