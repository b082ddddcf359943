// The order of the month: one list, the table of contents of the model. It can be printed (`month_order()`).
#pragma once
#include "cxsim/world/behavior.hpp"
#include "cxsim/world/encounters.hpp"
#include "cxsim/world/feelings.hpp"
#include "cxsim/world/routes.hpp"
#include "cxsim/world/surveys.hpp"
#include "cxsim/world/talk.hpp"

namespace cxsim::world::inline CXSIM_ISA {

template <class V>
struct Step {
  const char *name, *doc;
  void (*run)(Month<V>&);
};

// Before the first step the month's parameter set is compiled into tables: schedule and delivery (compile.cpp).
template <class V>
inline constexpr std::array month_steps{
    Step<V>{"routes", "where each customer goes and what fails there", routes<V>},
    Step<V>{"mood", "mood moves on its own", moods<V>},
    Step<V>{"signals", "adverts, talk and prices move expectations; the zone's width is set", signals<V>},
    Step<V>{"encounters", "quality is delivered, judged, closed into value, affect, effort, satisfaction, trust",
            encounters<V>},
    Step<V>{"remember", "affect, effort, grievance, commitment", remember<V>},
    Step<V>{"buy", "what is paid and what it costs", buy<V>},
    Step<V>{"answer", "what surveys hear; nothing anybody does depends on it", answer<V>},
    Step<V>{"talk", "what customers tell others, and whom that makes an advocate", talk<V>},
    Step<V>{"leave", "who leaves, by choice or not", leave<V>},
    Step<V>{"forget and adopt", "the lapsed return or forget, prospects join", forget_and_adopt<V>},
    Step<V>{"books", "totals of the month", books<V>},
};

/// One month of one block in one world. Returns whether some value left the bound of its sum.
template <class V>
bool run_month(Block& block, const SegmentPlan& plan, const Now& now, Scratch& scratch, const SeriesList& series,
               std::int64_t* totals) {
  Month<V> month{block, plan, now, scratch, series, totals};
  month.gather();
  for (const auto& step : month_steps<V>) step.run(month);
  return month.outside;
}

}  // namespace cxsim::world::inline CXSIM_ISA
