// Response to spending: the ADBUDG curve, scaled so that the stated spend has the stated effect.
// Source: Little 1970, Management Science 16(8):B466 (form); exponent and ceiling assumed.
#pragma once
#include <cmath>

#include "cxsim/model/row.hpp"

namespace cxsim::model {

struct Response {
  double exponent = 1.26;
  double ceiling = 2;

  static constexpr auto rows() {
    using P = Response;
    return std::tuple{
        row<&P::exponent>({"exponent", {0.1, 10}, "Shape of the response to spending; above 1 it is S-shaped."}),
        row<&P::ceiling>({"multiple",
                          {1.0001, 100},
                          "Most that any spending can reach, in multiples of the stated effect.",
                          assumed,
                          {1.4, 3}}),
    };
  }
};

/// Multiple of the stated effect at a multiple x of the stated spend   y = L x^c / (L − 1 + x^c)
inline double response(double size, const Response& p) {
  const double power = std::pow(size, p.exponent);
  return p.ceiling * power / (p.ceiling - 1 + power);
}

}  // namespace cxsim::model
