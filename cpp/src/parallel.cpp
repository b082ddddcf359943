#include "cxsim/engine/parallel.hpp"

#include <chrono>

#include "cxsim/engine/check.hpp"

namespace cxsim::engine {

Pool::Pool(int threads) {
  require(threads >= 1 && threads <= most_threads, "threads = ", threads, ": give 1 to ", most_threads);
  try {
    for (int i = 0; i < threads; ++i) workers_.emplace_back([this, i] { work(i); });
  } catch (...) {  // the system has no more threads: those that run must end before the exception goes on
    close();
    throw;
  }
}

Pool::~Pool() { close(); }

void Pool::close() {
  {
    std::lock_guard lock(mutex_);
    closing_ = true;
  }
  start_.notify_all();
  for (auto& worker : workers_) worker.join();
}

void Pool::run(int count, const std::function<void(int, int)>& task, const std::function<bool()>& waiting) {
  std::unique_lock lock(mutex_);
  task_ = &task;
  count_ = count;
  next_ = 0;
  running_ = threads();
  error_ = nullptr;
  cancelled_ = false;
  failed_ = none;
  ++round_;
  start_.notify_all();
  while (!done_.wait_for(lock, std::chrono::milliseconds(20), [this] { return running_ == 0; })) {
    lock.unlock();
    bool go_on = false;
    std::exception_ptr thrown;
    try {
      go_on = waiting();
    } catch (...) {
      thrown = std::current_exception();
    }
    lock.lock();
    if (!go_on) {
      cancelled_ = true;
      count_ = 0;
      if (!error_) error_ = thrown ? thrown : std::make_exception_ptr(Cancelled());
    }
  }
  if (error_) std::rethrow_exception(error_);
}

void Pool::work(int thread) {
  std::unique_lock lock(mutex_);
  for (std::int64_t seen = 0;;) {
    start_.wait(lock, [&] { return closing_ || round_ != seen; });
    if (closing_) return;
    seen = round_;
    while (next_ < count_) {
      const int index = next_++;
      lock.unlock();
      std::exception_ptr error;
      try {
        (*task_)(thread, index);
      } catch (...) {
        error = std::current_exception();
      }
      lock.lock();
      if (error) fail(index, error);
    }
    if (--running_ == 0) done_.notify_all();
  }
}

void Pool::fail(int index, const std::exception_ptr& error) {
  count_ = 0;
  if (dropped(index)) return;
  failed_ = index;
  error_ = error;
}

}  // namespace cxsim::engine
