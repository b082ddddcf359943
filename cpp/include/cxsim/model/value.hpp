// Value of an encounter (transaction-specific satisfaction): level, disconfirmation, position in the zone.
// Sources: Anderson & Sullivan 1993, Marketing Science 12(2):125 (negative disconfirmation weighs more, no
// direct effect of expectation); Johnston 1995, Int. J. Service Industry Management 6(2):46 (flat inside the
// zone); Yap & Sweeney 2007, J. Services Marketing 21(2):137 (the contrary finding). Sizes assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Value {
  double level = 0.20;
  double better_than_expected = 0.15;
  double worse_than_expected = 0.30;
  double inside_zone = 0.10;
  double effort = 0.15;
  double failure = 1.50;

  static constexpr auto rows() {
    using P = Value;
    return std::tuple{
        row<&P::level>(
            {"value per point", {0, 10}, "Worth of a point of perceived quality above the category's norm."}),
        row<&P::better_than_expected>({"value per point", {0, 10}, "Worth of a point above the will expectation."}),
        row<&P::worse_than_expected>({"value per point", {0, 10}, "Cost of a point below the will expectation."}),
        row<&P::inside_zone>({"value per point", {0, 10}, "Worth of a point inside the zone of tolerance."}),
        row<&P::effort>({"value per effort point", {0, 10}, "Cost of a point of effort above the norm's mean."}),
        row<&P::failure>({"value per severity", {0, 50}, "Cost of a failure of severity 1 that hits with full force."}),
    };
  }
};

/// Value of one dimension
///   v = b_q (p − norm) + b₊ (p − w)₊ − b₋ (w − p)₊ + b_in [clip(p, a, d) − (a + d)/2] + b_up (p − d)₊ − b_dn (a − p)₊
/// `above` and `below` are the slopes of the dimension's Kano class.
template <class V>
V dimension_value(V perceived, V will, V should, V adequate, double norm, double above, double below, const Value& p) {
  V surprise = perceived - will;
  V inside = max(adequate, min(perceived, should)) - V(0.5) * V(adequate + should);
  V zone =
      V(p.inside_zone) * inside + V(above) * max(perceived - should, V(0)) - V(below) * max(adequate - perceived, V(0));
  return zone + V(p.level) * (perceived - norm) +
         select(surprise > V(0), V(p.better_than_expected), V(p.worse_than_expected)) * surprise;
}

/// Value of the encounter   e = Σ i_k v_k − η_c (c − c̄) − η_F · severity · φ
template <class V>
V encounter_value(V dimensions, V effort, V hit, double norm_effort, const Value& p) {
  return dimensions - V(p.effort) * (effort - norm_effort) - V(p.failure) * hit;
}

}  // namespace cxsim::model
