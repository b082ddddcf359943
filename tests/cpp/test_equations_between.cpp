// Equations of what crosses between people: talk, reputation, return.
#include "cxsim/model/adoption.hpp"
#include "cxsim/model/churn.hpp"
#include "cxsim/model/expectation.hpp"
#include "cxsim/model/referral.hpp"
#include "cxsim/model/reputation.hpp"
#include "cxsim/model/survey.hpp"
#include "cxsim/model/win_back.hpp"
#include "cxsim/model/word_of_mouth.hpp"
#include "equations.hpp"

namespace {

using namespace cxsim::model;
using cxsim::testing::near;
using cxsim::testing::V;

double returning(double satisfaction, double months, double offer, double service, const WinBack& p = {}) {
  return static_cast<double>(return_odds<V>(V(satisfaction), V(months), V(offer), V(service), p)[0]);
}

}  // namespace

TEST_CASE("promoters recommend, detractors warn, the others say nothing") {
  const WordOfMouth p;
  CHECK(near(messages<V>(V(0.5), p), 0.10));
  CHECK(messages<V>(V(0.4999), p)[0] == 0);
  CHECK(messages<V>(V(-0.9299), p)[0] == 0);
  CHECK(near(messages<V>(V(-0.9301), p), 0.07));
}

TEST_CASE("an opinion is satisfaction, a little trust and the day, and limits are those of 9 and 6 in a usual survey") {
  const WordOfMouth p;
  const Survey usual;
  CHECK(near(opinion<V>(V(1), V(-2), V(0.5), p), 1 - 0.25 * 2 + 0.64 * 0.5));
  const auto on_ten = [&](double opinion) { return usual.level + usual.satisfaction * opinion; };
  CHECK(std::abs(on_ten(p.promoter_from) - 8.5) < 0.01);
  CHECK(std::abs(on_ten(p.detractor_below) - 6.5) < 0.01);
  CHECK(std::abs(p.trust - usual.trust / usual.satisfaction) < 0.01);
  CHECK(std::abs(p.noise - usual.noise / usual.satisfaction) < 0.01);
}

TEST_CASE("net talk is good messages less bad ones, which weigh more or less, and less where they are answered") {
  WordOfMouth p;
  CHECK(near(net_talk<V>(V(0.05), V(0.02), V(1), p), 0.03));
  CHECK(near(bad_news_left<V>(V(0), p), 1));
  CHECK(near(bad_news_left<V>(V(0.5), p), 0.8));
  p.bad_news = 2;
  CHECK(near(net_talk<V>(V(0.05), V(0.02), bad_news_left<V>(V(1), p), p), 0.05 - 2 * 0.6 * 0.02));
}

TEST_CASE("talk above the norm's raises adoption, below it lowers it, and without weight it does nothing") {
  Adoption p;
  CHECK(near(talk_factor<V>(V(0.5), V(0), p), std::exp(0.1)));
  CHECK(near(talk_factor<V>(V(-0.5), V(0), p), std::exp(-0.1)));
  CHECK(talk_factor<V>(V(0.03), V(0.03), p)[0] == 1);
  p.net_talk = 0;
  CHECK(talk_factor<V>(V(7), V(0.03), p)[0] == 1);
}

TEST_CASE("what others say is believed more than an advert, and less than experience") {
  const Expectation e;
  const V others = gain<V>(V(1), WordOfMouth{}.heard_noise);
  CHECK(others[0] > gain<V>(V(1), e.advert_noise)[0]);
  CHECK(others[0] < gain<V>(V(1), e.experience_noise)[0]);
}

TEST_CASE("a report rises with satisfaction and stays on the nine-point scale") {
  CHECK(near(report<V>(V(0), Reputation{}), 7));
  CHECK(near(report<V>(V(1), Reputation{}), 7.6));
  CHECK(report<V>(V(9), Reputation{})[0] == 9);
  CHECK(report<V>(V(-20), Reputation{})[0] == 1);
}

TEST_CASE("reputation moves a tenth of the way to what is reported, and stays where it agrees") {
  CHECK(near(next_reputation<V>(V(7), V(8), Reputation{}), 7.1));
  CHECK(next_reputation<V>(V(7.25), V(7.25), Reputation{})[0] == 7.25f);
}

TEST_CASE("a name better than the norm's holds people who need it, and the norm's holds nobody") {
  CHECK(near(symbolic_pull<V>(V(7.5), V(7), V(1.2), Churn{}), 1.2 * 0.2 * 0.5));
  CHECK(symbolic_pull<V>(V(6), V(7), V(1), Churn{})[0] < 0);
  CHECK(symbolic_pull<V>(V(7), V(7), V(1), Churn{})[0] == 0);
  CHECK(symbolic_pull<V>(V(9), V(7), V(0), Churn{})[0] == 0);
}

TEST_CASE("reputation above the category's raises what is held to be due, on joining") {
  const auto due = [](double gap) { return first_should<V>(V(0), V(0), V(0), V(0), V(0), V(gap), Expectation{}); };
  CHECK(near(due(0.5), Expectation{}.initial_should + 0.05));
  CHECK(due(-1)[0] < due(0)[0]);
}

TEST_CASE("the odds of returning are those of the logistic curve through the odds at the norm") {
  const double logit = std::log(0.03 / 0.97) + 0.6 * 0.5 - 0.1 * 4 + 0.7 - 0.5;
  CHECK(std::abs(returning(0.5, 4, 0.7, 1) - 1 / (1 + std::exp(-logit))) < 1e-7);
  CHECK(std::abs(returning(0, 0, 0, 0) - 0.03) < 1e-8);
}

TEST_CASE("contentment and an offer bring people back, time and bad service keep them away") {
  const double usual = returning(0, 3, 0, 0);
  CHECK(returning(1, 3, 0, 0) > usual);
  CHECK(returning(0, 3, 1, 0) > usual);
  CHECK(returning(0, 4, 0, 0) < usual);
  CHECK(returning(0, 3, 0, 1) < usual);
}

TEST_CASE("odds of returning of 0 and 1 stay what they are, whatever people feel") {
  WinBack never, always;
  never.odds = 0;
  always.odds = 1;
  for (const double satisfaction : {-1e4, 0.0, 1e4}) {
    CHECK(returning(satisfaction, 1, 10, 0, never) == 0);
    CHECK(returning(satisfaction, 1, 10, 0, always) == 1);
  }
}

TEST_CASE("a referrer who stays holds by a factor, an earlier life pushes by one, and factors of 1 do nothing") {
  Referral alike;
  alike.hazard = 1;
  WinBack same;
  same.second_life = 1;
  CHECK(near(referral_bond<V>(V(1), Referral{}), std::log(0.82)));
  CHECK(referral_bond<V>(V(0), Referral{})[0] == 0);
  CHECK(referral_bond<V>(V(1), alike)[0] == 0);
  CHECK(near(second_life_push<V>(V(1), WinBack{}), std::log(1.2)));
  CHECK(second_life_push<V>(V(0), WinBack{})[0] == 0);
  CHECK(second_life_push<V>(V(1), same)[0] == 0);
}
