// Checkpoints: columns, commons, totals and month in one file, written beside and renamed.
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "cxsim/engine/check.hpp"
#include "cxsim/world/paths.hpp"
#include "cxsim/world/simulate.hpp"

namespace cxsim::world {
namespace {

using engine::require;

constexpr char magic[] = "cxsim checkpoint 3\n";

/// FNV-1a over bytes.
struct Hash {
  std::uint64_t value = 14695981039346656037u;
  void add(const void* data, std::size_t size) {
    const auto* bytes = static_cast<const unsigned char*>(data);
    for (std::size_t i = 0; i < size; ++i) value = (value ^ bytes[i]) * 1099511628211u;
  }
  template <class T>
  void add(const T& plain) {
    add(&plain, sizeof(plain));
  }
  void add(const std::string& text) {
    add(text.size());
    add(text.data(), text.size());
  }
  /// Many numbers, four bytes at a time, since byte by byte they would take as long as a month.
  template <class T>
  void add_all(const T* data, std::size_t count) {
    static_assert(sizeof(T) % sizeof(std::uint32_t) == 0);
    for (std::size_t i = 0; i < count * sizeof(T); i += sizeof(std::uint32_t)) {
      std::uint32_t word = 0;
      std::memcpy(&word, reinterpret_cast<const char*>(data) + i, sizeof(word));
      value = (value ^ word) * 1099511628211u;
    }
  }
};

template <class Vector>
void write(std::ostream& file, const Vector& data, Hash& hash) {
  const std::uint64_t size = data.size();
  hash.add_all(data.data(), data.size());
  file.write(reinterpret_cast<const char*>(&size), sizeof(size));
  file.write(reinterpret_cast<const char*>(data.data()), static_cast<std::streamsize>(size * sizeof(data[0])));
}

template <class Vector>
void read(std::istream& file, Vector& data, Hash& hash, const std::string& path) {
  std::uint64_t size = 0;
  file.read(reinterpret_cast<char*>(&size), sizeof(size));
  require(file && size == data.size(), path, ": the checkpoint does not fit this simulation, or is cut short");
  file.read(reinterpret_cast<char*>(data.data()), static_cast<std::streamsize>(size * sizeof(data[0])));
  require(static_cast<bool>(file), path, ": the checkpoint is cut short");
  hash.add_all(data.data(), data.size());
}

/// Everything that a month's parameter set says: numbers with their names, and what is no number.
void add_parameters(Hash& hash, const model::Parameters& parameters) {
  each_value(parameters, [&](const std::string& path, double number) {
    hash.add(path);
    hash.add(number);
  });
  hash.add(parameters.steps_per_year);
  hash.add(parameters.families);
  for (const auto& own : parameters.own_route_after_failure) hash.add(own);
}

/// A file written beside the one that is meant, and renamed to it once it is whole; removed if it never is.
class Beside {
 public:
  explicit Beside(const std::string& path) : path_(path), beside_(path + ".part"), file_(beside_, std::ios::binary) {}
  ~Beside() {
    std::error_code ignored;
    if (is_mine_) std::filesystem::remove(beside_, ignored);  // nothing is left there after a rename
  }
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;

  std::ostream& file() { return file_; }
  void take_place() {
    file_.close();
    std::error_code problem;
    if (file_) std::filesystem::rename(beside_, path_, problem);
    require(file_ && !problem, path_, ": the checkpoint could not be written");
  }

 private:
  std::string path_, beside_;
  std::ofstream file_;
  bool is_mine_ = file_.is_open();
};

}  // namespace

std::uint64_t start_print(const Start& start) {
  Hash hash;
  hash.add(start.commons);
  for (const auto& block : start.people) {
    for (const int each : {block.segment, block.rows, block.people.count()}) hash.add(each);
    for (int column = 0; column < block.people.count(); ++column)
      hash.add_all(block.people[column], static_cast<std::size_t>(block.rows));
  }
  return hash.value;
}

/// What a checkpoint must agree with: people, luck, their start, and every parameter of every month. Threads do not
/// matter.
std::uint64_t Simulation::fingerprint() const {
  Hash hash;
  hash.add(settings_.people);
  hash.add(settings_.seed);
  hash.add(settings_.replication);
  hash.add(settings_.block_rows);
  hash.add(settings_.interactions);
  hash.add(settings_.is_closed);
  hash.add(settings_.trace);
  hash.add(start_);
  for (const auto& series : series_.all) {
    hash.add(series.name);
    hash.add(series.count);
    hash.add(series.scale);
  }
  for (const auto& world : worlds_) {
    const model::Parameters* last = nullptr;
    for (const auto& parameters : world.schedule) {
      if (parameters.get() != last) add_parameters(hash, *parameters);
      last = parameters.get();
      hash.add('.');
    }
  }
  return hash.value;
}

void Simulation::save(const std::string& path) const {
  const Reading mine = reading();
  require_whole();
  Beside beside(path);
  std::ostream& file = beside.file();
  const std::uint64_t print = fingerprint();
  file.write(magic, sizeof(magic));
  file.write(reinterpret_cast<const char*>(&print), sizeof(print));
  file.write(reinterpret_cast<const char*>(&done_), sizeof(done_));
  Hash hash;
  hash.add(done_);
  for (const auto& world : worlds_) {
    write(file, world.totals.raw(), hash);
    if (settings_.trace) write(file, world.trace, hash);
    for (const auto& block : world.population) write(file, block.people.raw(), hash);
    write(file, std::array{world.commons}, hash);
  }
  file.write(reinterpret_cast<const char*>(&hash.value), sizeof(hash.value));
  beside.take_place();
}

void Simulation::load(const std::string& path) {
  const Turn mine = turn();
  std::ifstream file(path, std::ios::binary);
  char start[sizeof(magic)] = {};
  std::uint64_t print = 0;
  int done = 0;
  file.read(start, sizeof(start));
  require(static_cast<bool>(file) && std::string(start, sizeof(start)) == std::string(magic, sizeof(magic)), path,
          ": not a cxsim checkpoint");
  file.read(reinterpret_cast<char*>(&print), sizeof(print));
  require(print == fingerprint(), path, ": the checkpoint is of another company, schedule or setting");
  file.read(reinterpret_cast<char*>(&done), sizeof(done));
  require(done >= 0 && done <= steps(), path, ": the checkpoint is damaged");
  auto worlds = worlds_;  // a file cut short must not leave half a state
  Hash hash;
  hash.add(done);
  for (auto& world : worlds) {
    read(file, world.totals.raw(), hash, path);
    if (settings_.trace) read(file, world.trace, hash, path);
    for (auto& block : world.population) read(file, block.people.raw(), hash, path);
    std::array<Commons, 1> commons;
    read(file, commons, hash, path);
    world.commons = commons[0];
    world.events = {};  // what this object saw belongs to the months before
  }
  std::uint64_t whole = 0;
  file.read(reinterpret_cast<char*>(&whole), sizeof(whole));
  require(static_cast<bool>(file) && whole == hash.value && file.peek() == std::ifstream::traits_type::eof(), path,
          ": the checkpoint is damaged");
  worlds_ = std::move(worlds);
  done_ = done;
  is_broken_ = false;
}

}  // namespace cxsim::world
