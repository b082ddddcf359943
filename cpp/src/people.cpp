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

void require_family(const char* trait, Family family, double mean, double spread) {
  const bool positive = family == Family::lognormal || family == Family::gamma || family == Family::exponential;
  require(!positive || mean > 0, "traits.", trait, "_mean = ", mean, ": this family needs a mean above 0");
  const bool possible =
      family != Family::beta || spread == 0 || (mean > 0 && mean < 1 && spread * spread < mean * (1 - mean));
  require(possible, "traits.", trait, ": no beta distribution has mean ", mean, " and standard deviation ", spread);
}

/// Means and spreads of the traits, in the order of trait_names.
std::array<std::array<double, 2>, model::trait_count> moments(const model::Traits& t) {
  return {{{t.fit_mean, t.fit_spread},
           {t.ease_mean, t.ease_spread},
           {t.usage_mean, t.usage_spread},
           {t.knowledge_mean, t.knowledge_spread},
           {t.digital_mean, t.digital_spread},
           {t.willingness_to_pay_mean, t.willingness_to_pay_spread},
           {t.forgiveness_mean, t.forgiveness_spread}}};
}

/// How the segment enters a trait: it shifts knowledge and the digital habit, and scales willingness to pay.
double with_segment(int trait, double own, const model::Segment& segment) {
  if (trait == knowledge) return segment.knowledge + own;
  if (trait == digital) return std::clamp(segment.digital + own, 0.02, 0.98);
  if (trait == willingness) return segment.willingness_to_pay * own;
  return own;
}

double draw_log_frailty(double variance, engine::Philox& words) {
  if (variance <= 0) return 0;
  const double frailty = boost::random::gamma_distribution<>(1 / variance, variance)(words);
  return std::log(std::max(frailty, 1e-30));
}

}  // namespace

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
  for (int trait = 0; trait < model::trait_count; ++trait) {
    const auto [mean, spread] = all[static_cast<std::size_t>(trait)];
    const Family family = p.families[static_cast<std::size_t>(trait)];
    require_family(model::trait_names[static_cast<std::size_t>(trait)], family, mean, spread);
    for (int i = 0; i < block.rows; ++i) {
      auto words = engine::stream(block.first + static_cast<std::uint32_t>(i), trait_purpose + trait, now);
      block.people[trait][i] = static_cast<float>(with_segment(trait, draw(family, mean, spread, words), segment));
    }
  }
  for (int i = 0; i < block.rows; ++i) {
    auto words = engine::stream(block.first + static_cast<std::uint32_t>(i), frailty_purpose, now);
    block.people[log_frailty][i] = static_cast<float>(draw_log_frailty(segment.frailty, words));
    block.people[weight][i] = 1;
  }
}

}  // namespace cxsim::world
