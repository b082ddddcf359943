// What a company file describes: segments, dimensions, channels, touchpoints, journeys, policies, market.
// Numbers only; names and references are checked where the file is read.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Dimension {
  double importance = 1;
  double width = 1.4;
  double above = 0.2;
  double below = 0.6;
  double integration_load = 0;
  double internalized_loss = 0;
  double personalization_load = 0;
  double protection_load = 0;

  static constexpr auto rows() {
    using P = Dimension;
    return std::tuple{
        row<&P::importance>({"weight", {0, 1e6}, "Importance; scaled so that the dimensions add up to 1."}),
        row<&P::width>({"quality points",
                        {0, 9},
                        "Width of the zone of tolerance, before what stretches it.",
                        assumed,
                        {1.19, 1.61}}),
        row<&P::above>({"value per point", {0, 10}, "Worth of a point above the desired level (Kano class)."}),
        row<&P::below>({"value per point", {0, 10}, "Cost of a point below the adequate level (Kano class)."}),
        row<&P::integration_load>({"points per share",
                                   {0, 10},
                                   "Quality on this dimension per share of channel integration above one half."}),
        row<&P::internalized_loss>(
            {"points per point",
             {0, 5},
             "Quality lost at staffed channels per point promised above delivery that staff have not made theirs."}),
        row<&P::personalization_load>({"points per point",
                                       {0, 5},
                                       "Share of what personalization adds or takes that is seen on this dimension."}),
        row<&P::protection_load>({"points per point",
                                  {0, 5},
                                  "Share of what data protection adds or takes that is seen on this dimension."}),
    };
  }
};

struct Channel {
  double effort = 0;
  double cost = 0;
  double is_digital = 0;
  double is_staffed = 0;
  double has_menu = 0;
  PerDimension quality{};

  static constexpr auto rows() {
    using P = Channel;
    return std::tuple{
        row<&P::effort>({"effort points", {-6, 6}, "Effort that the channel adds."}),
        row<&P::cost>({"money per encounter", {0, 1e9}, "Cost of an encounter that the channel adds."}),
        row<&P::is_digital>({"yes or no", share_range,
                             "1 where people serve themselves or write; they choose it by their digital habit."}),
        row<&P::is_staffed>({"yes or no", share_range, "1 where a person answers."}),
        row<&P::has_menu>({"yes or no", share_range, "1 where a phone tree may stand in front."}),
        row<&P::quality>({"quality points", {-9, 9}, "Quality that the channel adds, per dimension."}),
    };
  }
};

struct Touchpoint {
  PerDimension quality{};
  PerChannel channels{};
  double spread = 1;
  double failure = 0;
  double major = 0;
  double effort = 2;
  double cost = 0;
  double detail = 0;
  double salience = 1;
  double activates = 0;

  static constexpr auto rows() {
    using P = Touchpoint;
    return std::tuple{
        row<&P::quality>(
            {"quality points", {-20, 30}, "Mean quality delivered, per dimension, on the nine-point scale."}),
        row<&P::channels>({"weight", {0, 1e6}, "How much of this touchpoint each channel offers."}),
        row<&P::spread>({"quality points", {0, 20}, "Standard deviation of quality over encounters."}),
        row<&P::failure>({"probability per encounter", share_range, "Odds that something fails."}),
        row<&P::major>({"share", share_range, "Share of failures that are major."}),
        row<&P::effort>({"effort points", {0, 10}, "Effort of the encounter itself."}),
        row<&P::cost>({"money per encounter", {0, 1e9}, "Cost of the encounter, before the channel's."}),
        row<&P::detail>({"units", {-5, 5}, "Information detail; 0 suits a person of average knowledge."}),
        row<&P::salience>({"weight", {0, 100}, "Weight as a moment of truth."}),
        row<&P::activates>(
            {"yes or no", share_range, "1 where an encounter that does not fail activates a new customer."}),
    };
  }
};

struct Journey {
  double always = 0;
  double rate = 0;
  double follows_usage = 0;
  double every = 0;
  double on_joining = 0;
  double takes_pending = 0;
  double has_menu = 0;
  double repeats_are_transfers = 0;
  double is_contact = 0;
  double needs_activation = 0;
  PerTouchpoint entry{};
  PerTouchpointPair transitions{};
  PerTouchpointPair after_failure{};

