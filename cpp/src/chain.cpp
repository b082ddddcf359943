#include "cxsim/world/chain.hpp"

#include <Eigen/Dense>

#include "cxsim/engine/check.hpp"

namespace cxsim::world {

std::vector<double> expected_visits(const model::Parameters& p, int journey) {
  const auto& kind = p.journeys[journey];
  const auto n = static_cast<Eigen::Index>(p.touchpoints.size());
  Eigen::MatrixXd chain = Eigen::MatrixXd::Zero(2 * n, 2 * n);  // rows: from, columns: to; failed states last
  Eigen::VectorXd entry = Eigen::VectorXd::Zero(2 * n);
  for (Eigen::Index to = 0; to < n; ++to) {
    const double failure = p.touchpoints[to].failure;
    for (Eigen::Index from = 0; from < n; ++from) {
      const bool own = p.own_route_after_failure[journey][from];
      const double after_failure = own ? kind.after_failure[from][to] : kind.transitions[from][to];
      chain(from, to) = kind.transitions[from][to] * (1 - failure);
      chain(from, n + to) = kind.transitions[from][to] * failure;
      chain(n + from, to) = after_failure * (1 - failure);
      chain(n + from, n + to) = after_failure * failure;
    }
    entry(to) = kind.entry[to] * (1 - failure);
    entry(n + to) = kind.entry[to] * failure;
  }
  const Eigen::MatrixXd leaving = Eigen::MatrixXd::Identity(2 * n, 2 * n) - chain.transpose();
  const Eigen::VectorXd visits = leaving.partialPivLu().solve(entry);
  // A chain that cannot end makes the matrix singular, or nearly so: then the solution is huge, negative or no number.
  constexpr double most_visits = 1e6;
  engine::require(visits.allFinite() && visits.minCoeff() > -1e-9 && visits.sum() < most_visits, "journeys.",
                  p.names.journeys[journey], ": some never end");
  std::vector<double> all(p.touchpoints.size());
  for (Eigen::Index t = 0; t < n; ++t) all[t] = visits(t) + visits(n + t);
  return all;
}

}  // namespace cxsim::world
