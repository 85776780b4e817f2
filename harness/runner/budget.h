// Budget: how many sessions of scenarios there may be at once, shared by the workers of a run. It shrinks when the server
// refuses connections.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace imapspec::runner {

class Budget {
 public:
  explicit Budget(unsigned limit) : limit_(std::max(1U, limit)) {}

  // Waits until `n` more are within the limit, or nobody holds any: then even more than the limit is granted, since it will
  // never be otherwise.
  void acquire(unsigned n) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return used_ == 0 || used_ + n <= limit_; });
    used_ += n;
  }
  void release(unsigned n) {
    const std::lock_guard lock(mutex_);
    used_ -= n;
    changed_.notify_all();
  }
  // The server refused a connection while this worker held so many. Whether others hold some, so that it is worth to wait
  // for them; from now on there are fewer.
  bool refused(unsigned held_here) {
    const std::lock_guard lock(mutex_);
    const bool others = used_ > held_here;
    limit_ = others ? std::max(1U, std::min(limit_, used_ - 1)) : 1;
    return others;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  unsigned limit_;
  unsigned used_ = 0;
};

}  // namespace imapspec::runner
