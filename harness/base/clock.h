// Clock: time as an argument. The embedded run and the tests use a clock that jumps, so that no wait costs time.
#pragma once

#include <chrono>
#include <thread>

namespace imapspec {

using Duration = std::chrono::nanoseconds;
using TimePoint = std::chrono::time_point<std::chrono::steady_clock, Duration>;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual TimePoint now() = 0;
  virtual void sleep_until(TimePoint when) = 0;
};

class SystemClock final : public Clock {
 public:
  TimePoint now() override { return std::chrono::steady_clock::now(); }
  void sleep_until(TimePoint when) override { std::this_thread::sleep_until(when); }
};

// Stands still until somebody waits; then it is at once the moment that was waited for.
class VirtualClock final : public Clock {
 public:
  TimePoint now() override { return now_; }
  void sleep_until(TimePoint when) override {
    if (when > now_) now_ = when;
  }

 private:
  TimePoint now_{};
};

}  // namespace imapspec
