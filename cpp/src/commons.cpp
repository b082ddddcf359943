#include "cxsim/world/commons.hpp"

#include "cxsim/world/series.hpp"

namespace cxsim::world {

Commons neutral_commons(const model::Parameters& p) {
  return {p.market.penetration, p.standard.net_talk, p.market.reputation};
}

Commons next_commons(const Commons& before, const std::function<double(int)>& sum, const model::Parameters& p) {
  Commons next = before;
  const auto left = model::bad_news_left<double>(p.policy.review_response, p.word_of_mouth);
  const double customers = sum(t_customers), good = sum(t_messages_positive), bad = sum(t_messages_negative);
  next.net_talk = customers > 0 ? model::net_talk<double>(good / customers, bad / customers, left, p.word_of_mouth)
                                : p.standard.net_talk;
  const double read = good + left * bad, told = sum(t_report_positive) + left * sum(t_report_negative);
  if (read > 0) next.reputation = model::next_reputation<double>(before.reputation, told / read, p.reputation);
  return next;
}

std::vector<Standing> standing(const Population& people) {
  std::vector<Standing> all;
  for (const auto& block : people) all.resize(all.size() + static_cast<std::size_t>(block.rows));
  for (const auto& block : people)
    for (int row = 0; row < block.rows; ++row) {
      if (block.people[status][row] != customer) continue;
      all[block.first + static_cast<std::uint32_t>(row)] |= is_customer;
      const float by = block.people[referrer][row];
      if (block.people[tenure][row] == 0 && by >= 0) all[static_cast<std::uint32_t>(by)] |= brought_someone;
    }
  return all;
}

}  // namespace cxsim::world
