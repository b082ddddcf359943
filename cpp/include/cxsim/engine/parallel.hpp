// Threads that live as long as a run. Workers take tasks from a counter; the calling thread only waits,
// reports progress and may cancel, so that it alone needs to talk to whoever started the run.
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace cxsim::engine {

/// Thrown out of a run that its caller cancelled.
struct Cancelled : std::runtime_error {
  Cancelled() : std::runtime_error("the run was cancelled") {}
};

inline constexpr int most_threads = 1024;

class Pool {
 public:
  explicit Pool(int threads);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  int threads() const { return static_cast<int>(workers_.size()); }
  /// Whether a task may end early: nobody wants its result any more.
  bool dropped(int index) const { return cancelled_ || index > failed_; }

  /// Runs task(thread, index) for index 0 … count − 1. `waiting()` is called every few milliseconds and
  /// returns false to cancel; then, or when a task throws, the rest is dropped and the exception comes out here.
  /// If several tasks throw, it is always that of the lowest index: those before it were begun, and are not dropped.
  void run(int count, const std::function<void(int, int)>& task, const std::function<bool()>& waiting);

 private:
  static constexpr int none = std::numeric_limits<int>::max();

  void work(int thread);
  void close();
  void fail(int index, const std::exception_ptr& error);

  std::mutex mutex_;
  std::condition_variable start_, done_;
  const std::function<void(int, int)>* task_ = nullptr;
  std::int64_t round_ = 0;
  int count_ = 0, next_ = 0, running_ = 0;
  std::atomic<bool> cancelled_{false};
  std::atomic<int> failed_{none};  // lowest index that threw
  bool closing_ = false;
  std::exception_ptr error_;
  std::vector<std::thread> workers_;
};

}  // namespace cxsim::engine
