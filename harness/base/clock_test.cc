#include "harness/base/clock.h"

#include <gtest/gtest.h>

namespace imapspec {
namespace {

using namespace std::chrono_literals;

TEST(VirtualClock, StandsStillUntilSomebodyWaitsAndNeverGoesBack) {
  VirtualClock clock;
  const TimePoint start = clock.now();
  EXPECT_EQ(clock.now(), start);
  clock.sleep_until(start + 24h);
  EXPECT_EQ(clock.now(), start + 24h);
  clock.sleep_until(start + 1h);
  EXPECT_EQ(clock.now(), start + 24h);
}

}  // namespace
}  // namespace imapspec
