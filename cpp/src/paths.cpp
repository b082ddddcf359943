#include "cxsim/world/paths.hpp"

#include <algorithm>
#include <cmath>

#include "cxsim/engine/check.hpp"

namespace cxsim::world {
namespace {

using engine::require;
using model::Axis;
using model::Names;
using model::Parameters;

/// Parts of a path; empty ones too, so that "a..b" and "a." name nothing.
std::vector<std::string> split(const std::string& path) {
  std::vector<std::string> parts(1);
  for (const char each : path) {
    if (each == '.')
      parts.emplace_back();
    else
      parts.back() += each;
  }
  return parts;
}

const std::vector<std::string>& knot_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (int knot : model::tenure_knots) all.push_back(std::to_string(knot));
    return all;
  }();
  return names;
}

const std::vector<std::string>& axis_names(const Names& names, Axis axis) {
  switch (axis) {
    case Axis::dimension:
      return names.dimensions;
    case Axis::channel:
      return names.channels;
    case Axis::journey:
      return names.journeys;
    case Axis::tenure_knot:
      return knot_names();
    default:
      return names.touchpoints;
  }
}

/// A row without its type, so that what is done with rows is compiled once and not for each of them.
struct PlainRow {
  std::string_view name;
  Axis axis;
  std::size_t count;
  model::Text text;
  double* data;
};

/// The rows of a block, with the place of their numbers in it.
template <class Block>
std::vector<PlainRow> plain_rows(Block& block) {
  static_assert(model::every_field_has_a_row<Block>(), "a field of this block has no row, or a row too many");
  static constexpr auto rows = Block::rows();
  return std::apply(
      [&](const auto&... row) {
        return std::vector<PlainRow>{{row.name, row.axis, row.count, row.text, row.data(block)}...};
      },
      rows);
}

void collect(const std::string& name, bool keyed, const std::vector<PlainRow>& rows, std::vector<RowInfo>& all) {
  for (const auto& row : rows) {
    std::vector<double> defaults(row.data, row.data + (row.axis == Axis::tenure_knot ? row.count : 1));
    all.push_back({name, std::string(row.name), keyed, row.axis, row.text, defaults});
  }
}

/// Position within a field, from the rest of the path; −1 if the names do not fit.
int position(const Names& names, Axis axis, const std::vector<std::string>& parts, std::size_t next) {
  if (axis == Axis::none) return parts.size() == next ? 0 : -1;
  if (parts.size() != next + (axis == Axis::touchpoint_pair ? 2 : 1)) return -1;
  const int first = index_of(axis_names(names, axis), parts[next]);
  if (axis != Axis::touchpoint_pair || first < 0) return first;
  const int second = index_of(names.touchpoints, parts[next + 1]);
  return second < 0 ? -1 : first * model::max_touchpoints + second;
}

struct Field {
  double* value = nullptr;
  model::Text text{};
};

Field find_in(const std::vector<PlainRow>& rows, const Names& names, const std::vector<std::string>& parts,
              std::size_t next) {
  for (const auto& row : rows) {
    if (next >= parts.size() || row.name != parts[next]) continue;
    const int at = position(names, row.axis, parts, next + 1);
    if (at >= 0) return {row.data + at, row.text};
  }
  return {};
}

Field find(const Parameters& parameters, const std::string& path) {
  auto& p = const_cast<Parameters&>(parameters);
  const auto parts = split(path);
  Field found;
  model::each_block(p, [&](const char* name, auto& block) {
    if (parts[0] == name) found = find_in(plain_rows(block), p.names, parts, 1);
  });
  model::each_keyed_block(p, [&](const char* name, auto& keys, auto& blocks) {
    const int key = parts.size() > 2 && parts[0] == name ? index_of(keys, parts[1]) : -1;
    if (key >= 0) found = find_in(plain_rows(blocks[static_cast<std::size_t>(key)]), p.names, parts, 2);
  });
  require(found.value != nullptr, path, ": there is no such parameter");
  return found;
}

/// Path endings of a field, in the order of its numbers.
template <class Visit>
void each_place(const Names& names, Axis axis, Visit visit) {
  if (axis == Axis::none) return visit("", 0);
  const auto& keys = axis_names(names, axis);
  for (int i = 0; i < static_cast<int>(keys.size()); ++i) {
    const std::string first = "." + keys[static_cast<std::size_t>(i)];
    if (axis != Axis::touchpoint_pair) {
      visit(first, i);
      continue;
    }
    for (int j = 0; j < static_cast<int>(keys.size()); ++j)
      visit(first + "." + keys[static_cast<std::size_t>(j)], i * model::max_touchpoints + j);
  }
}

}  // namespace

int index_of(const std::vector<std::string>& names, const std::string& name) {
  const auto at = std::find(names.begin(), names.end(), name);
  return at == names.end() ? -1 : static_cast<int>(at - names.begin());
}

std::vector<RowInfo> rows() {
  std::vector<RowInfo> all;
  Parameters p;
  model::each_block(p,
                    [&]<class Block>(const char* name, Block& block) { collect(name, false, plain_rows(block), all); });
  model::each_keyed_block(p, [&]<class Block>(const char* name, auto&, std::vector<Block>&) {
    Block block;
    collect(name, true, plain_rows(block), all);
  });
  return all;
}

Parameters make_parameters(const Names& names) {
  const auto fits = [](const char* what, std::size_t count, int most) {
    require(count >= 1 && count <= static_cast<std::size_t>(most), what, ": ", count, " given, 1 to ", most,
            " allowed");
  };
  fits("segments", names.segments.size(), 1000);
  fits("dimensions", names.dimensions.size(), model::max_dimensions);
  fits("channels", names.channels.size(), model::max_channels);
  fits("touchpoints", names.touchpoints.size(), model::max_touchpoints);
  fits("journeys", names.journeys.size(), model::max_journeys);
  Parameters p;
  p.names = names;
  model::each_keyed_block(p, [](const char*, auto& keys, auto& blocks) { blocks.resize(keys.size()); });
  p.own_route_after_failure.resize(names.journeys.size());
  return p;
}

double get(const Parameters& parameters, const std::string& path) { return *find(parameters, path).value; }

void set(Parameters& parameters, const std::string& path, double value) {
  const Field field = find(parameters, path);
  const auto [low, high] = field.text.range;
  require(std::isfinite(value) && value >= low && value <= high, path, " = ", value, " is outside [", low, ", ", high,
          "] ", field.text.unit);
  *field.value = value;
}

void each_value(const Parameters& parameters, const std::function<void(const std::string&, double)>& visit) {
  auto& p = const_cast<Parameters&>(parameters);
  const auto walk = [&](const std::string& prefix, const std::vector<PlainRow>& rows) {
    for (const auto& row : rows)
      each_place(p.names, row.axis, [&](const std::string& ending, int at) {
        visit(prefix + "." + std::string(row.name) + ending, row.data[at]);
      });
  };
  model::each_block(p, [&](const char* name, auto& block) { walk(name, plain_rows(block)); });
  model::each_keyed_block(p, [&](const char* name, auto& keys, auto& blocks) {
    for (std::size_t i = 0; i < keys.size(); ++i) walk(name + ("." + keys[i]), plain_rows(blocks[i]));
  });
}

}  // namespace cxsim::world
