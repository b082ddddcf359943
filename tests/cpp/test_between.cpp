// Worlds in which people hear of each other: what is passed on, to whom, and that it can be cut.
#include <cmath>
#include <cstdio>
#include <filesystem>

#include "catch.hpp"
#include "company.hpp"
#include "cxsim/world/simulate.hpp"
#include "statistics.hpp"

namespace {

using namespace cxsim;
using namespace cxsim::testing;
using world::Settings;
using world::Simulation;

bool go_on(std::int64_t, std::int64_t) { return true; }

Settings settings() {
  Settings all;
  all.people = 3000;
  all.seed = 811;
  return all;
}

world::Schedule schedule(const model::Parameters& p, int months) {
  return world::Schedule(static_cast<std::size_t>(months), std::make_shared<const model::Parameters>(p));
}

Simulation run(const model::Parameters& p, int months, const Settings& how = settings()) {
  Simulation simulation({schedule(p, months)}, how, world::burned_in(p, how, go_on));
  simulation.advance(months, go_on);
  return simulation;
}

double total(const Simulation& simulation, int which, int month) {
  const auto& series = simulation.series().total(which);
  std::int64_t sum = 0;
  for (int s = 0; s < 2; ++s) sum += simulation.totals(0).at(month, s)[series.offset];
  return static_cast<double>(sum) / series.scale;
}

double over(const Simulation& simulation, int which, int months) {
  double sum = 0;
  for (int month = 0; month < months; ++month) sum += total(simulation, which, month);
  return sum;
}

/// Calls each(block, row) for everybody.
template <class Each>
void each_person(const Simulation& simulation, Each each) {
  for (const auto& block : simulation.population(0))
    for (int row = 0; row < block.rows; ++row) each(block, row);
}

}  // namespace

TEST_CASE("net talk and reputation of a month are those that its totals give") {
  auto p = with(with(small_company(), "policy.review_response", 0.5), "word_of_mouth.bad_news", 1.5);
  const int months = 6;
  const auto simulation = run(p, months);
  for (int month = 0; month + 1 < months; ++month) {
    const double customers = total(simulation, world::t_customers, month);
    // every simulated person stands for as many real ones to within a few in a thousand, so sums of people do
    const double good = total(simulation, world::t_messages_positive, month),
                 bad = total(simulation, world::t_messages_negative, month);
    const double told =
        total(simulation, world::t_report_positive, month) + 0.8 * total(simulation, world::t_report_negative, month);
    const double before = total(simulation, world::t_reputation, month) / customers;
    const double next = total(simulation, world::t_customers, month + 1);
    CHECK(std::abs(total(simulation, world::t_net_talk, month + 1) / next - (good - 1.5 * 0.8 * bad) / customers) <
          1e-6);
    CHECK(std::abs(total(simulation, world::t_reputation, month + 1) / next -
                   (before + 0.1 * (told / (good + 0.8 * bad) - before))) < 1e-6);
  }
}

TEST_CASE("what people read at the start of a horizon is what the burn-in left") {
  const auto p = small_company();
  const auto start = world::burned_in(p, settings(), go_on);
  CHECK(start.commons.reputation != p.market.reputation);
  const auto simulation = run(p, 1);
  CHECK(std::abs(total(simulation, world::t_reputation, 0) / total(simulation, world::t_customers, 0) -
                 start.commons.reputation) < 1e-6);
  CHECK(world::cohort(p, settings()).commons.reputation == p.market.reputation);
}

TEST_CASE("what people read goes into a checkpoint and out of it") {
  const std::string file = (std::filesystem::temp_directory_path() / "cxsim_test_between").string();
  const auto p = small_company();
  const auto start = world::burned_in(p, settings(), go_on);
  Simulation whole({schedule(p, 6)}, settings(), start), half({schedule(p, 6)}, settings(), start),
      rest({schedule(p, 6)}, settings(), start);
  whole.advance(6, go_on);
  half.advance(3, go_on);
  half.save(file);
  rest.load(file);
  std::remove(file.c_str());
  rest.advance(3, go_on);
  CHECK((rest.totals(0).raw() == whole.totals(0).raw()));
}

TEST_CASE("without interactions people read the norm's talk and the market's reputation, and nobody is referred") {
  Settings alone = settings();
  alone.interactions = false;
  const auto p = with(small_company(), "market.reputation", 6.5);
  const auto simulation = run(p, 6, alone);
  CHECK(over(simulation, world::t_messages_positive, 6) > 0);  // they talk all the same
  CHECK(over(simulation, world::t_referred, 6) == 0);
  for (int month = 0; month < 6; ++month) {
    const double customers = total(simulation, world::t_customers, month);
    CHECK(std::abs(total(simulation, world::t_reputation, month) / customers - 6.5) < 1e-9);
    CHECK(std::abs(total(simulation, world::t_net_talk, month) / customers - p.standard.net_talk) < 1e-7);
  }
}

TEST_CASE("referrers are customers or have been, and are somebody else") {
  const auto p = with(with(small_company(), "adoption.innovation", 0.6), "referral.share", 1);
  const auto simulation = run(p, 6);
  int referred = 0;
  each_person(simulation, [&](const world::Block& block, int row) {
    const float by = block.people[world::referrer][row];
    if (block.people[world::status][row] != world::customer || by < 0) return;
    ++referred;
    CHECK(by < 3000);
    CHECK(static_cast<std::uint32_t>(by) != block.first + static_cast<std::uint32_t>(row));
  });
  CHECK(referred > 100);
}

