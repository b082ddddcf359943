// Coming back: who left may return while they remember, and the second life is shorter.
// Sources: Kumar, Bhagwat & Zhang 2015, J. Marketing 79(4):34 (a better first life returns likelier; who left for
// service returns less); Thomas, Blattberg & Fox 2004, J. Marketing Research 41(1):31 (second lives); Gustafsson,
// Johnson & Roos 2005, J. Marketing 69(4):210 (who left once leaves likelier). Signs published, sizes assumed.
#pragma once
#include "cxsim/model/odds.hpp"
#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct WinBack {
  double odds = 0.03;
  double satisfaction = 0.6;
  double fading = 0.1;
  double service = 0.5;
  double second_life = 1.2;

  static constexpr auto rows() {
    using P = WinBack;
    return std::tuple{
        row<&P::odds>({"probability per month", share_range,
                       "Odds of returning of a person who left at the norm's satisfaction, before what follows moves "
                       "them; 0: nobody returns."}),
        row<&P::satisfaction>({"log odds per SD", {0, 10}, "Rise with the satisfaction at leaving."}),
        row<&P::fading>({"log odds per month", {0, 10}, "Fall with each month away."}),
        row<&P::service>(
            {"log odds", {0, 10}, "Fall for who would have stayed but for a failure or for being dissatisfied."}),
        row<&P::second_life>({"factor", {1e-3, 1e3}, "Hazard of leaving of who has returned, of what it would be."}),
    };
  }
};

/// Odds of returning this month   o eˣ/(1 − o + o eˣ),  x = ρ_S S − ρ_a months away + offer − ρ_f [left for service]
template <class V>
V return_odds(V satisfaction, V months_away, V offer, V for_service, const WinBack& p) {
  const V x = V(p.satisfaction) * satisfaction - V(p.fading) * months_away + offer - V(p.service) * for_service;
  return shifted_odds<V>(p.odds, max(V(-30), min(V(30), x)));
}

/// Change of the log hazard of leaving by having left before   ln φ · [second life]
template <class V>
V second_life_push(V second_life, const WinBack& p) {
  return log(V(p.second_life)) * second_life;
}

}  // namespace cxsim::model
