// Expectations: what a person thinks *will* happen (w) and what *should* happen (d, the desired level).
// Will is a belief that experience and signals correct (Kalman); should is a standard that ratchets.
// Source: Boulding, Kalra, Staelin & Zeithaml 1993, J. Marketing Research 30(1):7 (signs and forms);
// Rust, Inman, Jia & Zahorik 1999, Marketing Science 18(1):77 (expectation as a distribution).
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Expectation {
  double category_norm = 7.0;
  double initial_should = 7.9;
  double promise_to_should = 0.3;
  double price_to_should = 0.10;
  double knowledge_to_should = 0.10;
  double rival_to_should = 0.10;
  double fit_to_should = 0.5;
  double initial_uncertainty = 1.0;
  double experience_noise = 1.0;
  double drift = 0.05;
  double advert_noise = 9.0;
  double price_noise = 4.0;
  double price_cue = 2.0;
  double adverts_read_on_joining = 0.5;
  double adverts_read = 0.3;
  double ratchet_up = 0.02;
  double ratchet_down = 0.002;
  double reputation_to_should = 0.10;

  static constexpr auto rows() {
    using P = Expectation;
    return std::tuple{
        row<&P::category_norm>(
            {"quality points",
             {1, 9},
             "Quality of the category: where will starts, and the level at which quality is worth 0.",
             assumed,
             {6.5, 7.5}}),
        row<&P::initial_should>({"quality points",
                                 {1, 12},
                                 "Desired level of a person with no other influence, on joining.",
                                 assumed,
                                 {7.5, 8.3}}),
        row<&P::promise_to_should>(
            {"points per point",
             {0, 5},
             "Rise of the desired level per point promised above the company's mean quality, on joining."}),
        row<&P::price_to_should>(
            {"points per 10 %",
             {0, 5},
             "Rise of the desired level per 10 % of price above the reference, or above the highest price so far."}),
        row<&P::knowledge_to_should>(
            {"points per SD", {-5, 5}, "Rise of the desired level per SD of knowledge of the category."}),
        row<&P::rival_to_should>({"points per point",
                                  {0, 5},
                                  "Rise of the desired level per point of the rival's quality above the norm, for "
                                  "people who used a rival."}),
        row<&P::fit_to_should>(
            {"points per point",
             {-5, 5},
             "Share of a person's lasting fit with the company that is part of the standard from the start."}),
        row<&P::initial_uncertainty>({"points squared", {0, 100}, "Variance of the will belief on joining (V)."}),
        row<&P::experience_noise>(
            {"points squared", {1e-9, 1e6}, "Variance of one experience as evidence about quality."}),
        row<&P::drift>({"points squared per encounter",
                        {0, 10},
                        "Variance added per encounter: how fast old experience goes stale."}),
        row<&P::advert_noise>(
            {"points squared", {1e-9, 1e9}, "Variance of an advert as evidence; large: the firm is believed little."}),
        row<&P::price_noise>({"points squared", {1e-9, 1e9}, "Variance of a price as evidence of quality."}),
        row<&P::price_cue>({"points per log price", {0, 20}, "Quality that a price above the reference suggests."}),
        row<&P::adverts_read_on_joining>({"probability", share_range, "Odds of reading the promise on joining."}),
        row<&P::adverts_read>({"probability per month", share_range,
                               "Odds that a customer reads the promise in a month; marketing multiplies them."}),
        row<&P::ratchet_up>({"share per encounter", share_range,
                             "Pull of an experience above the desired level on that level: delight raises the bar."}),
        row<&P::ratchet_down>(
            {"share per encounter", share_range, "Pull of an experience below the desired level on that level."}),
        row<&P::reputation_to_should>({"points per point",
                                       {0, 5},
                                       "Rise of the desired level per point of reputation above the category's "
                                       "quality, on joining."}),
    };
  }
};

/// Gain of a piece of evidence   K = V / (V + σ²)
template <class V>
V gain(V uncertainty, double noise) {
  return uncertainty / (uncertainty + noise);
}

/// Will expectation after evidence x   w' = w + K (x − w)
template <class V>
V next_will(V will, V evidence, V gain) {
  return will + gain * (evidence - will);
}

/// Uncertainty after evidence   V' = (1 − K) V + ω²
template <class V>
V next_uncertainty(V uncertainty, V gain, double drift) {
  return uncertainty - gain * uncertainty + drift;
}

/// Desired level after an experience   d' = d + κ₊ (p − d)₊ − κ₋ (d − p)₊
template <class V>
V next_should(V should, V perceived, const Expectation& p) {
  V gap = perceived - should;
  return should + select(gap > V(0), V(p.ratchet_up), V(p.ratchet_down)) * gap;
}

/// Desired level on joining   d = d₀ + δ_f fit + δ_M (M − Q)₊ + 10 δ_p (r − 1)₊ + δ_k knowledge + δ_r (rival − norm)
///       + δ_R (R − norm)
/// `promise_gap` = (M − Q)₊, `price_rise` = (r − 1)₊, `rival_gap` is 0 for people who used none.
template <class V>
V first_should(V fit, V promise_gap, V price_rise, V knowledge, V rival_gap, V reputation_gap, const Expectation& p) {
  return p.initial_should + V(p.fit_to_should) * fit + V(p.promise_to_should) * promise_gap +
         V(10 * p.price_to_should) * price_rise + V(p.knowledge_to_should) * knowledge +
         V(p.rival_to_should) * rival_gap + V(p.reputation_to_should) * reputation_gap;
}

}  // namespace cxsim::model
