// Personalization helps, and intrudes: the benefit is concave, the intrusion convex, softened by trust and by control.
// Data protection is wanted the more, the more a firm knows.
// Sources: Aguirre et al. 2015, J. Retailing 91(1):34, and Bleier & Eisenbeiss 2015 (trust decides how personal is too
// personal); Tucker 2014, J. Marketing Research 51(5):546 (control over one's data doubles what personal adverts do).
// Signs are theirs; sizes assumed.
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Personalization {
  double benefit = 0.9;
  double intrusion = 0.7;
  double control = 0.5;
  double protection = 0.6;
  double exposure = 0.3;

  static constexpr auto rows() {
    using P = Personalization;
    constexpr Source signs{Provenance::assumed, "size; published signs (Aguirre et al. 2015)"};
    return std::tuple{
        row<&P::benefit>({"quality points", {0, 10}, "Quality that full personalization adds.", signs}),
        row<&P::intrusion>(
            {"quality points", {0, 10}, "Quality that it takes from who is concerned and does not trust.", signs}),
        row<&P::control>({"share",
                          share_range,
                          "Share of that loss that full control over one's data takes away.",
                          {Provenance::assumed, "size; published sign (Tucker 2014)"}}),
        row<&P::protection>({"points per share", {0, 10}, "Quality per share of data protection above one half."}),
        row<&P::exposure>(
            {"quality points", {0, 10}, "Loss of who is concerned, per personalization and missing protection."}),
    };
  }
};

/// What personalization adds to quality   b = π₁ Z − π₂ Z² (1 − T) v (1 − κ control)
template <class V>
V personal_quality(V personalization, V trust, V concern, V control, const Personalization& p) {
  V intruding = V(personalization * personalization) * V(V(V(1) - trust) * concern);
  return V(p.benefit) * personalization - V(p.intrusion) * V(intruding * V(V(1) - V(p.control) * control));
}

/// What data protection adds to quality   g = γ (P − ½) − ε Z v (1 − P)
template <class V>
V protection_quality(V protection, V personalization, V concern, const Personalization& p) {
  return V(p.protection) * (protection - V(0.5)) -
         V(p.exposure) * V(V(personalization * concern) * V(V(1) - protection));
}

}  // namespace cxsim::model