TEST_CASE("everybody who joins is referred where all are, but for who finds no customer in sixteen tries") {
  const auto p = with(with(small_company(), "adoption.innovation", 0.6), "referral.share", 1);
  const auto simulation = run(with(p, "win_back.odds", 0), 6);
  CHECK(over(simulation, world::t_referred, 6) > 0.99 * over(simulation, world::t_joined, 6));
  CHECK(over(simulation, world::t_referred, 6) <= over(simulation, world::t_joined, 6));
}

TEST_CASE("referral holds people by its factor while the referrer is a customer, and no longer") {
  const auto p = with(with(small_company(), "adoption.innovation", 0.6), "referral.share", 1);
  const auto start = world::burned_in(p, settings(), go_on);
  Simulation both({schedule(with(p, "referral.hazard", 0.5), 1), schedule(with(p, "referral.hazard", 1), 1)},
                  settings(), start);
  both.advance(1, go_on);
  std::vector<float> status(3000);
  for (const auto& block : start.people)
    std::copy(block.people[world::status], block.people[world::status] + block.rows, status.begin() + block.first);
  int held = 0, freed = 0;
  for (std::size_t b = 0; b < start.people.size(); ++b)
    for (int row = 0; row < start.people[b].rows; ++row) {
      const auto& person = start.people[b].people;
      const float by = person[world::referrer][row];
      if (person[world::status][row] != world::customer || by < 0) continue;
      const bool holds = status[static_cast<std::size_t>(by)] == world::customer;
      const double pull = static_cast<double>(both.population(0)[b].people[world::log_hazard][row]) -
                          static_cast<double>(both.population(1)[b].people[world::log_hazard][row]);
      CHECK(std::abs(pull - (holds ? std::log(0.5) : 0)) < 1e-5);
      ++(holds ? held : freed);
    }
  CHECK(held > 100);
  CHECK(freed > 100);
}

TEST_CASE("who comes back has a second life, costs half, and nobody does at odds of 0") {
  auto p = with(with(small_company(), "win_back.odds", 0.5), "adoption.innovation", 0);
  world::set(p, "adoption.imitation", 0);
  const auto simulation = run(p, 6);
  const double returned = over(simulation, world::t_returned, 6);
  CHECK(returned > 50);
  CHECK(over(simulation, world::t_joined, 6) == returned);
  CHECK(std::abs(over(simulation, world::t_acquisition_cost, 6) - 45 * returned) < 1e-3 * returned);
  int second = 0;
  each_person(simulation, [&](const world::Block& block, int row) {
    second += block.people[world::status][row] == world::customer && block.people[world::second_life][row] == 1;
  });
  CHECK(second > 50);
  CHECK(over(run(with(p, "win_back.odds", 0), 6), world::t_returned, 6) == 0);
}

TEST_CASE("a bonus is paid for each who is referred, and for nobody else") {
  const auto p = with(with(small_company(), "win_back.odds", 0), "policy.referral_bonus", 10);
  const auto simulation = run(p, 6);
  const double expected =
      p.money.acquisition * over(simulation, world::t_joined, 6) + 10 * over(simulation, world::t_referred, 6);
  CHECK(over(simulation, world::t_referred, 6) > 0);
  CHECK(std::abs(over(simulation, world::t_acquisition_cost, 6) - expected) < 1e-4 * expected);
}

TEST_CASE("those who left for service are fewer where nothing fails and nobody is dissatisfied by design") {
  const auto share = [](const model::Parameters& p) {
    double left = 0, service = 0;
    each_person(run(p, 1), [&](const world::Block& block, int row) {
      if (block.people[world::status][row] != world::lapsed) return;
      ++left;
      service += block.people[world::left_for_service][row];
    });
    return service / left;
  };
  auto failing = small_company();
  for (const char* touchpoint : {"use", "pay", "help"})
    world::set(failing, std::string("touchpoints.") + touchpoint + ".failure", 0.5);
  auto blind = small_company();  // neither failure nor dissatisfaction moves anybody
  for (const char* pull : {"grievance", "satisfaction", "satisfaction_convex", "affect", "switching_cost"})
    world::set(blind, std::string("churn.") + pull, 0);
  world::set(blind, "churn.price", 0);
  CHECK(share(failing) > share(small_company()));
  CHECK(share(blind) == 0);
}

TEST_CASE("an advocate has recommended or brought someone, and stops to be one a year later") {
  auto silent = with(with(small_company(), "word_of_mouth.positive", 0), "referral.share", 0);
  CHECK(over(run(silent, 3), world::t_advocates, 3) == 0);
  CHECK(over(run(with(silent, "referral.share", 1), 3), world::t_advocates, 3) > 0);
  const auto talking = run(with(small_company(), "referral.share", 0), 3);
  CHECK(total(talking, world::t_advocates, 2) > total(talking, world::t_messages_positive, 2));
  const auto brief = run(with(with(small_company(), "referral.share", 0), "word_of_mouth.advocate_months", 1), 3);
  CHECK(total(brief, world::t_advocates, 2) <= total(brief, world::t_messages_positive, 2));
  CHECK(total(brief, world::t_advocates, 2) > 0);
}

TEST_CASE("better talk than the norm's wins more people, worse talk fewer") {
  const auto joined = [](double usual) {
    return over(run(with(with(small_company(), "standard.net_talk", usual), "adoption.net_talk", 20), 6),
                world::t_joined, 6);
  };
  CHECK(joined(-0.05) > joined(0.03));
  CHECK(joined(0.1) < joined(0.03));
}
