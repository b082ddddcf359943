// Parameters for Python: the rows as data, and one month's parameter set by path.
#include <pybind11/stl.h>

#include <cmath>

#include "bind.hpp"
#include "cxsim/engine/check.hpp"
#include "cxsim/world/chain.hpp"
#include "cxsim/world/paths.hpp"
#include "cxsim/world/people.hpp"

namespace py = pybind11;
using namespace cxsim;

namespace {

constexpr std::array family_names{"constant", "normal", "lognormal", "gamma", "beta", "uniform", "exponential"};
constexpr std::array axis_names{"none",    "dimension",  "channel", "touchpoint", "touchpoint_pair",
                                "journey", "tenure_knot"};
constexpr std::array provenance_names{"published", "textbook", "assumed", "fitted"};

/// Low and high of the belief about a default: as stated, else ± 30 % within the range.
std::pair<double, double> doubt(const world::RowInfo& row) {
  const auto stated = row.text.doubt;
  if (stated.low != stated.high) return {stated.low, stated.high};
  const double likely = row.defaults[0], spread = 0.3 * std::abs(likely);
  return {std::max(row.text.range.low, likely - spread), std::min(row.text.range.high, likely + spread)};
}

py::dict as_dict(const world::RowInfo& row) {
  using namespace py::literals;
  const auto [low, high] = doubt(row);
  py::object value = row.defaults.size() == 1 ? py::object(py::float_(row.defaults[0])) : py::cast(row.defaults);
  const auto& source = row.text.source;
  return py::dict("block"_a = row.block, "keyed"_a = row.keyed, "name"_a = row.name,
                  "axis"_a = axis_names[static_cast<std::size_t>(row.axis)], "unit"_a = row.text.unit,
                  "low"_a = row.text.range.low, "high"_a = row.text.range.high, "doubt_low"_a = low,
                  "doubt_high"_a = high, "default"_a = value, "doc"_a = row.text.doc,
                  "provenance"_a = provenance_names[static_cast<std::size_t>(source.provenance)],
                  "source"_a = source.citation);
}

py::list parameter_rows() {
  py::list all;
  for (const auto& row : world::rows()) all.append(as_dict(row));
  return all;
}

template <class Names>
std::size_t place(const Names& names, const std::string& name, const char* what) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (name == names[i]) return i;
  engine::require(false, what, " '", name, "' is unknown");
  return 0;
}

void set_own_route(model::Parameters& p, const std::string& journey, const std::string& touchpoint) {
  p.own_route_after_failure[place(p.names.journeys, journey, "journey")]
                           [place(p.names.touchpoints, touchpoint, "touchpoint")] = true;
}

py::dict values(const model::Parameters& p) {
  py::dict all;
  world::each_value(p, [&](const std::string& path, double value) { all[py::str(path)] = value; });
  return all;
}

py::dict trait_families() {
  py::dict all;
  const model::Parameters p;
  for (std::size_t i = 0; i < model::trait_count; ++i)
    all[model::trait_names[i]] = family_names[static_cast<std::size_t>(p.families[i])];
  return all;
}

}  // namespace

void bind_parameters(py::module_& module) {
  using namespace py::literals;
  module.def("parameter_rows", &parameter_rows,
             "Every parameter row: block, name, axis, unit, range, default, doc, source.");
  module.attr("trait_families") = trait_families();
  module.attr("family_names") = py::cast(std::vector<std::string>(family_names.begin(), family_names.end()));
  module.attr("tenure_knots") = py::cast(std::vector<int>(model::tenure_knots.begin(), model::tenure_knots.end()));
  module.attr("limits") =
      py::dict("max_dimensions"_a = model::max_dimensions, "max_channels"_a = model::max_channels,
               "max_touchpoints"_a = model::max_touchpoints, "max_journeys"_a = model::max_journeys);
  module.def(
      "impossible_trait",
      [](const std::string& family, double mean, double spread) {
        return world::impossible_trait(static_cast<model::Family>(place(family_names, family, "family")), mean, spread);
      },
      "family"_a, "mean"_a, "spread"_a,
      "What a distribution of a family would need to have this mean and standard deviation; empty if it can.");
  module.def(
      "impossible_frailty",
      [](double frailty, double leaving_alpha, double leaving_beta) {
        model::Segment segment;
        segment.frailty = frailty, segment.leaving_alpha = leaving_alpha, segment.leaving_beta = leaving_beta;
        return world::impossible_frailty(segment);
      },
      "frailty"_a, "leaving_alpha"_a, "leaving_beta"_a,
      "What is wrong with how the people of a segment differ in leaving; empty if they can.");

  py::class_<model::Parameters, std::shared_ptr<model::Parameters>>(module, "Parameters",
                                                                    "The parameters of one month.")
      .def(py::init([](std::vector<std::string> segments, std::vector<std::string> dimensions,
                       std::vector<std::string> channels, std::vector<std::string> touchpoints,
                       std::vector<std::string> journeys) {
             return world::make_parameters({segments, dimensions, channels, touchpoints, journeys});
           }),
           "segments"_a, "dimensions"_a, "channels"_a, "touchpoints"_a, "journeys"_a)
      .def("get", &world::get, "path"_a, "The number at a path.")
      .def("set", &world::set, "path"_a, "value"_a, "Writes the number at a path; refuses what is out of range.")
      .def("values", &values, "Every path with its number.")
      .def(
          "copy", [](const model::Parameters& p) { return p; }, "An independent copy.")
      .def(
          "set_family",
          [](model::Parameters& p, const std::string& trait, const std::string& family) {
            p.families[place(model::trait_names, trait, "trait")] =
                static_cast<model::Family>(place(family_names, family, "family"));
          },
          "trait"_a, "family"_a, "Distribution family of a trait.")
      .def("set_own_route", &set_own_route, "journey"_a, "touchpoint"_a,
           "Says that this journey goes on differently after a failure at this touchpoint.")
      .def(
          "expected_visits",
          [](const model::Parameters& p, const std::string& journey) {
            return world::expected_visits(p, static_cast<int>(place(p.names.journeys, journey, "journey")));
          },
          "journey"_a, "Expected visits of each touchpoint in one journey of a kind (absorbing Markov chain).")
      .def_readwrite("steps_per_year", &model::Parameters::steps_per_year);
}
