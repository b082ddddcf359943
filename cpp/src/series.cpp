#include "cxsim/world/series.hpp"

#include <algorithm>
#include <cmath>

#include "cxsim/model/causes.hpp"

namespace cxsim::world {
namespace {

struct Entry {
  const char *name, *unit, *doc;
  double bound;  // 0: money, bound by the company's prices
};
constexpr double latent = 64, squared = 4096, head = 1, messages = 8;

// In the order of enum Total.
constexpr std::array<Entry, total_count> totals{{
    {"customers", "people", "Customers when the month began.", head},
    {"prospects", "people", "Prospects when the month began.", head},
    {"lapsed", "people", "People who had left and not yet forgotten, when the month began.", head},
    {"joined", "people", "People who joined.", head},
    {"left", "people", "Customers who left by choice.", head},
    {"left_involuntary", "people", "Customers who left for reasons outside the relationship.", head},
    {"revenue", "money", "Revenue.", 0},
    {"contact_cost", "money", "Cost of encounters.", 0},
    {"contribution", "money",
     "Margin less the cost of serving, contacts, complaints, great moments and surveys, before acquisition and fixed "
     "costs.",
     0},
    {"acquisition_cost", "money", "Cost of winning the people who joined.", 0},
    {"satisfaction", "SD", "Cumulative satisfaction, 0 = the sector's norm.", latent},
    {"satisfaction_squared", "SD squared", "Its square.", squared},
    {"affect", "affect", "Affect memory.", latent},
    {"affect_squared", "affect squared", "Its square.", squared},
    {"affect_fast", "affect", "Fast affect memory.", latent},
    {"affect_best", "affect", "Best moment remembered.", latent},
    {"affect_worst", "affect", "Worst moment remembered.", latent},
    {"trust", "trust", "Trust, 0 to 1.", latent},
    {"trust_squared", "trust squared", "Its square.", squared},
    {"commitment", "commitment", "Commitment.", latent},
    {"commitment_squared", "commitment squared", "Its square.", squared},
    {"engagement", "SD", "Half satisfaction, half standardized commitment.", latent},
    {"engagement_squared", "SD squared", "Its square.", squared},
    {"effort", "effort points", "Effort memory.", latent},
    {"grievance", "severity", "Grievance.", latent},
    {"mood", "SD", "Mood.", latent},
    {"tenure", "months", "Tenure.", 4096},
    {"self_service", "share", "Remembered self-service share.", head},
    {"fully_engaged", "people", "Fully engaged customers.", head},
    {"engaged", "people", "Engaged customers.", head},
    {"not_engaged", "people", "Customers who are not engaged.", head},
    {"actively_disengaged", "people", "Actively disengaged customers.", head},
    {"customers_with_failure", "people", "Customers to whom something failed.", head},
    {"capped", "people", "Customers whose walk was cut at the cap on stages or encounters.", head},
    {"survey_cost", "money", "Cost of asking people.", 0},
    {"answer", "points, 0 to 10", "Latent answer to the recommendation question.", latent},
    {"answer_squared", "points squared", "Its square.", squared},
    {"asked", "people", "Customers who were asked.", head},
    {"asked_after_contact", "people", "Customers who were asked about a contact.", head},
    {"satisfied_yes_all", "people", "Customers who would say that they are satisfied.", head},
    {"satisfied_yes", "people", "Customers who were asked, answered and said that they are satisfied.", head},
    {"recovery_cost", "money", "Cost of complaints and refunds.", 0},
    {"great_moment_cost", "money", "Cost of great moments.", 0},
    {"complaint_satisfaction", "SD", "Praise of recoveries in what people say.", latent},
    {"not_activated", "people", "Customers who cannot use yet what they bought.", head},
    {"messages_positive", "messages", "Messages of customers who recommend.", messages},
    {"messages_negative", "messages", "Messages of customers who warn.", messages},
    {"report_positive", "quality points", "Quality that messages of those who recommend report.", latent},
    {"report_negative", "quality points", "Quality that messages of those who warn report.", latent},
    {"reputation", "quality points", "Reputation that people read this month.", latent},
    {"net_talk", "messages per customer", "Net talk that people read this month: good messages less bad.", latent},
    {"advocates", "people", "Customers who count as advocates.", head},
    {"returned", "people", "People who joined again, of those who joined.", head},
    {"referred", "people", "People who joined on a customer's word, of those who joined.", head},
}};
constexpr std::array<Entry, touchpoint_total_count> touchpoint_totals{{
    {"touchpoint_encounters", "encounters", "Encounters.", head},
    {"touchpoint_failures", "encounters", "Encounters that failed.", head},
    {"touchpoint_major_failures", "encounters", "Encounters with a major failure.", head},
    {"touchpoint_below", "encounters", "Encounters below the zone of tolerance, overall.", head},
    {"touchpoint_above", "encounters", "Encounters above the zone of tolerance, overall.", head},
    {"touchpoint_value", "value", "Value of encounters.", latent},
    {"touchpoint_effort", "effort points", "Effort of encounters.", latent},
    {"touchpoint_affect", "affect", "Affect of encounters.", latent},
    {"touchpoint_perceived", "quality points", "Perceived quality, by importance.", latent},
    {"touchpoint_adequate", "quality points", "Adequate level, by importance.", latent},
    {"touchpoint_desired", "quality points", "Desired level, by importance.", latent},
}};
constexpr std::array<Entry, rare_total_count> rare_totals{{
    {"touchpoint_complaints", "complaints", "Failures that were voiced.", head},
    {"touchpoint_answered", "complaints", "Complaints that were answered, solved or not.", head},
    {"touchpoint_solved", "complaints", "Complaints that were solved.", head},
    {"touchpoint_great_moments", "encounters", "Great moments.", head},
}};
constexpr std::array<Entry, dimension_total_count> dimension_totals{{
    {"dimension_perceived", "quality points", "Perceived quality over encounters.", latent},
    {"dimension_adequate", "quality points", "Adequate level over encounters.", latent},
    {"dimension_desired", "quality points", "Desired level over encounters.", latent},
    {"dimension_will", "quality points", "Will expectation over encounters.", latent},
    {"dimension_below", "encounters", "Encounters below the zone of tolerance on this dimension.", head},
    {"dimension_above", "encounters", "Encounters above the zone of tolerance on this dimension.", head},
}};
constexpr Entry channel_total{"channel_encounters", "encounters", "Encounters by channel.", head};
constexpr std::array<Entry, journey_total_count> journey_totals{{
    {"journeys", "journeys", "Journeys.", head},
    {"journey_value", "value", "Value of journeys.", latent},
    {"journey_value_squared", "value squared", "Its square.", squared},
}};

struct HeadCount {  // people by something
  const char *name, *doc;
  By by;
  double bound = head;
};
constexpr std::array<HeadCount, histogram_count> histograms{{
    {"answers_all", "Customers by what they would answer to the recommendation question: the truth.", By::score_0_10},
    {"answers_willing", "Customers who would answer if asked, by their answer.", By::score_0_10},
    {"answers", "Customers who were asked and answered, by their answer: the dashboard.", By::score_0_10},
    {"answers_cohort", "Customers of the first month who are still there, by their answer.", By::score_0_10},
    {"answers_leaving", "Customers of the first month who leave now, by choice or not, by their last answer.",
     By::score_0_10},
    {"satisfied_10_all", "Customers by what they would answer to the satisfaction question.", By::score_1_10},
    {"satisfied_10", "Customers who were asked and answered, by satisfaction.", By::score_1_10},
    {"satisfied_5_all", "Customers by what they would answer to the satisfaction question.", By::score_1_5},
    {"satisfied_5", "Customers who were asked and answered, by satisfaction.", By::score_1_5},
    {"ease_all", "Customers with a contact, by how easy they would say it was.", By::score_0_10},
    {"ease", "Customers who answered about a contact, by how easy it was.", By::score_0_10},
    {"effort_score_all", "Customers with a contact, by the effort they would report; 7 is hard.", By::score_1_7},
    {"effort_score", "Customers who answered about a contact, by effort; 7 is hard.", By::score_1_7},
}};

constexpr std::array<HeadCount, cause_total_count> cause_totals{{
    {"left_but_for", "People who left by choice and would have stayed but for the cause.", By::cause_tenure_and_worst},
    {"left_share", "People who left by choice, shared out among causes by the excess hazard.",
     By::cause_tenure_and_worst, latent},
    {"left_by_place", "People who left by choice.", By::tenure_and_worst},
    {"causes_at_once", "People who left by choice, by the number of causes but for which they would have stayed.",
     By::number_of_causes},
    {"customers_by_tenure", "Customers when the month began.", By::tenure_class},
}};

/// Cells of a series for this company.
std::size_t cells_of(By by, const model::Parameters& p) {
  const std::size_t classes = tenure_classes.size(), worst = p.touchpoints.size() + 1;
  switch (by) {
    case By::none:
      return 1;
    case By::dimension:
      return p.dimensions.size();
    case By::channel:
      return p.channels.size();
    case By::touchpoint:
      return p.touchpoints.size();
    case By::journey:
      return p.journeys.size();
    case By::score_0_10:
      return 11;
    case By::score_1_10:
      return 10;
    case By::score_1_5:
      return 5;
    case By::score_1_7:
    case By::number_of_causes:
      return 7;
    case By::tenure_class:
      return classes;
    case By::tenure_and_worst:
      return classes * worst;
    case By::cause_tenure_and_worst:
      return model::cause_count * classes * worst;
  }
  return 0;
}

/// A power of two above what one customer can bring or cost in a month: a busy, generous one, after levers.
double money_bound(const model::Parameters& p) {
  constexpr double busy = 64, levers = 16;
  double fee = 0, place = 0, channel = 0;
  for (const auto& s : p.segments) fee = std::max(fee, s.fee);
  for (const auto& t : p.touchpoints) place = std::max(place, t.cost);
  for (const auto& c : p.channels) channel = std::max(channel, c.cost);
  const double paid = p.money.price * fee * std::max(1.0, std::abs(p.money.margin));
  const double recovery = p.recovery.case_cost + 1.5 * p.recovery.refund_cost + p.great_moment.cost;
  const double joining = p.money.acquisition + p.policy.referral_bonus;
  const double largest = std::max(paid + p.money.serve + joining + place + channel + recovery, 1e-6);
  return std::exp2(std::ceil(std::log2(busy * levers * largest)));
}

}  // namespace

SeriesList series_of(const model::Parameters& p) {
  static_assert(model::cause_count + 1 == 7);  // none of them to all
  SeriesList list;
  const double money = money_bound(p);
  const auto add = [&](const Entry& entry, By by) {
    const double bound = entry.bound > 0 ? entry.bound : money;
    const auto count = static_cast<int>(cells_of(by, p));
    list.all.push_back(
        {entry.name, entry.unit, entry.doc, static_cast<int>(by), bound, list.cells, count, engine::scale_for(bound)});
    list.cells += count;
  };
  for (const auto& entry : totals) add(entry, By::none);
  list.touchpoint_offset = list.cells;
  for (const auto& entry : touchpoint_totals) add(entry, By::touchpoint);
  list.dimension_offset = list.cells;
  for (const auto& entry : dimension_totals) add(entry, By::dimension);
  list.channel_offset = list.cells;
  add(channel_total, By::channel);
  list.journey_offset = list.cells;
  for (const auto& entry : journey_totals) add(entry, By::journey);
  for (const auto& entry : histograms) add({entry.name, "people", entry.doc, entry.bound}, entry.by);
  for (const auto& entry : cause_totals) add({entry.name, "people", entry.doc, entry.bound}, entry.by);
  for (const auto& entry : rare_totals) add(entry, By::touchpoint);
  return list;
}

}  // namespace cxsim::world
