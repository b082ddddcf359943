// Parameters by path ("expectation.ratchet_up", "touchpoints.pay.quality.empathy"): how files, levers
// and Python reach a number. The rows of the model headers are the only list of what exists.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "cxsim/model/parameters.hpp"

namespace cxsim::world {

/// A row as data, for everything that is generated from it.
struct RowInfo {
  std::string block, name;
  bool keyed;
  model::Axis axis;
  model::Text text;
  std::vector<double> defaults;  // one value, or one per tenure knot
};

/// Every row of every block, in the order of the headers.
std::vector<RowInfo> rows();

/// Empty blocks under these names, with the defaults of the rows.
model::Parameters make_parameters(const model::Names& names);

/// Reads or writes one number; throws std::invalid_argument with path, value and range.
double get(const model::Parameters& parameters, const std::string& path);
void set(model::Parameters& parameters, const std::string& path, double value);

/// Calls visit(path, value) for every number.
void each_value(const model::Parameters& parameters, const std::function<void(const std::string&, double)>& visit);

/// Position of a name in a list, or −1.
int index_of(const std::vector<std::string>& names, const std::string& name);

}  // namespace cxsim::world
