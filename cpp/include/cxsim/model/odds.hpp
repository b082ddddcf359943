// Odds: what pushes and pulls add up to on the logit, as a probability.
#pragma once

namespace cxsim::model {

/// Logistic function   expit(x) = 1 / (1 + e^{−x})
template <class V>
V expit(V x) {
  return V(1) / (V(1) + exp(-x));
}

/// Odds whose logit is moved by x   o eˣ / (1 − o + o eˣ);  where o is 0 nothing moves it
template <class V>
V shifted_odds(double odds, V shift) {
  V raised = V(odds) * exp(shift);
  return raised / V(V(1 - odds) + raised);
}

}  // namespace cxsim::model