  static constexpr auto rows() {
    using P = Journey;
    return std::tuple{
        row<&P::always>({"journeys per month", {0, 8}, "Journeys of this kind that happen every month."}),
        row<&P::rate>({"journeys per month",
                       {0, 20},
                       "Further journeys of this kind, on average (Poisson), before the segment's factor."}),
        row<&P::follows_usage>({"yes or no", share_range, "1 where the rate is multiplied by the person's usage."}),
        row<&P::every>({"months", {0, 1200}, "One journey each time tenure reaches a multiple of this; 0 never."}),
        row<&P::on_joining>({"journeys", {0, 1}, "1 where joining starts a journey of this kind."}),
        row<&P::takes_pending>({"yes or no", share_range, "1 where open help cases add to the rate."}),
        row<&P::has_menu>({"yes or no", share_range, "1 where a phone tree stands in front of this journey."}),
        row<&P::repeats_are_transfers>(
            {"yes or no", share_range, "1 where the same touchpoint twice running is a transfer that costs effort."}),
        row<&P::is_contact>(
            {"yes or no", share_range, "1 where the journey is a contact about which people may be surveyed."}),
        row<&P::needs_activation>({"yes or no", share_range, "1 where only activated customers can make the journey."}),
        row<&P::entry>({"probability", share_range, "Odds that the journey starts at each touchpoint."}),
        row<&P::transitions>(
            {"probability", share_range, "Odds of going on to each touchpoint; the rest leaves the journey."}),
        row<&P::after_failure>({"probability", share_range, "The same after a failure, where it differs."}),
    };
  }
};

struct Segment {
  double share = 1;
  double knowledge = 0;
  double digital = 0.6;
  double willingness_to_pay = 1.1;
  double fee = 1;
  PerJourney journey_rate = filled<PerJourney>(1);
  double switching_cost = 0.35;
  double switching_cost_slope = 0.3;
  double relationship = 1;
  double alternatives = 0.5;
  double need_functional = 1;
  double need_economic = 1;
  double need_experiential = 1;
  double need_symbolic = 1;
  double base_hazard = -4.30;
  double frailty = 0.6;
  double leaving_alpha = 0;
  double leaving_beta = 0;
  double involuntary = 0.002;
  PerKnot tenure_effect{};

  static constexpr auto rows() {
    using P = Segment;
    return std::tuple{
        row<&P::share>({"share of market", {1e-6, 1}, "Share of the market; the shares add up to 1."}),
        row<&P::knowledge>({"SD", {-10, 10}, "Mean knowledge of the category."}),
        row<&P::digital>({"share", share_range, "Mean digital habit."}),
        row<&P::willingness_to_pay>(
            {"multiple of reference price", {0.01, 100}, "Mean willingness to pay at the norm's satisfaction."}),
        row<&P::fee>({"multiple of price",
                      {0, 100},
                      "Size of this segment's plan, in multiples of the price; revenue follows it, what people notice "
                      "is the price."}),
        row<&P::journey_rate>({"factor", {0, 100}, "Factor on the rate of each journey kind."}),
        row<&P::switching_cost>({"units", {0, 10}, "Switching cost."}),
        row<&P::switching_cost_slope>(
            {"share per SD",
             {-2, 2},
             "Weakening of the hold of switching costs per SD of satisfaction, SC (1 − χ S): + for "
             "procedural and relational ones, − (strengthening) for financial ones.",
             {Provenance::assumed, "size; published signs (Blut et al. 2015)"},
             {-0.4, 0.4}}),
        row<&P::relationship>(
            {"factor", {0, 5}, "Weight of trust in leaving: 1.5 relational, 0.5 transactional, 1 mixed."}),
        row<&P::alternatives>({"units", {-2, 5}, "Alternatives within reach."}),
        row<&P::need_functional>({"weight", {0, 10}, "Weight of functional value (satisfaction) in leaving."}),
        row<&P::need_economic>({"weight", {0, 10}, "Weight of economic value (price) in leaving."}),
        row<&P::need_experiential>({"weight", {0, 10}, "Weight of experiential value (affect, effort) in leaving."}),
        row<&P::need_symbolic>({"weight", {0, 10}, "Weight of symbolic value (reputation) in leaving."}),
        row<&P::base_hazard>({"log hazard per month",
                              {-30, 5},
                              "Log hazard of leaving of a person at the norm.",
                              assumed,
                              {-4.6, -4.0}}),
        row<&P::frailty>({"variance", {0, 20}, "Variance of unobserved differences in the hazard (gamma, mean 1)."}),
        row<&P::leaving_alpha>({"shape",
                                {0, 1e6},
                                "First shape of a beta distribution of the odds of leaving, in place of gamma frailty "
                                "(then frailty must be 0); 0: none.",
                                textbook("Fader & Hardie 2007, shifted-beta-geometric")}),
        row<&P::leaving_beta>({"shape",
                               {0, 1e6},
                               "Second shape of that beta distribution; 0: none.",
                               textbook("Fader & Hardie 2007, shifted-beta-geometric")}),
        row<&P::involuntary>(
            {"probability per month", share_range, "Odds of leaving for reasons outside the relationship."}),
        row<&P::tenure_effect>(
            {"log hazard",
             {-10, 10},
             "Effect of tenure on the hazard, linear between the knots at 0, 12, 24, 36, 48 and 60 months."}),
    };
  }
};

