// Referral: customers bring customers, who stay longer as long as the one who brought them stays.
// Sources: Schmitt, Skiera & Van den Bulte 2011, J. Marketing 75(1):46 (referred customers leave about 18 % less); Van
// den Bulte, Bayer, Skiera & Schmitt 2018, J. Marketing Research 55(1):132 (only while the referrer stays).
#pragma once
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Referral {
  double share = 0.3;
  double hazard = 0.82;

  static constexpr auto rows() {
    using P = Referral;
    return std::tuple{
        row<&P::share>({"share", share_range,
                        "Share of those who join without having been customers before whom a "
                        "customer has referred."}),
        row<&P::hazard>(
            {"factor",
             {1e-3, 1e3},
             "Hazard of leaving of who was referred, of what it would be, while the referrer is a customer.",
             textbook("Schmitt, Skiera & Van den Bulte 2011"),
             {0.7, 1}}),
    };
  }
};

/// Change of the log hazard of leaving by a bond to who referred   ln φ · [the referrer is a customer]
template <class V>
V referral_bond(V referrer_stays, const Referral& p) {
  return log(V(p.hazard)) * referrer_stays;
}

}  // namespace cxsim::model
