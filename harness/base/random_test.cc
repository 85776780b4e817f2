#include "harness/base/random.h"

#include <gtest/gtest.h>

#include <array>

namespace imapspec {
namespace {

// The first outputs of SplitMix64 for seed 1234567, as its authors publish them.
TEST(Random, IsSplitMix64) {
  Random random(1234567);
  constexpr std::array<std::uint64_t, 3> kKnown = {6457827717110365317U, 3203168211198807973U, 9817491932198370423U};
  for (const std::uint64_t known : kKnown) EXPECT_EQ(random.next(), known);
}

TEST(Random, StaysBelowItsBoundAndReachesAllOfIt) {
  Random random(1);
  std::array<int, 7> seen{};
  for (int i = 0; i < 7000; ++i) ++seen.at(random.below(7));
  for (const int times : seen) EXPECT_GT(times, 800);
}

TEST(Random, ChanceKnowsNeverAndAlways) {
  Random random(2);
  for (int i = 0; i < 100; ++i) {
    EXPECT_FALSE(random.chance(0, 5));
    EXPECT_TRUE(random.chance(5, 5));
  }
}

}  // namespace
}  // namespace imapspec
