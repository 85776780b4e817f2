#include "harness/mail/forest.h"

#include <gtest/gtest.h>

#include <random>

namespace imapspec::mail {
namespace {

TEST(Forest, RefusesLoops) {
  Forest forest;
  const auto a = forest.add(), b = forest.add(), c = forest.add();
  EXPECT_FALSE(forest.link(a, a));
  EXPECT_TRUE(forest.link(b, a));
  EXPECT_TRUE(forest.link(c, b));
  EXPECT_FALSE(forest.link(a, c));
  EXPECT_EQ(forest.parent(c), b);
  forest.cut(b);
  EXPECT_EQ(forest.parent(b), Forest::kNone);
  EXPECT_TRUE(forest.link(a, c));
  EXPECT_FALSE(forest.link(b, a));
  forest.cut(b);  // it has no parent; nothing happens
  EXPECT_EQ(forest.parent(a), c);
}

// Against the plain way: going up.
TEST(Forest, AgreesWithGoingUp) {
  std::mt19937 random(5);
  for (int round = 0; round < 50; ++round) {
    Forest forest;
    std::vector<Forest::Node> parents(40, Forest::kNone);
    for (std::size_t i = 0; i < parents.size(); ++i) forest.add();
    for (int step = 0; step < 400; ++step) {
      const auto child = static_cast<Forest::Node>(random() % parents.size());
      const auto parent = static_cast<Forest::Node>(random() % parents.size());
      if (parents[child] != Forest::kNone) {
        forest.cut(child);
        parents[child] = Forest::kNone;
      }
      bool below = false;
      for (auto at = parent; at != Forest::kNone && !below; at = parents[at]) below = at == child;
      ASSERT_EQ(forest.link(child, parent), !below);
      if (!below) parents[child] = parent;
      for (Forest::Node i = 0; i < parents.size(); ++i) ASSERT_EQ(forest.parent(i), parents[i]);
    }
  }
}

TEST(Forest, DeepTreesAreNoTrouble) {  // by going up, 5 * 10^9 steps
  constexpr Forest::Node kNodes = 100'000;
  Forest forest;
  for (Forest::Node i = 0; i < kNodes; ++i) forest.add();
  for (Forest::Node i = 1; i < kNodes; ++i) ASSERT_TRUE(forest.link(i, i - 1));
  for (Forest::Node i = 1; i < kNodes; ++i) ASSERT_FALSE(forest.link(0, i));
}

}  // namespace
}  // namespace imapspec::mail
