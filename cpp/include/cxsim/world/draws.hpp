// What random words are for. Appended to, never renumbered: a number is part of every address.
#pragma once

namespace cxsim::world {

enum Purpose : int {
  trait_purpose = 0,  // 0–6: the first seven traits, in the order of model::trait_names
  frailty_purpose = 7,
  start_purpose = 8,
  mood_purpose = 9,
  signals_purpose = 10,
  journeys_purpose = 11,
  route_purpose = 12,
  quality_purpose = 13,
  leaving_purpose = 14,
  joining_purpose = 15,
  style_purpose = 16,  // the eighth trait
  answering_purpose = 17,
  contact_survey_purpose = 18,
  recovery_purpose = 19,
  great_moment_purpose = 20,
  activation_purpose = 21,
  privacy_purpose = 22,  // the ninth trait
  talking_purpose = 24,
  returning_purpose = 25,
  referral_purpose = 26,
};

/// Purpose of a trait, by its place in model::trait_names.
constexpr int purpose_of_trait(int trait) {
  if (trait < frailty_purpose) return trait_purpose + trait;
  return trait == frailty_purpose ? style_purpose : privacy_purpose;
}

}  // namespace cxsim::world