struct Policy {
  PerDimension promise = filled<PerDimension>(7.2);
  double internalized = 0.5;
  double integration = 0.5;
  double marketing = 1;
  double complaint_access = 0.4;
  double answered = 0.80;
  double solved = 0.55;
  double refund = 0.6;
  double apology = 0.6;
  double recovery_delay = 0.5;
  double informed = 0;
  double empowerment = 0;
  double personalization = 0.2;
  double data_protection = 0.5;
  double data_control = 0;
  double breach = 0;
  double review_response = 0;
  double win_back = 0;
  double referral_bonus = 0;

  static constexpr auto rows() {
    using P = Policy;
    return std::tuple{
        row<&P::promise>({"quality points", {1, 15}, "Quality promised, per dimension.", assumed, {7.0, 7.4}}),
        row<&P::internalized>({"share", share_range, "How far staff have made the promise theirs."}),
        row<&P::integration>({"share", share_range, "How far the channels are connected."}),
        row<&P::marketing>({"multiple of usual", {0, 100}, "Marketing effort; 1 is usual."}),
        row<&P::complaint_access>({"share", share_range, "How easy it is to complain: 1 is at once, without forms."}),
        row<&P::answered>({"share of complaints", share_range, "Complaints that get an answer, solved or not."}),
        row<&P::solved>({"share of complaints", share_range, "Complaints that are solved; who is solved is answered."}),
        row<&P::refund>({"share", share_range, "How much of what a failure cost is made good when it is solved."}),
        row<&P::apology>({"share", share_range,
                          "How well people are treated when it is solved: apology, empathy, leaders who "
                          "answer themselves."}),
        row<&P::recovery_delay>({"weeks", {0, 10}, "Time until a complaint is solved."}),
        row<&P::informed>({"share", share_range, "How far people who wait are kept informed."}),
        row<&P::empowerment>({"share", share_range, "How far staff may decide on their own, beyond what is usual."}),
        row<&P::personalization>({"share",
                                  share_range,
                                  "How personal the firm is; touchpoints state their quality as it is at 0.2.",
                                  assumed,
                                  {0.1, 0.3}}),
        row<&P::data_protection>({"share",
                                  share_range,
                                  "How well data are protected; touchpoints state their quality as it is at 0.5.",
                                  assumed,
                                  {0.4, 0.6}}),
        row<&P::data_control>({"share", share_range, "How far people control what the firm knows of them."}),
        row<&P::breach>({"severity", share_range, "A breach of data that is known this month; 1 is the worst."}),
        row<&P::review_response>({"share", share_range, "Share of bad news that the company answers in public."}),
        row<&P::win_back>({"log odds", {-10, 10}, "What an offer to those who left adds to the odds of their return."}),
        row<&P::referral_bonus>({"money per joiner", {0, 1e9}, "Paid for each person who joins on a customer's word."}),
    };
  }
};

