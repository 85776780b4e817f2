#include "harness/scenario/alter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/scenario/load_test_support.h"

namespace imapspec::scenario {
namespace {

using testing::ElementsAre;

TEST(Alter, EachExpectationIsAlteredAlone) {
  const Scenario scenario = only(
      "topic: T\nsessions: {alice: selected}\ngiven: {messages: 1}\nscenarios:\n  - id: one\n    title: One\n"
      "    verifies: [rfc3501-1-a]\n    steps:\n"
      "      - {C: NOOP, S: [{rev1: '* 0 RECENT'}, {rev2: '* $m EXISTS'}, '* $n EXISTS', OK], check: $n == 1}\n"
      "      - {C: CHECK, outcomes: {yes: OK, no: NO}}\n      - {C: NOOP, when: no, S: OK}\n");
  const auto all = alterations(scenario, [](std::string_view bound_to) { return bound_to == "rev1"; });
  std::vector<std::string> whats;
  for (const auto& one : all) whats.push_back(one.what);
  EXPECT_THAT(whats, ElementsAre("* 0 RECENT", "* $n EXISTS", "OK", "check: $n == 1", "outcomes", "OK"));
  EXPECT_EQ(all[0].scenario.steps[0].expect[0].name(), "X-IMAPSPEC-NEVER-SAID");
  EXPECT_EQ(all[0].scenario.steps[0].expect[3].name(), "OK");
  EXPECT_TRUE(all[3].scenario.steps[0].check[0].negated);
  EXPECT_EQ(all[4].scenario.steps[1].outcomes[1].lines[0].name(), "X-IMAPSPEC-NEVER-SAID");
  EXPECT_FALSE(all[4].conditional);
  EXPECT_TRUE(all[5].conditional);
}

}  // namespace
}  // namespace imapspec::scenario
