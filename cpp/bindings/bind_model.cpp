// The equations of the model for Python: each is the very template that the month runs, one lane wide, over arrays.
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include "bind.hpp"
#include "cxsim/engine/check.hpp"
#include "cxsim/engine/lane.hpp"
#include "cxsim/model/causes.hpp"
#include "cxsim/world/compile.hpp"

namespace py = pybind11;
using namespace cxsim;

namespace {

using V = engine::Lane<1>;
using Numbers = py::array_t<double, py::array::forcecast>;

/// What Python gives for an argument of an equation: a number, or for a block all parameters
/// (nothing writes to them, but py::vectorize passes no const reference on).
template <class Argument>
struct Given {
  using type = model::Parameters&;
};
template <>
struct Given<V> {
  using type = double;
};
template <>
struct Given<double> {
  using type = double;
};

template <class Argument>
decltype(auto) argument(typename Given<Argument>::type given) {
  if constexpr (std::is_arithmetic_v<std::decay_t<decltype(given)>>) {
    return Argument(given);
  } else {
    const std::decay_t<Argument>* block = nullptr;
    model::each_block(given, [&](const char*, const auto& each) {
      if constexpr (std::is_same_v<decltype(each), Argument>) block = &each;
    });
    return (*block);
  }
}

/// An equation as a function of arrays; named arguments as in its header.
template <class Result, class... Arguments, class... Names>
void add(py::module_& module, const char* equation, Result (*formula)(Arguments...), Names... names) {
  static_assert(sizeof...(Arguments) == sizeof...(Names));
  const auto each = [formula](typename Given<Arguments>::type... given) {
    return formula(argument<Arguments>(given)...)[0];
  };
  module.def(equation, py::vectorize(each), py::arg(names)...);
}

/// What the month works out for a segment.
world::SegmentPlan plan_of(const model::Parameters& p, std::size_t segment) {
  engine::require(segment < p.segments.size(), "segment ", segment, " of ", p.segments.size());
  return world::compile(p)[segment];
}

/// The log hazard takes its feelings one by one, and what the segment brings from the parameters.
py::object log_hazard(Numbers satisfaction, Numbers affect, Numbers effort, Numbers price_excess, Numbers commitment,
                      Numbers trust, Numbers grievance, Numbers self_service, Numbers tenure,
                      const model::Parameters& p, std::size_t segment) {
  const model::Leaving leaving = plan_of(p, segment).leaving;
  const auto each = [&](double s, double a, double e, double x, double c, double t, double g, double h, double m) {
    const model::Feelings<V> feelings{V(s), V(a), V(e), V(x), V(c), V(t), V(g), V(h), V(m)};
    return model::log_hazard<V>(feelings, leaving, p.churn)[0];
  };
  return py::vectorize(each)(satisfaction, affect, effort, price_excess, commitment, trust, grievance, self_service,
                             tenure);
}

/// A formula of the motives and the relative price, over arrays.
template <class Formula>
auto over_motives(Formula formula) {
  return py::vectorize([formula](double s, double a, double e, double w, double c, double t, double g, double h,
                                 double m, double price) {
    const model::Motives<V> motives{V(s), V(a), V(e), V(w), V(c), V(t), V(g), V(h), V(m)};
    return formula(motives, V(price))[0];
  });
}

/// By name, as the log hazard takes them.
py::dict feelings(Numbers satisfaction, Numbers affect, Numbers effort, Numbers willingness, Numbers commitment,
                  Numbers trust, Numbers grievance, Numbers self_service, Numbers tenure, Numbers relative_price,
                  const model::Parameters& p) {
  using namespace py::literals;
  using F = model::Feelings<V>;
  const auto felt = [&](V F::* member) {
    const auto each = [&, member](const auto& motives, V price) {
      return model::feelings<V>(motives, price, p.money).*member;
    };
    return over_motives(each)(satisfaction, affect, effort, willingness, commitment, trust, grievance, self_service,
                              tenure, relative_price);
  };
  return py::dict(
      "satisfaction"_a = felt(&F::satisfaction), "affect"_a = felt(&F::affect), "effort"_a = felt(&F::effort),
      "price_excess"_a = felt(&F::price_excess), "commitment"_a = felt(&F::commitment), "trust"_a = felt(&F::trust),
      "grievance"_a = felt(&F::grievance), "self_service"_a = felt(&F::self_service), "tenure"_a = felt(&F::tenure));
}

/// `actual` holds the causes as bits.
py::object log_hazard_with(int actual, Numbers satisfaction, Numbers affect, Numbers effort, Numbers willingness,
                           Numbers commitment, Numbers trust, Numbers grievance, Numbers self_service, Numbers tenure,
                           Numbers relative_price, const model::Parameters& p, std::size_t segment) {
  engine::require(actual >= 0 && actual <= model::every_cause, "causes ", actual, " of ", model::every_cause);
  const world::SegmentPlan plan = plan_of(p, segment);
  const auto each = [&](const auto& motives, V price) {
    return model::log_hazard_with<V>(actual, motives, plan.leaving, plan.leaving_usual, price, p.money, p.churn);
  };
  return over_motives(each)(satisfaction, affect, effort, willingness, commitment, trust, grievance, self_service,
                            tenure, relative_price);
}

py::object tenure_effect(Numbers tenure, const model::PerKnot& at) {
  return py::vectorize([&](double months) { return model::tenure_effect<V>(V(months), at)[0]; })(tenure);
}

/// What the month works out once for a segment, for equations that take it as a number.
py::dict worked_out(const model::Parameters& p, std::size_t segment) {
  using namespace py::literals;
  const world::SegmentPlan plan = plan_of(p, segment);
  return py::dict("own"_a = plan.own_luck, "innovation"_a = plan.mood_innovation,
                  "conditions"_a = plan.adoption_conditions, "promise"_a = plan.mean_promise,
                  "price_rise"_a = plan.log_price_rise, "alternatives"_a = plan.alternatives,
                  "relative_price"_a = plan.relative_price);
}

void add_expecting(py::module_& m) {
  add(m, "gain", model::gain<V>, "uncertainty", "noise");
  add(m, "next_will", model::next_will<V>, "will", "evidence", "gain");
  add(m, "next_uncertainty", model::next_uncertainty<V>, "uncertainty", "gain", "drift");
  add(m, "next_should", model::next_should<V>, "should", "perceived", "parameters");
  add(m, "first_should", model::first_should<V>, "fit", "promise_gap", "price_rise", "knowledge", "rival_gap",
      "reputation_gap", "parameters");
  add(m, "log_width", model::log_width<V>, "mood", "knowledge", "tenure", "price_rise", "alternatives", "parameters");
  add(m, "width_factor", model::width_factor<V>, "log_width", "failures", "parameters");
}

void add_judging(py::module_& m) {
  add(m, "delivered", model::delivered<V>, "quality", "fit", "spread", "shared_luck", "own_luck", "own", "parameters");
  add(m, "personal_quality", model::personal_quality<V>, "personalization", "trust", "concern", "control",
      "parameters");
  add(m, "protection_quality", model::protection_quality<V>, "protection", "personalization", "concern", "parameters");
  add(m, "perceived", model::perceived<V>, "delivered", "will", "should", "mood", "initial_should", "parameters");
  add(m, "dimension_value", model::dimension_value<V>, "perceived", "will", "should", "adequate", "norm", "above",
      "below", "parameters");
  add(m, "encounter_value", model::encounter_value<V>, "dimensions", "effort", "hit", "norm_effort", "parameters");
  add(m, "dimension_affect", model::dimension_affect<V>, "perceived", "should", "adequate", "parameters");
  add(m, "encounter_affect", model::encounter_affect<V>, "dimensions", "hit", "mood", "parameters");
  add(m, "encounter_effort", model::encounter_effort<V>, "base", "switched", "repeated", "in_menu", "detail",
      "knowledge", "ease", "integration", "parameters");
  add(m, "failure_force", model::failure_force<V>, "forgiveness", "tenure", "standardized_trust", "parameters");
}

void add_recovering(py::module_& m) {
  add(m, "readiness_to_complain", model::readiness_to_complain<V>, "access", "standardized_commitment", "parameters");
  add(m, "voice_odds", model::voice_odds<V>, "readiness", "severity", "parameters");
  add(m, "justice", model::justice<V>, "refund", "apology", "access", "delay", "informed", "parameters");
  add(m, "rankling", model::rankling<V>, "voiced", "answered", "justice", "parameters");
  add(m, "novelty", model::novelty<V>, "recoveries");
  add(m, "repair", model::repair<V>, "hit", "justice", "recoveries", "parameters");
  add(m, "praise", model::praise<V>, "justice", "recoveries", "parameters");
  add(m, "repaired_satisfaction", model::repaired_satisfaction<V>, "satisfaction", "without_failures", "repairs",
      "parameters");
  add(m, "great_moment_odds", model::great_moment_odds<V>, "empowerment", "parameters");
  add(m, "activation_push", model::activation_push<V>, "activated", "parameters");
}

void add_remembering(py::module_& m) {
  add(m, "next_mood", model::next_mood<V>, "mood", "normal", "innovation", "parameters");
  add(m, "next_fast_affect", model::next_fast_affect<V>, "fast", "strongest", "parameters");
  add(m, "next_best_moment", model::next_best_moment<V>, "best", "highest", "parameters");
  add(m, "next_worst_moment", model::next_worst_moment<V>, "worst", "lowest", "parameters");
  add(m, "affect_memory", model::affect_memory<V>, "fast", "best", "worst", "parameters");
  add(m, "next_effort", model::next_effort<V>, "memory", "mean_effort", "parameters");
  add(m, "next_grievance", model::next_grievance<V>, "grievance", "month", "parameters");
  add(m, "journey_value", model::journey_value<V>, "mean", "peak", "end", "end_salience", "parameters");
  add(m, "next_gain", model::next_gain<V>, "gain", "parameters");
  add(m, "next_satisfaction", model::next_satisfaction<V>, "satisfaction", "standardized_journey", "mean_salience",
      "gain");
  add(m, "trust_input", model::trust_input<V>, "standardized_journey", "heard", "promise", "perceived", "exposed",
      "parameters");
  add(m, "next_trust", model::next_trust<V>, "trust", "input", "parameters");
  add(m, "expit", model::expit<V>, "x");
  add(m, "shifted_odds", model::shifted_odds<V>, "odds", "shift");
  add(m, "next_commitment", model::next_commitment<V>, "commitment", "trust", "satisfaction", "parameters");
  add(m, "engagement", model::engagement<V>, "satisfaction", "standardized_commitment");
}

void add_acting(py::module_& m) {
  using namespace py::literals;
  add(m, "price_excess", model::price_excess<V>, "relative_price", "willingness", "satisfaction", "parameters");
  add(m, "spend", model::spend<V>, "fee", "usage", "satisfaction", "commitment", "parameters");
  m.def("log_hazard", &log_hazard, "satisfaction"_a, "affect"_a, "effort"_a, "price_excess"_a, "commitment"_a,
        "trust"_a, "grievance"_a, "self_service"_a, "tenure"_a, "parameters"_a, "segment"_a);
  m.def("feelings", &feelings, "satisfaction"_a, "affect"_a, "effort"_a, "willingness"_a, "commitment"_a, "trust"_a,
        "grievance"_a, "self_service"_a, "tenure"_a, "relative_price"_a, "parameters"_a);
  m.def("log_hazard_with", &log_hazard_with, "actual"_a, "satisfaction"_a, "affect"_a, "effort"_a, "willingness"_a,
        "commitment"_a, "trust"_a, "grievance"_a, "self_service"_a, "tenure"_a, "relative_price"_a, "parameters"_a,
        "segment"_a);
  m.def("shapley", &model::shapley, "together"_a, "factors"_a, "For one person.");
  m.def("tenure_effect", &tenure_effect, "tenure"_a, "at"_a);
  add(m, "leaves", model::leaves<V>, "exponential", "log_hazard");
  add(m, "adoption_rate", model::adoption_rate<V>, "share", "conditions", "steps_per_year", "parameters");
  add(m, "adopts", model::adopts<V>, "exponential", "rate");
  add(m, "talk_factor", model::talk_factor<V>, "net_talk", "usual_talk", "parameters");
  add(m, "symbolic_pull", model::symbolic_pull<V>, "reputation", "usual_reputation", "need", "parameters");
  add(m, "return_odds", model::return_odds<V>, "satisfaction", "months_away", "offer", "for_service", "parameters");
  add(m, "second_life_push", model::second_life_push<V>, "second_life", "parameters");
  add(m, "referral_bond", model::referral_bond<V>, "referrer_stays", "parameters");
  m.def("response", py::vectorize([](double size, double exponent, double ceiling) {
          return model::response(size, {exponent, ceiling});
        }),
        "size"_a, "exponent"_a, "ceiling"_a);
  m.def("worked_out", &worked_out, "parameters"_a, "segment"_a = 0,
        "Numbers that the month works out once for a segment.");
}

void add_answering(py::module_& m) {
  add(m, "recommendation", model::recommendation<V>, "satisfaction", "trust", "style", "luck", "parameters");
  add(m, "satisfaction_answer", model::satisfaction_answer<V>, "satisfaction", "style", "luck", "parameters");
  add(m, "ease_answer", model::ease_answer<V>, "effort", "style", "luck", "parameters");
  add(m, "on_scale", model::on_scale<V>, "latent", "coarse", "low", "high");
  add(m, "answering", model::answering<V>, "standardized", "parameters");
}

void add_talking(py::module_& m) {
  add(m, "opinion", model::opinion<V>, "satisfaction", "trust", "luck", "parameters");
  add(m, "messages", model::messages<V>, "opinion", "parameters");
  add(m, "bad_news_left", model::bad_news_left<V>, "answered", "parameters");
  add(m, "net_talk", model::net_talk<V>, "good", "bad", "left", "parameters");
  add(m, "report", model::report<V>, "satisfaction", "parameters");
  add(m, "next_reputation", model::next_reputation<V>, "reputation", "report", "parameters");
}

}  // namespace

void bind_model(py::module_& module) {
  auto equations = module.def_submodule(
      "equations", "The equations of the model over arrays, in the single precision of the month (cxsim.model).");
  add_expecting(equations);
  add_judging(equations);
  add_recovering(equations);
  add_remembering(equations);
  add_acting(equations);
  add_answering(equations);
  add_talking(equations);
}