struct Market {
  double size = 100000;
  double penetration = 0.4;
  double initial_tenure = 60;
  double used_rival = 0.6;
  double rival_quality = 7.1;
  double forgetting = 18;
  double reputation = 7;

  static constexpr auto rows() {
    using P = Market;
    return std::tuple{
        row<&P::size>({"people", {1, 1e10}, "People in the market, customers or not."}),
        row<&P::penetration>({"share", share_range,
                              "Share of the market that are customers when the burn-in starts; held at this in the "
                              "adoption rate when interactions are off."}),
        row<&P::initial_tenure>({"months", {0, 1200}, "Tenure of those first customers is spread evenly below this."}),
        row<&P::used_rival>(
            {"share", share_range, "Share of new prospects who have used a rival; everyone who left has."}),
        row<&P::rival_quality>({"quality points", {1, 9}, "Quality of rivals.", assumed, {6.8, 7.4}}),
        row<&P::forgetting>(
            {"months", {1, 1200}, "Months after leaving until a person is a prospect again, memories gone."}),
        row<&P::reputation>({"quality points",
                             {1, 9},
                             "Reputation when the burn-in or a cohort starts; held at this when interactions are off.",
                             assumed,
                             {6.5, 7.5}}),
    };
  }
};

/// Means and standard deviations of the traits people are born with; families are named in the file.
struct Traits {
  double fit_mean = 0, fit_spread = 0.5;
  double ease_mean = 0, ease_spread = 0.5;
  double usage_mean = 1, usage_spread = 0.7071067811865476;
  double knowledge_mean = 0, knowledge_spread = 1;
  double digital_mean = 0, digital_spread = 0.22;
  double willingness_to_pay_mean = 1, willingness_to_pay_spread = 0.14;
  double forgiveness_mean = 0.10, forgiveness_spread = 0.60;
  double style_mean = 0, style_spread = 0.8;
  double privacy_concern_mean = 1, privacy_concern_spread = 0.5773502691896258;

  static constexpr auto rows() {
    using P = Traits;
    constexpr Range spread{0, 100};
    return std::tuple{
        row<&P::fit_mean>({"quality points", {-9, 9}, "Fit of the company with a person, lasting: mean."}),
        row<&P::fit_spread>(
            {"quality points", spread, "Fit: standard deviation; the main lasting difference between customers."}),
        row<&P::ease_mean>({"effort points", {-6, 6}, "Ease with which a person handles things: mean."}),
        row<&P::ease_spread>({"effort points", spread, "Ease: standard deviation."}),
        row<&P::usage_mean>({"multiple", {0, 100}, "Usage relative to the average: mean."}),
        row<&P::usage_spread>({"multiple", spread, "Usage: standard deviation."}),
        row<&P::knowledge_mean>({"SD", {-10, 10}, "Knowledge beside the segment's mean: mean."}),
        row<&P::knowledge_spread>({"SD", spread, "Knowledge: standard deviation."}),
        row<&P::digital_mean>({"share", {-1, 1}, "Digital habit beside the segment's mean: mean."}),
        row<&P::digital_spread>(
            {"share", spread, "Digital habit: standard deviation; the habit stays within .02 and .98."}),
        row<&P::willingness_to_pay_mean>(
            {"multiple", {0.01, 100}, "Willingness to pay relative to the segment's: mean."}),
        row<&P::willingness_to_pay_spread>({"multiple", spread, "Willingness to pay: standard deviation."}),
        row<&P::forgiveness_mean>({"force per log year",
                                   {-5, 5},
                                   "Forgiveness that grows with tenure: mean.",
                                   fitted("63 % forgive a long-term brand more")}),
        row<&P::forgiveness_spread>({"force per log year", spread,
                                     "Forgiveness: standard deviation; some feel betrayed instead.",
                                     fitted("63 % forgive a long-term brand more")}),
        row<&P::style_mean>({"points, 0 to 10", {-10, 10}, "Style of answering surveys, a lasting shift: mean."}),
        row<&P::style_spread>({"points, 0 to 10", spread, "Style of answering: standard deviation."}),
        row<&P::privacy_concern_mean>({"multiple", {0, 100}, "Concern about privacy relative to the average: mean."}),
        row<&P::privacy_concern_spread>(
            {"multiple", spread, "Concern about privacy: standard deviation; evenly spread from 0 to 2."}),
    };
  }
};

