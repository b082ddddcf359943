// The first states of a customer: expectations, neutral memories, first signals.
#pragma once
#include "cxsim/engine/address.hpp"
#include "cxsim/engine/transforms.hpp"
#include "cxsim/world/compile.hpp"
#include "cxsim/world/draws.hpp"
#include "cxsim/world/people.hpp"

namespace cxsim::world::inline CXSIM_ISA {

/// What it takes to write one person's columns.
struct Person {
  engine::Columns& people;
  int row, dimensions;
  template <class V>
  V read(int column) const {
    return V(people[column][row]);
  }
  template <class V>
  void write(int column, V value) const {
    people[column][row] = value[0];
  }
};

/// Expectations of someone who joins: standards by who they are, beliefs by what they hear.
template <class V>
void first_expectations(const Person& person, const SegmentPlan& plan, double reputation, bool reads_advert,
                        bool hears_others) {
  const auto& e = plan.p->expectation;
  const bool reads_price = plan.log_price_rise > 0;
  const V rival = person.read<V>(used_rival) * V(plan.p->market.rival_quality - e.category_norm);
  V uncertain = V(e.initial_uncertainty);
  const V advert = reads_advert ? model::gain<V>(uncertain, e.advert_noise) : V(0);
  uncertain = uncertain - advert * uncertain;
  const V others = hears_others ? model::gain<V>(uncertain, plan.p->word_of_mouth.heard_noise) : V(0);
  uncertain = uncertain - others * uncertain;
  const V price = reads_price ? model::gain<V>(uncertain, e.price_noise) : V(0);
  for (int k = 0; k < person.dimensions; ++k) {
    const V rise = V(std::max(0.0, plan.relative_price - 1));
    V will = model::next_will<V>(V(e.category_norm), V(plan.p->policy.promise[k]), advert);
    will = model::next_will<V>(will, V(reputation), others);
    will = will + price * V(e.price_cue * plan.log_price_rise);
    person.write<V>(will_column(k), will);
    person.write<V>(should_column(k, person.dimensions),
                    model::first_should<V>(person.read<V>(fit), V(plan.promise_gap[k]), rise, person.read<V>(knowledge),
                                           rival, V(reputation - e.category_norm), e));
  }
  person.write<V>(uncertainty, V(uncertain - price * uncertain));
}

/// All states of someone who joins at this moment; a customer from the next step on.
template <class V>
void join(const Person& person, std::uint32_t id, const SegmentPlan& plan, const engine::Moment& now,
          double reputation) {
  const auto where = engine::Words<1>::all(engine::purpose_word(joining_purpose));
  const auto words = engine::draw<1>(engine::Words<1>::all(id), where, now);
  const auto& s = plan.p->standard;
  const auto happens = [&](std::size_t word, double odds) {
    return engine::uniform<1>(words[word])[0] < static_cast<float>(odds);
  };
  first_expectations<V>(person, plan, reputation, happens(1, plan.heard_on_joining),
                        happens(3, plan.p->word_of_mouth.heard));
  const std::pair<int, double> neutral[] = {{satisfaction, 0},
                                            {gain, 1},
                                            {affect_fast, s.affect_fast},
                                            {trust, s.trust_mean},
                                            {commitment, s.commitment_mean},
                                            {effort, s.effort_mean},
                                            {grievance, 0},
                                            {failures, 0},
                                            {pending, 0},
                                            {tenure, 0},
                                            {away, 0},
                                            {recoveries, 0},
                                            {complaint_satisfaction, 0},
                                            {activated, plan.has_activation ? 0 : 1},
                                            {affect_best, s.affect_best},
                                            {affect_worst, s.affect_worst},
                                            {worst_moment, 0},
                                            {worst_touchpoint, plan.touchpoints},
                                            {status, customer},
                                            {referrer, -1},
                                            {second_life, 0},
                                            {left_for_service, 0},
                                            {advocate, 0},
                                            {price_peak, std::max(1.0, plan.relative_price)}};
  for (const auto& [column, value] : neutral) person.write<V>(column, V(value));
  person.write<V>(mood, V(plan.p->mood.spread) * engine::normal<1>(words[2]));
  person.write<V>(self_service, person.read<V>(digital));
}

/// The moment before anything happens: customers of a market that exists, or a cohort that has just joined.
template <class V>
void start(Block& block, const SegmentPlan& plan, bool cohort, const engine::Moment& traits,
           const engine::Moment& now) {
  const auto& market = plan.p->market;
  for (int i = 0; i < block.rows; ++i) {
    const std::uint32_t id = block.first + static_cast<std::uint32_t>(i);
    const Person person{block.people, i, plan.dimensions};
    const auto where = engine::Words<1>::all(engine::purpose_word(start_purpose));
    const auto words = engine::draw<1>(engine::Words<1>::all(id), where, traits);
    const auto u = [&](std::size_t word) { return engine::uniform<1>(words[word])[0]; };
    person.write<V>(used_rival, V(u(2) < static_cast<float>(market.used_rival) ? 1 : 0));
    if (!cohort && u(0) >= static_cast<float>(market.penetration)) continue;
    join<V>(person, id, plan, now, market.reputation);
    if (cohort) continue;
    person.write<V>(tenure, V(std::floor(u(1) * static_cast<float>(plan.p->steps(market.initial_tenure)))));
    person.write<V>(activated, V(1));
  }
}

}  // namespace cxsim::world::inline CXSIM_ISA
