// A small company for tests: two segments, two dimensions, two channels, three touchpoints, two journeys.
#pragma once
#include <memory>
#include <string>

#include "cxsim/world/paths.hpp"

namespace cxsim::testing {

inline model::Parameters small_company() {
  auto p = world::make_parameters(
      {{"many", "few"}, {"reliability", "empathy"}, {"phone", "web"}, {"use", "pay", "help"}, {"usage", "support"}});
  const std::pair<const char*, double> numbers[] = {
      {"segments.many.share", 0.6},
      {"segments.few.share", 0.4},
      {"segments.few.knowledge", 0.5},
      {"segments.few.base_hazard", -3.5},
      {"segments.few.tenure_effect.0", 0.4},
      {"dimensions.reliability.importance", 3},
      {"dimensions.empathy.integration_load", 0.5},
      {"dimensions.empathy.internalized_loss", 0.3},
      {"channels.phone.is_staffed", 1},
      {"channels.phone.has_menu", 1},
      {"channels.phone.cost", 4},
      {"channels.web.is_digital", 1},
      {"channels.web.quality.empathy", -0.4},
      {"touchpoints.use.failure", 0.05},
      {"touchpoints.pay.failure", 0.1},
      {"touchpoints.pay.major", 0.3},
      {"touchpoints.help.spread", 1.5},
      {"touchpoints.help.salience", 2},
      {"journeys.usage.always", 1},
      {"journeys.usage.rate", 0.4},
      {"journeys.usage.follows_usage", 1},
      {"journeys.usage.entry.use", 0.9},
      {"journeys.usage.entry.pay", 0.1},
      {"journeys.usage.transitions.use.pay", 0.4},
      {"journeys.usage.transitions.use.use", 0.2},
      {"journeys.support.rate", 0.1},
      {"journeys.support.every", 12},
      {"journeys.support.on_joining", 1},
      {"journeys.support.takes_pending", 1},
      {"journeys.support.has_menu", 1},
      {"journeys.support.repeats_are_transfers", 1},
      {"journeys.support.entry.help", 1},
      {"journeys.support.transitions.help.help", 0.3},
      {"journeys.support.after_failure.help.help", 0.6},
      {"standard.encounters.use", 1.5},
      {"standard.encounters.pay", 0.5},
  };
  for (const auto& [path, value] : numbers) world::set(p, path, value);
  for (const char* touchpoint : {"use", "pay", "help"}) {
    const std::string prefix = std::string("touchpoints.") + touchpoint;
    for (const char* dimension : {".quality.reliability", ".quality.empathy"}) world::set(p, prefix + dimension, 7);
    for (const char* channel : {".channels.phone", ".channels.web"}) world::set(p, prefix + channel, 1);
  }
  p.own_route_after_failure[1][2] = true;  // support, help
  return p;
}

/// The same company with one number changed.
inline model::Parameters with(model::Parameters p, const std::string& path, double value) {
  world::set(p, path, value);
  return p;
}

}  // namespace cxsim::testing
