// Random words: the published answers, an engine for Boost, and addresses that never meet.
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <random>
#include <set>

#include "catch.hpp"
#include "cxsim/engine/address.hpp"
#include "cxsim/engine/philox.hpp"
#include "statistics.hpp"

namespace {

using namespace cxsim::engine;
using namespace cxsim::testing;
using Four = std::array<std::uint32_t, 4>;

Four words_of(const Four& counter, std::uint64_t key) {
  std::array<Words<1>, 4> at;
  for (std::size_t i = 0; i < 4; ++i) at[i] = Words<1>::all(counter[i]);
  const auto words = philox<1>(at, key);
  return {words[0].v[0], words[1].v[0], words[2].v[0], words[3].v[0]};
}

Four drawn(std::uint32_t person, std::uint32_t where, const Moment& now) {
  const auto words = draw<1>(Words<1>::all(person), Words<1>::all(where), now);
  return {words[0].v[0], words[1].v[0], words[2].v[0], words[3].v[0]};
}

}  // namespace

TEST_CASE("the words are those published with Random123") {
  constexpr std::uint32_t all = 0xffffffff;
  CHECK(words_of({0, 0, 0, 0}, 0) == Four{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(words_of({all, all, all, all}, ~std::uint64_t{0}) == Four{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(words_of({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0x299f31d0a4093822) ==
        Four{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("the engine gives the words of one call after another") {
  const Four counter{7, 8, 9, 10};
  Philox engine(counter, 11);
  for (std::uint32_t call = 0; call < 3; ++call)
    for (std::uint32_t word : words_of({7, 8, 9 + call, 10}, 11)) CHECK(engine() == word);
}

TEST_CASE("the engine is one that standard and Boost distributions take") {
  static_assert(std::uniform_random_bit_generator<Philox>);
  Philox engine({0, 0, 0, 0}, 301);
  std::vector<double> normals, gammas;
  for (int i = 0; i < 20000; ++i) {
    normals.push_back(boost::random::normal_distribution<>(2, 3)(engine));
    gammas.push_back(boost::random::gamma_distribution<>(0.5, 4)(engine));
  }
  CHECK(standard_errors(estimate(normals), 2) < allowed);
  CHECK(standard_errors(moment_of(normals, 2), 4 + 9) < allowed);
  CHECK(standard_errors(estimate(gammas), 2) < allowed);
  CHECK(standard_errors(moment_of(gammas, 2), 4 + 8) < allowed);
}

TEST_CASE("no two fields of an address share a bit, and together they are the whole counter") {
  Four used{};
  int bits = 0;
  for (const Field& field : address::table) {
    const std::uint32_t mask = place(field, field.limit() - 1);
    CHECK((used[static_cast<std::size_t>(field.word)] & mask) == 0);
    used[static_cast<std::size_t>(field.word)] |= mask;
    bits += field.bits;
  }
  CHECK(bits == 128);
}

TEST_CASE("a field takes its largest value and refuses the next, saying which field and how much fits") {
  for (const Field& field : address::table) {
    CHECK_NOTHROW(place(field, field.limit() - 1));
    const std::string limit = std::to_string(field.limit()), most = std::to_string(field.limit() - 1);
    CHECK_THROWS_WITH(place(field, field.limit()),
                      std::string(field.name) + " = " + limit + " does not fit; the most is " + most);
  }
  CHECK_THROWS_WITH(moment(1, 65536, 0), "replication = 65536 does not fit; the most is 65535");
  CHECK_THROWS_WITH(moment(1, 0, 65536), "step = 65536 does not fit; the most is 65535");
}

TEST_CASE("a draw is at the address that the table writes") {
  const auto now = moment(0x1122334455667788, 5, 6);
  CHECK(drawn(42, purpose_word(13, 2), now) == words_of({42, 5u << 16 | 6u, 13u << 24 | 2u, 0}, 0x1122334455667788));
  CHECK(stream(42, 3, now)() == words_of({42, 5u << 16 | 6u, 3u << 24, 0}, 0x1122334455667788)[0]);
}

TEST_CASE("whoever differs in seed, replication, step, person, purpose or place has other words") {
  std::set<Four> seen;
  for (std::uint64_t seed : {0u, 1u})
    for (std::uint64_t replication : {0u, 1u})
      for (std::uint64_t step : {0u, 1u})
        for (std::uint32_t person : {0u, 1u})
          for (int purpose : {0, 1})
            for (std::uint32_t in_field :
                 {place(address::kind, 0), place(address::kind, 1), place(address::occurrence, 1),
                  place(address::stage, 1), place(address::call, 1)})
              seen.insert(drawn(person, purpose_word(purpose) | in_field, moment(seed, replication, step)));
  CHECK(seen.size() == 32 * 5);
}
