// Simulation for Python: the GIL is released while worlds advance; only the calling thread touches Python.
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <thread>

#include "bind.hpp"
#include "cxsim/engine/check.hpp"
#include "cxsim/model/causes.hpp"
#include "cxsim/world/simulate.hpp"

namespace py = pybind11;
using namespace cxsim;
using world::Simulation;

namespace {

std::atomic<int> running{0};       // runs under way
std::atomic<bool> closing{false};  // the interpreter is about to end

struct Running {
  Running() { ++running; }
  ~Running() { --running; }
};

/// A run in a thread of a closing interpreter must end before the interpreter does: asking for the GIL then is fatal.
void wait_for_runs() {
  closing = true;
  py::gil_scoped_release nogil;
  while (running > 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

/// Polls signals and reports progress; what Python raises comes out of the run.
class Reporter {
 public:
  explicit Reporter(py::object callback) : callback_(std::move(callback)) {}
  bool operator()(std::int64_t done, std::int64_t total) {
    if (closing) return false;
    py::gil_scoped_acquire gil;
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    if (!callback_.is_none()) callback_(done, total);
    return true;
  }

 private:
  py::object callback_;
};

/// Runs without the GIL. What Python raises meanwhile, a KeyboardInterrupt too, comes out as it is.
template <class Run>
auto without_gil(const py::object& callback, Run run) {
  Reporter reporter(callback);
  Running guard;
  if (closing) throw engine::Cancelled();  // while the GIL is still held: asking for it later would be fatal
  py::gil_scoped_release nogil;
  return run([&](std::int64_t done, std::int64_t total) { return reporter(done, total); });
}

template <class T>
py::array_t<T> copied(const std::vector<T>& data, std::vector<py::ssize_t> shape) {
  return py::array_t<T>(std::move(shape), data.data());
}

py::array_t<std::int64_t> totals(const Simulation& simulation, int world) {
  const auto reading = simulation.reading();
  const auto& raw = simulation.totals(world).raw();
  const py::ssize_t steps = simulation.steps(), cells = simulation.series().cells;
  return copied(raw, {steps, static_cast<py::ssize_t>(raw.size()) / (steps * cells), cells});
}

/// Where the people of some ids are, or all, by id.
std::vector<std::pair<const world::Block*, int>> whereabouts(const world::Population& population,
                                                             const std::optional<std::vector<std::uint32_t>>& ids) {
  std::vector<std::pair<const world::Block*, int>> all, some;
  for (const auto& block : population) {
    all.resize(std::max<std::size_t>(all.size(), block.first + static_cast<std::size_t>(block.rows)));
    for (int row = 0; row < block.rows; ++row) all[block.first + static_cast<std::size_t>(row)] = {&block, row};
  }
  if (!ids) return all;
  for (const auto id : *ids) {
    engine::require(id < all.size(), "there is no person ", id, " among ", all.size());
    some.push_back(all[id]);
  }
  return some;
}

/// One array a column, by id: of everybody, or of some.
py::dict people(const Simulation& simulation, int world, const std::optional<std::vector<std::uint32_t>>& ids) {
  const auto reading = simulation.reading();  // Python may run other code, or another thread, at each new object
  const auto& population = simulation.population(world);
  const int dimensions = (population[0].people.count() - world::column_count) / 2;
  const auto rows = whereabouts(population, ids);
  const auto collected = [&]<class T>(T, auto of) {
    py::array_t<T> array(static_cast<py::ssize_t>(rows.size()));
    std::transform(rows.begin(), rows.end(), array.mutable_data(), of);
    return array;
  };
  const auto column = [&](int index) {
    return collected(float{}, [&](const auto& at) { return at.first->people[index][at.second]; });
  };
  py::dict columns;
  columns["segment"] = collected(std::int32_t{}, [](const auto& at) { return at.first->segment; });
  for (int i = 0; i < world::column_count; ++i) columns[world::column_rows[i].name] = column(i);
  for (int k = 0; k < dimensions; ++k) {
    columns[py::str("will_" + std::to_string(k))] = column(world::will_column(k));
    columns[py::str("should_" + std::to_string(k))] = column(world::should_column(k, dimensions));
  }
  return columns;
}

/// Rows of columns as Python reads them.
template <class Rows>
void add_rows(py::list& all, const Rows& rows) {
  using namespace py::literals;
  for (const auto& row : rows) all.append(py::dict("name"_a = row.name, "unit"_a = row.unit, "doc"_a = row.doc));
}

py::list column_rows() {
  py::list all;
  add_rows(all, world::column_rows);
  add_rows(all, world::expectation_rows);
  return all;
}

py::list event_rows() {
  using namespace py::literals;
  py::list flags, numbers, dimensions;
  for (const auto& flag : world::place_flags)
    flags.append(py::dict("name"_a = flag.name, "unit"_a = "yes or no", "doc"_a = flag.doc));
  add_rows(numbers, world::event_number_rows);
  add_rows(dimensions, world::event_dimension_rows);
  py::list all;
  for (const auto& part : {flags, numbers, dimensions}) all.append(part);
  return all;
}

py::list series(const model::Parameters& parameters) {
  using namespace py::literals;
  py::list all;
  for (const auto& each : world::series_of(parameters).all)
    all.append(py::dict("name"_a = each.name, "unit"_a = each.unit, "doc"_a = each.doc,
                        "axis"_a = world::by_names[static_cast<std::size_t>(each.axis)], "offset"_a = each.offset,
                        "count"_a = each.count, "scale"_a = each.scale));
  return all;
}

/// What a field of an address, or the touchpoint or channel below it, holds in every place.
py::array_t<std::int32_t> field(const std::vector<std::uint32_t>& places, int shift, int bits) {
  py::array_t<std::int32_t> all(static_cast<py::ssize_t>(places.size()));
  const std::uint32_t mask = (1u << bits) - 1;
  std::transform(places.begin(), places.end(), all.mutable_data(),
                 [&](std::uint32_t place) { return static_cast<std::int32_t>(place >> shift & mask); });
  return all;
}

/// Encounters of sampled people as arrays: who, when, where, flags, and the numbers, row × column.
py::dict events(const Simulation& simulation, int world) {
  namespace address = engine::address;
  const auto reading = simulation.reading();
  const auto all = simulation.events(world);
  const auto rows = static_cast<py::ssize_t>(all.size());
  const py::ssize_t columns = rows == 0 ? 0 : static_cast<py::ssize_t>(all.numbers.size()) / rows;
  py::dict arrays;
  arrays["person"] = copied(all.person, {rows});
  arrays["month"] = copied(all.month, {rows});
  arrays["journey"] = field(all.place, address::kind.shift, address::kind.bits);
  arrays["occurrence"] = field(all.place, address::occurrence.shift, address::occurrence.bits);
  arrays["stage"] = field(all.place, address::stage.shift, address::stage.bits);
  arrays["touchpoint"] = field(all.place, world::touchpoint_shift, world::touchpoint_bits);
  arrays["channel"] = field(all.place, 0, world::touchpoint_shift);
  for (const auto& flag : world::place_flags) arrays[flag.name] = field(all.place, flag.shift(), 1);
  arrays["numbers"] = copied(all.numbers, {rows, columns});
  return arrays;
}

std::vector<world::Schedule> schedules(const std::vector<std::vector<std::shared_ptr<model::Parameters>>>& worlds) {
  std::vector<world::Schedule> all;
  for (const auto& world : worlds) all.emplace_back(world.begin(), world.end());
  return all;
}

/// The start of worlds, shared by all that begin there, and whose luck it is.
struct Snapshot {
  world::Start start;
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;
  std::int64_t bytes() const {
    std::int64_t sum = 0;
    for (const auto& block : start.people) sum += static_cast<std::int64_t>(block.people.raw().size() * sizeof(float));
    return sum;
  }
};

/// People who were born with other luck would meet the wrong draws.
void require_same_luck(const Snapshot& start, const world::Settings& settings) {
  engine::require(start.seed == settings.seed && start.replication == settings.replication,
                  "the people at the start are of seed ", start.seed, ", replication ", start.replication,
                  "; the settings say ", settings.seed, ", ", settings.replication);
}

void bind_settings(py::module_& module) {
  using namespace py::literals;
  py::class_<world::Settings>(module, "Settings", "How to run: people, luck, threads, what crosses between people.")
      .def(py::init([](std::int64_t people, std::uint64_t seed, std::uint32_t replication, int threads, int block_rows,
                       bool interactions, bool closed, bool trace, const std::string& instructions,
                       const std::vector<std::uint32_t>& sample) {
             return world::Settings{people,       seed,   replication, threads,      block_rows,
                                    interactions, closed, trace,       instructions, sample};
           }),
           py::kw_only(), "people"_a, "seed"_a, "replication"_a = 0, "threads"_a = 1,
           "block_rows"_a = world::Settings{}.block_rows, "interactions"_a = true, "closed"_a = false,
           "trace"_a = false, "instructions"_a = "auto", "sample"_a = std::vector<std::uint32_t>{});
  py::class_<Snapshot, std::shared_ptr<Snapshot>>(
      module, "Snapshot", "People at the start of a horizon, and what they read there of each other.")
      .def_property_readonly("bytes", &Snapshot::bytes);
  module.def(
      "cohort",
      [](const model::Parameters& base, const world::Settings& settings, const py::object& progress) {
        return without_gil(progress, [&](const world::Progress& report) {
          return std::make_shared<Snapshot>(
              Snapshot{world::cohort(base, settings, report), settings.seed, settings.replication});
        });
      },
      "parameters"_a, "settings"_a, "progress"_a = py::none(), "Everybody has just joined.");
  module.def(
      "burned_in",
      [](const model::Parameters& base, const world::Settings& settings, const py::object& progress) {
        return without_gil(progress, [&](const world::Progress& report) {
          return std::make_shared<Snapshot>(
              Snapshot{world::burned_in(base, settings, report), settings.seed, settings.replication});
        });
      },
      "parameters"_a, "settings"_a, "progress"_a = py::none(), "A market after four years without levers.");
}

using Worlds = std::vector<std::vector<std::shared_ptr<model::Parameters>>>;

std::unique_ptr<Simulation> simulation(const Worlds& worlds, const world::Settings& settings, const Snapshot& start,
                                       const model::Parameters* company) {
  require_same_luck(start, settings);
  return std::make_unique<Simulation>(schedules(worlds), settings, start.start, company);
}

void bind_simulation(py::module_& module) {
  using namespace py::literals;
  py::class_<Simulation>(module, "Simulation", "Worlds that share people and luck, advanced step by step.")
      .def(py::init([](const Worlds& worlds, const world::Settings& settings, const Snapshot& start) {
             return simulation(worlds, settings, start, nullptr);
           }),
           "worlds"_a, "settings"_a, "start"_a)
      .def(py::init([](const Worlds& worlds, const world::Settings& settings, const Snapshot& start,
                       const model::Parameters& company) { return simulation(worlds, settings, start, &company); }),
           "worlds"_a, "settings"_a, "start"_a, "company"_a)
      .def(
          "advance",
          [](Simulation& simulation, int steps, const py::object& progress) {
            const auto turn = simulation.turn();  // while the GIL is held, so that no thread can read meanwhile
            without_gil(progress, [&](const world::Progress& report) { simulation.advance(turn, steps, report); });
          },
          "steps"_a, "progress"_a = py::none(), "Runs this many steps; progress(done, total) is called now and then.")
      .def_property_readonly("worlds", &Simulation::worlds)
      .def_property_readonly("steps", &Simulation::steps)
      .def_property_readonly("done", &Simulation::done)
      .def("totals", &totals, "world"_a, "Exact totals, step × segment × cell, in whole numbers of 1/scale.")
      .def("people", &people, "world"_a, "ids"_a = std::nullopt,
           "Every column by id, as it stands now: of everybody, or of the people of some ids.")
      .def(
          "trace",
          [](const Simulation& simulation, int world) {
            const auto reading = simulation.reading();
            const auto& raw = simulation.trace(world);
            return copied(raw, {simulation.steps(), static_cast<py::ssize_t>(raw.size()) / simulation.steps()});
          },
          "world"_a, "Log hazards without base level, tenure and frailty: step × person.")
      .def(
          "paired",
          [](const Simulation& simulation, int world, int baseline) {
            const auto reading = simulation.reading();
            std::vector<std::tuple<std::int64_t, double, double>> all;
            for (const auto& each : simulation.paired(world, baseline))
              all.emplace_back(each.people, each.sum, each.squares);
            return all;
          },
          "world"_a, "baseline"_a, "Per segment: people, sum and sum of squares of the difference in discounted value.")
      .def(
          "events", &events, "world"_a,
          "Encounters of the sampled people, by person, in the order of their lives: who, when, where, flags, numbers.")
      .def("save", &Simulation::save, "path"_a, "Writes a checkpoint.")
      .def("load", &Simulation::load, "path"_a, "Reads a checkpoint of the same company, schedule and settings.");
}

}  // namespace

void bind_simulate(py::module_& module) {
  using namespace py::literals;
  bind_settings(module);
  bind_simulation(module);
  module.def("column_rows", &column_rows,
             "What a person has: name, unit and meaning; will and should once a dimension.");
  module.def("event_rows", &event_rows,
             "What an encounter has: flags, numbers, and numbers once a dimension; each name, unit and meaning.");
  module.attr("cause_names") = py::cast(std::vector<std::string>(model::cause_names.begin(), model::cause_names.end()));
  module.attr("tenure_classes") =
      py::cast(std::vector<int>(world::tenure_classes.begin(), world::tenure_classes.end()));
  module.attr("most_people") = world::most_people;
  module.attr("most_replications") = engine::address::replication.limit();
  module.attr("most_threads") = engine::most_threads;
  module.attr("months_per_year") = model::months_per_year;
  module.attr("caps") =
      py::dict("drawn"_a = world::most_drawn, "stages"_a = world::most_stages, "encounters"_a = world::most_encounters);
  module.def("series", &series, "parameters"_a, "The totals a month reports: name, unit, axis, offset, count, scale.");
  module.def("weights", &world::weights, "parameters"_a, "people"_a, "Real people per simulated one, by segment.");
  module.def("burn_in_steps", &world::burn_in_steps, "parameters"_a, "Steps of the burn-in.");
  module.def("instruction_sets", &world::instruction_sets,
             "Instruction sets that this build has and this machine runs, best first.");
  module.def("month_order", &world::month_order, "The steps of the month in order, each with what it does.");
  module.def(
      "address_table",
      [] {
        std::vector<std::tuple<std::string, int, int, int>> all;
        for (const auto& field : engine::address::table)
          all.emplace_back(field.name, field.word, field.shift, field.bits);
        return all;
      },
      "Bit fields of a random word's address: name, counter word, first bit, bits.");
  module.def("_after_fork", [] { running = 0; }, "A forked child has no run under way.");
  auto atexit = py::module_::import("atexit");
  atexit.attr("register")(py::cpp_function(&wait_for_runs));
  py::module_::import("os").attr("register_at_fork")("after_in_child"_a = module.attr("_after_fork"));
}
