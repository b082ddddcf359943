// The pool: every task once, errors and cancelling come out, and it can be used again and again.
#include <array>
#include <chrono>

#include "catch.hpp"
#include "cxsim/engine/parallel.hpp"

namespace {

using cxsim::engine::Cancelled;
using cxsim::engine::Pool;

bool go_on() { return true; }
void take_a_while() { std::this_thread::sleep_for(std::chrono::milliseconds(1)); }

}  // namespace

TEST_CASE("every index is run once, by a thread of the pool") {
  for (int threads : {1, 2, 5}) {
    Pool pool(threads);
    std::vector<std::atomic<int>> times(1000);
    std::atomic<int> strangers{0};
    pool.run(
        1000,
        [&](int thread, int index) {
          ++times[static_cast<std::size_t>(index)];
          strangers += thread < 0 || thread >= threads ? 1 : 0;
        },
        go_on);
    CHECK(pool.threads() == threads);
    CHECK(std::all_of(times.begin(), times.end(), [](const auto& each) { return each == 1; }));
    CHECK(strangers == 0);
  }
}

TEST_CASE("no two tasks run at once under one thread's number") {
  Pool pool(4);
  std::array<std::atomic<int>, 4> busy{};
  std::atomic<int> clashes{0};
  pool.run(
      200,
      [&](int thread, int) {
        auto& here = busy[static_cast<std::size_t>(thread)];
        clashes += here++ == 0 ? 0 : 1;
        std::this_thread::yield();
        --here;
      },
      go_on);
  CHECK(clashes == 0);
}

TEST_CASE("a pool runs many rounds, empty ones too, and each round is over when run returns") {
  Pool pool(3);
  std::atomic<int> sum{0};
  int expected = 0, wrong = 0;
  for (int round = 0; round < 2000; ++round) {
    const int count = round % 5;
    pool.run(count, [&](int, int index) { sum += index + 1; }, go_on);
    expected += count * (count + 1) / 2;
    wrong += sum == expected ? 0 : 1;
  }
  CHECK(wrong == 0);
}

TEST_CASE("an exception of a task comes out, the rest is dropped, and the pool goes on") {
  Pool pool(2);
  std::atomic<int> ran{0};
  const auto fail_early = [&](int, int index) {
    ++ran;
    take_a_while();
    if (index == 3) throw std::runtime_error("task 3 failed");
  };
  CHECK_THROWS_WITH(pool.run(10000, fail_early, go_on), "task 3 failed");
  CHECK(ran < 100);
  std::atomic<int> again{0};
  CHECK_NOTHROW(pool.run(50, [&](int, int) { ++again; }, go_on));
  CHECK(again == 50);
}

TEST_CASE("cancelling stops the run and says so") {
  Pool pool(2);
  std::atomic<int> ran{0};
  const auto slow = [&](int, int) {
    ++ran;
    take_a_while();
  };
  CHECK_THROWS_AS(pool.run(100000, slow, [] { return false; }), Cancelled);
  CHECK(ran < 10000);
}

TEST_CASE("a long task can see that the run was cancelled") {
  Pool pool(1);
  const auto endless = [&](int, int index) {
    while (!pool.dropped(index)) take_a_while();
  };
  CHECK_THROWS_AS(pool.run(1, endless, [] { return false; }), Cancelled);
}

TEST_CASE("when a task fails, long tasks after it can see that they are dropped, and the run ends") {
  Pool pool(3);
  const auto first_fails = [&](int, int index) {
    if (index == 0) throw std::runtime_error("task 0 failed");
    while (!pool.dropped(index)) take_a_while();  // for ever, if nobody said so
  };
  CHECK_THROWS_WITH(pool.run(3, first_fails, go_on), "task 0 failed");
  std::atomic<int> dropped{0};
  pool.run(3, [&](int, int index) { dropped += pool.dropped(index) ? 1 : 0; }, go_on);
  CHECK(dropped == 0);  // in the next run nothing is
}

TEST_CASE("of several errors the one of the lowest index comes out, whichever was thrown first") {
  Pool pool(3);
  std::atomic<int> thrown{0}, dropped{0};
  const auto last_fails_first = [&](int, int index) {
    while (thrown < 2 - index) take_a_while();
    dropped += pool.dropped(index) ? 1 : 0;
    ++thrown;
    throw std::runtime_error("task " + std::to_string(index) + " failed");
  };
  for (int round = 0; round < 20; ++round) {
    thrown = 0;
    CHECK_THROWS_WITH(pool.run(3, last_fails_first, go_on), "task 0 failed");
  }
  CHECK(dropped == 0);  // a task before the one that failed is still wanted
}

TEST_CASE("only the calling thread waits, and what waiting throws comes out of the run") {
  Pool pool(2);
  const auto caller = std::this_thread::get_id();
  std::atomic<int> elsewhere{0};
  const auto stop = [&]() -> bool {
    elsewhere += std::this_thread::get_id() == caller ? 0 : 1;
    throw std::runtime_error("stopped by the caller");
  };
  CHECK_THROWS_WITH(pool.run(100000, [](int, int) { take_a_while(); }, stop), "stopped by the caller");
  CHECK(elsewhere == 0);
}

TEST_CASE("numbers of threads that make no sense are refused") {
  CHECK_THROWS_WITH(Pool(0), "threads = 0: give 1 to 1024");
  CHECK_THROWS_WITH(Pool(1025), "threads = 1025: give 1 to 1024");
}