/// The sector's frozen constants, estimated from its norm company and never again per scenario.
struct Standard {
  double journey_mean = -0.26, journey_scale = 0.24;
  double affect_mean = -0.26, affect_scale = 0.13;
  double affect_fast = -0.18, affect_best = 0.2, affect_worst = -0.9;
  double trust_mean = 0.305, trust_scale = 0.172;
  double commitment_mean = 0.161, commitment_scale = 0.099;
  double engagement_mean = 0.267, engagement_scale = 1.085;
  double effort_mean = 2.229;
  double alternatives_mean = 0.565;
  double answer_mean = 7.8, answer_scale = 2.0;
  double cut_fully = 0.752, cut_engaged = -0.008, cut_not = -0.694;
  double net_talk = 0.03, reputation_mean = 7;
  PerTouchpoint encounters{};

  static constexpr auto rows() {
    using P = Standard;
    constexpr Source norm{Provenance::assumed, "assumed: first guesses; `cxsim standardize` estimates a sector's own"};
    constexpr Range scale{1e-9, 1e6};
    return std::tuple{
        row<&P::journey_mean>({"value", any, "Mean value of a journey: satisfaction 0.", norm}),
        row<&P::journey_scale>(
            {"value per SD", scale, "Scale that gives satisfaction a standard deviation of 1.", norm}),
        row<&P::affect_mean>({"affect", any, "Mean of affect memory.", norm}),
        row<&P::affect_scale>({"affect", scale, "Standard deviation of affect memory.", norm}),
        row<&P::affect_fast>({"affect", any, "Mean of the fast memory: where newcomers start.", norm}),
        row<&P::affect_best>({"affect", any, "Mean of the best moment remembered: where newcomers start.", norm}),
        row<&P::affect_worst>({"affect", any, "Mean of the worst moment remembered: where newcomers start.", norm}),
        row<&P::trust_mean>({"trust", share_range, "Mean of trust, and where newcomers start.", norm}),
        row<&P::trust_scale>({"trust", scale, "Standard deviation of trust.", norm}),
        row<&P::commitment_mean>({"commitment", any, "Mean of commitment, and where newcomers start.", norm}),
        row<&P::commitment_scale>({"commitment", scale, "Standard deviation of commitment.", norm}),
        row<&P::engagement_mean>({"SD", any, "Mean of ½ z_S + ½ z_C.", norm}),
        row<&P::engagement_scale>({"SD", scale, "Standard deviation of ½ z_S + ½ z_C.", norm}),
        row<&P::effort_mean>({"effort points", any, "Mean effort of an encounter.", norm}),
        row<&P::alternatives_mean>({"units", any, "Mean of the alternatives within reach.", norm}),
        row<&P::answer_mean>({"points, 0 to 10", any, "Mean latent answer to the recommendation question.", norm}),
        row<&P::answer_scale>({"points, 0 to 10", scale, "Standard deviation of that latent answer.", norm}),
        row<&P::cut_fully>(
            {"SD", any, "Engagement above this is full: the top 19 % of the norm company's customers.", norm}),
        row<&P::cut_engaged>({"SD", any, "Engagement above this: engaged, the next 24 %.", norm}),
        row<&P::cut_not>(
            {"SD", any, "Engagement above this: not engaged, the next 34 %; below, actively disengaged.", norm}),
        row<&P::net_talk>({"messages per customer and month", any, "Net talk of the norm company's market.", norm}),
        row<&P::reputation_mean>({"quality points", any, "Reputation of the norm company in its market.", norm}),
        row<&P::encounters>({"encounters per month", positive_range,
                             "Encounters of a norm customer, per touchpoint: weights of a company's mean quality.",
                             norm}),
    };
  }
};

}  // namespace cxsim::model
