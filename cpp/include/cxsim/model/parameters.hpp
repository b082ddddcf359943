// All parameter blocks of one month, and the list of blocks that everything generated walks along.
#pragma once
#include <string>
#include <vector>

#include "cxsim/model/activation.hpp"
#include "cxsim/model/adoption.hpp"
#include "cxsim/model/affect.hpp"
#include "cxsim/model/churn.hpp"
#include "cxsim/model/commitment.hpp"
#include "cxsim/model/company.hpp"
#include "cxsim/model/effort.hpp"
#include "cxsim/model/expectation.hpp"
#include "cxsim/model/great_moment.hpp"
#include "cxsim/model/grievance.hpp"
#include "cxsim/model/money.hpp"
#include "cxsim/model/mood.hpp"
#include "cxsim/model/perception.hpp"
#include "cxsim/model/personalization.hpp"
#include "cxsim/model/recovery.hpp"
#include "cxsim/model/referral.hpp"
#include "cxsim/model/reputation.hpp"
#include "cxsim/model/response.hpp"
#include "cxsim/model/satisfaction.hpp"
#include "cxsim/model/survey.hpp"
#include "cxsim/model/tolerance.hpp"
#include "cxsim/model/trust.hpp"
#include "cxsim/model/value.hpp"
#include "cxsim/model/voice.hpp"
#include "cxsim/model/win_back.hpp"
#include "cxsim/model/word_of_mouth.hpp"

namespace cxsim::model {

enum class Family { constant, normal, lognormal, gamma, beta, uniform, exponential };
inline constexpr int trait_count = 9;
inline constexpr std::array<const char*, trait_count> trait_names{
    "fit", "ease", "usage", "knowledge", "digital", "willingness_to_pay", "forgiveness", "style", "privacy_concern"};

/// Names of what a company file keys by name; order is that of the file.
struct Names {
  std::vector<std::string> segments, dimensions, channels, touchpoints, journeys;
  bool operator==(const Names&) const = default;
};

struct Parameters {
  Policy policy;
  Market market;
  Money money;
  Traits traits;
  Expectation expectation;
  Mood mood;
  Tolerance tolerance;
  Perception perception;
  Personalization personalization;
  Value value;
  Affect affect;
  Effort effort;
  Satisfaction satisfaction;
  Trust trust;
  Commitment commitment;
  Grievance grievance;
  Voice voice;
  Recovery recovery;
  GreatMoment great_moment;
  Activation activation;
  Churn churn;
  Survey survey;
  WordOfMouth word_of_mouth;
  Reputation reputation;
  Adoption adoption;
  WinBack win_back;
  Referral referral;
  Response response;
  Standard standard;
  std::vector<Segment> segments;
  std::vector<Dimension> dimensions;
  std::vector<Channel> channels;
  std::vector<Touchpoint> touchpoints;
  std::vector<Journey> journeys;

  Names names;
  double steps_per_year = months_per_year;
  std::array<Family, trait_count> families{Family::normal, Family::normal, Family::gamma,
                                           Family::normal, Family::normal, Family::lognormal,
                                           Family::normal, Family::normal, Family::uniform};
  std::vector<std::array<bool, max_touchpoints>> own_route_after_failure;  // per journey

  /// Steps that make up so many months of the calendar; rows "per month" are per step, durations in months are not.
  double steps(double months) const { return months * steps_per_year / months_per_year; }
};

/// Calls visit(name, block) for every block that a company has once.
template <class P, class Visit>
void each_block(P& p, Visit visit) {
  visit("policy", p.policy);
  visit("market", p.market);
  visit("money", p.money);
  visit("traits", p.traits);
  visit("expectation", p.expectation);
  visit("mood", p.mood);
  visit("tolerance", p.tolerance);
  visit("perception", p.perception);
  visit("personalization", p.personalization);
  visit("value", p.value);
  visit("affect", p.affect);
  visit("effort", p.effort);
  visit("satisfaction", p.satisfaction);
  visit("trust", p.trust);
  visit("commitment", p.commitment);
  visit("grievance", p.grievance);
  visit("voice", p.voice);
  visit("recovery", p.recovery);
  visit("great_moment", p.great_moment);
  visit("activation", p.activation);
  visit("churn", p.churn);
  visit("survey", p.survey);
  visit("word_of_mouth", p.word_of_mouth);
  visit("reputation", p.reputation);
  visit("adoption", p.adoption);
  visit("win_back", p.win_back);
  visit("referral", p.referral);
  visit("response", p.response);
  visit("standard", p.standard);
}

/// Calls visit(name, keys, blocks) for every block that a company has once per name.
template <class P, class Visit>
void each_keyed_block(P& p, Visit visit) {
  visit("segments", p.names.segments, p.segments);
  visit("dimensions", p.names.dimensions, p.dimensions);
  visit("channels", p.names.channels, p.channels);
  visit("touchpoints", p.names.touchpoints, p.touchpoints);
  visit("journeys", p.names.journeys, p.journeys);
}

}  // namespace cxsim::model
