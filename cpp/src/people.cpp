#include "cxsim/world/people.hpp"

#include <algorithm>
#include <boost/random/beta_distribution.hpp>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <cmath>
#include <numeric>

#include "cxsim/engine/address.hpp"
#include "cxsim/engine/check.hpp"
#include "cxsim/engine/transforms.hpp"
#include "cxsim/world/draws.hpp"

namespace cxsim::world {
namespace {

using engine::require;
using model::Family;
using model::Parameters;

double draw_lognormal(double mean, double spread, engine::Philox& words) {
  const double variance = std::log1p(spread * spread / (mean * mean));
  return std::exp(boost::random::normal_distribution<>(std::log(mean) - variance / 2, std::sqrt(variance))(words));
}

double draw_gamma(double mean, double spread, engine::Philox& words) {
  const double shape = mean * mean / (spread * spread);
  return boost::random::gamma_distribution<>(shape, mean / shape)(words);
}

double draw_beta(double mean, double spread, engine::Philox& words) {
  const double both = mean * (1 - mean) / (spread * spread) - 1;
  return boost::random::beta_distribution<>(mean * both, (1 - mean) * both)(words);
}

/// One draw with this mean and standard deviation.
double draw(Family family, double mean, double spread, engine::Philox& words) {
  if (family == Family::exponential) return boost::random::exponential_distribution<>(1 / mean)(words);
  if (family == Family::constant || spread == 0) return mean;
  const double half = spread * std::sqrt(3.0);
  switch (family) {
    case Family::lognormal:
      return draw_lognormal(mean, spread, words);
    case Family::gamma:
      return draw_gamma(mean, spread, words);
    case Family::beta:
      return draw_beta(mean, spread, words);
    case Family::uniform:
      return boost::random::uniform_real_distribution<>(mean - half, mean + half)(words);
    default:
      return boost::random::normal_distribution<>(mean, spread)(words);
  }
}

/// Means and spreads of the traits, in the order of trait_names.
std::array<std::array<double, 2>, model::trait_count> moments(const model::Traits& t) {
  return {{{t.fit_mean, t.fit_spread},
           {t.ease_mean, t.ease_spread},
           {t.usage_mean, t.usage_spread},
           {t.knowledge_mean, t.knowledge_spread},
           {t.digital_mean, t.digital_spread},
           {t.willingness_to_pay_mean, t.willingness_to_pay_spread},
           {t.forgiveness_mean, t.forgiveness_spread},
           {t.style_mean, t.style_spread},
           {t.privacy_concern_mean, t.privacy_concern_spread}}};
}

/// Digital habit of those who avoid digital channels: not 0 (and 1 for those who avoid the others), so that whoever is
/// led to a touchpoint that only such channels offer finds one.
constexpr double least_habit = 0.02;

/// How the segment enters a trait: it shifts knowledge and the digital habit, and scales willingness to pay.
double with_segment(int trait, double own, const model::Segment& segment) {
  if (trait == knowledge) return segment.knowledge + own;
  if (trait == digital) return std::clamp(segment.digital + own, least_habit, 1 - least_habit);
  if (trait == willingness) return segment.willingness_to_pay * own;
  return own;
}

/// Log hazard beyond which nobody, or everybody, leaves within a step, as far as double precision can tell.
constexpr double certain = 60;

/// Log frailty with which a base hazard of 1 leaves with beta-distributed odds θ   ln(−ln(1 − θ))
double draw_log_hazard(double alpha, double beta, engine::Philox& words) {
  const double odds = boost::random::beta_distribution<>(alpha, beta)(words);
  return std::clamp(std::log(-std::log1p(-odds)), -certain, certain);
}

constexpr double least_frailty = 1e-30;  // a gamma draw may round to 0, which has no logarithm

double draw_log_frailty(const model::Segment& s, engine::Philox& words) {
  if (s.leaving_alpha > 0) return draw_log_hazard(s.leaving_alpha, s.leaving_beta, words);
  if (s.frailty <= 0) return 0;
  const double frailty = boost::random::gamma_distribution<>(1 / s.frailty, s.frailty)(words);
  return std::log(std::max(frailty, least_frailty));
}

/// Who is below survey.coarse answers with the ends and the middle of a scale only.
float draw_coarseness(std::uint32_t id, const engine::Moment& now) {
  const auto where = engine::Words<1>::all(engine::purpose_word(answering_purpose));
  return engine::uniform<1>(engine::draw<1>(engine::Words<1>::all(id), where, now)[0])[0];
}

}  // namespace

std::string_view impossible_trait(Family family, double mean, double spread) {
  const bool is_positive = family == Family::lognormal || family == Family::gamma || family == Family::exponential;
  if (is_positive && mean <= 0) return "a mean above 0";
  const bool is_beta = family == Family::beta && spread > 0;
  const bool is_possible = mean > 0 && mean < 1 && spread * spread < mean * (1 - mean);
  return is_beta && !is_possible ? "a mean between 0 and 1, and a smaller spread" : "";
}

std::string_view impossible_frailty(const model::Segment& s) {
  const bool has_alpha = s.leaving_alpha > 0, has_beta = s.leaving_beta > 0;
  if (has_alpha != has_beta) return "give both leaving_alpha and leaving_beta, or neither";
  if (has_alpha && s.frailty != 0)
    return "frailty must be 0 where leaving_alpha and leaving_beta say how people differ";
  return "";
}

std::vector<std::int64_t> people_per_segment(const Parameters& p, std::int64_t people) {
  double total = 0;
  for (const auto& segment : p.segments) total += segment.share;
  require(std::abs(total - 1) < 1e-6, "segments: shares add up to ", total, ", not 1");
  require(people >= static_cast<std::int64_t>(p.segments.size()), "people = ", people, ": give at least one a segment");
  std::vector<std::int64_t> counts;
  std::vector<std::pair<double, std::size_t>> remainders;
  for (std::size_t s = 0; s < p.segments.size(); ++s) {
    const double exact = static_cast<double>(people) * p.segments[s].share / total;
    counts.push_back(static_cast<std::int64_t>(exact));
    remainders.emplace_back(static_cast<double>(counts[s]) - exact, s);
  }
  std::sort(remainders.begin(), remainders.end());
  std::int64_t left = people - std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  for (std::size_t i = 0; left > 0; ++i, --left) ++counts[remainders[i % remainders.size()].second];
  return counts;
}

std::vector<double> weights(const Parameters& p, std::int64_t people) {
  const auto counts = people_per_segment(p, people);
  std::vector<double> all;
  for (std::size_t s = 0; s < counts.size(); ++s) {
    require(counts[s] > 0, "segments.", p.names.segments[s], ": ", people,
            " people leave none for this share; take more people");
    all.push_back(p.market.size * p.segments[s].share / static_cast<double>(counts[s]));
  }
  return all;
}

Population empty_population(const Parameters& p, std::int64_t people, int rows) {
  Population blocks;
  std::uint32_t id = 0;
  const auto counts = people_per_segment(p, people);
  for (std::size_t s = 0; s < counts.size(); ++s)
    for (std::int64_t done = 0; done < counts[s]; done += rows) {
      const int here = static_cast<int>(std::min<std::int64_t>(rows, counts[s] - done));
      blocks.push_back(
          {static_cast<int>(s), here, id, engine::Columns(columns_for(static_cast<int>(p.dimensions.size())), here)});
      id += static_cast<std::uint32_t>(here);
    }
  return blocks;
}

void draw_traits(Block& block, const Parameters& p, std::uint64_t seed, std::uint32_t replication) {
  const auto& segment = p.segments[static_cast<std::size_t>(block.segment)];
  const auto now = engine::moment(seed, replication, 0);
  const auto all = moments(p.traits);
  const auto problem = impossible_frailty(segment);
  require(problem.empty(), "segments.", p.names.segments[static_cast<std::size_t>(block.segment)], ": ", problem);
  for (int trait = 0; trait < model::trait_count; ++trait) {
    const auto [mean, spread] = all[static_cast<std::size_t>(trait)];
    const Family family = p.families[static_cast<std::size_t>(trait)];
    const auto needed = impossible_trait(family, mean, spread);
    require(needed.empty(), "traits.", model::trait_names[static_cast<std::size_t>(trait)],
            ": no such distribution has mean ", mean, " and standard deviation ", spread, "; allowed: ", needed);
    for (int i = 0; i < block.rows; ++i) {
      auto words = engine::stream(block.first + static_cast<std::uint32_t>(i), purpose_of_trait(trait), now);
      block.people[trait][i] = static_cast<float>(with_segment(trait, draw(family, mean, spread, words), segment));
    }
  }
  for (int i = 0; i < block.rows; ++i) {
    auto words = engine::stream(block.first + static_cast<std::uint32_t>(i), frailty_purpose, now);
    block.people[log_frailty][i] = static_cast<float>(draw_log_frailty(segment, words));
    block.people[coarseness][i] = draw_coarseness(block.first + static_cast<std::uint32_t>(i), now);
    block.people[weight][i] = 1;
  }
}

}  // namespace cxsim::world
