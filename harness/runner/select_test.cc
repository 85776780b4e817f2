#include "harness/runner/select.h"

#include "harness/runner/runner_test_support.h"

namespace imapspec::runner {
namespace {

struct SelectTest : testing::Test {
  std::vector<scenario::Scenario> suite = scenarios_of(
      "  - {id: a, title: A, was: [base/old/a], tags: [slow], verifies: [rfc3501-1-a], steps: [{C: NOOP, S: OK}]}\n"
      "  - {id: ab, title: AB, verifies: [rfc3501-1-a], with: [{id: x, line: NOOP}, {id: 'y', line: CHECK}], steps: "
      "[{C: $line, S: OK}]}\n");
  catalogue::Catalogue catalogue;

  std::vector<std::string> chosen(const Selection& selection) {
    std::vector<std::string> ids;
    const auto found = select(suite, catalogue, selection);
    if (!found) return {found.error()};
    for (const auto* scenario : *found) ids.push_back(scenario->id);
    return ids;
  }
  using Ids = std::vector<std::string>;
};

TEST_F(SelectTest, ByName) {
  EXPECT_EQ(chosen({}).size(), 3U);
  EXPECT_EQ(chosen({{"base/test/a"}, "", {}, 1, 1}), Ids{"base/test/a"});
  EXPECT_EQ(chosen({{"base/old/a"}, "", {}, 1, 1}), Ids{"base/test/a"});
  EXPECT_EQ(chosen({{"slow"}, "", {}, 1, 1}), Ids{"base/test/a"});
  EXPECT_EQ(chosen({{"base/test/ab"}, "", {}, 1, 1}), (Ids{"base/test/ab[x]", "base/test/ab[y]"}));
  EXPECT_EQ(chosen({{"base/test/ab[y]"}, "", {}, 1, 1}), Ids{"base/test/ab[y]"});
  EXPECT_EQ(chosen({{"base"}, "", {}, 1, 1}).size(), 3U);
  EXPECT_EQ(chosen({{"base/test/"}, "", {}, 1, 1}).size(), 3U);
  EXPECT_EQ(chosen({{"ba"}, "", {}, 1, 1}), Ids{"no scenario, folder or tag is called \"ba\""});
}

TEST_F(SelectTest, ByGlobLevelAndShard) {
  EXPECT_EQ(chosen({{}, "*[x]", {}, 1, 1}), Ids{"base/test/ab[x]"});
  EXPECT_EQ(chosen({{}, "nothing*", {}, 1, 1}),
            Ids{"nothing is left to play: no scenario fits all that was asked for"});
  EXPECT_EQ(chosen({{}, "", catalogue::Level::must, 1, 1}).size(), 1U);
  EXPECT_EQ(chosen({{}, "", {}, 2, 2}), Ids{"base/test/ab[x]"});
}

TEST(Shard, FromOneToN) {
  EXPECT_EQ(parse_shard("2/8"), std::pair(2U, 8U));
  for (const char* wrong : {"", "2", "0/8", "9/8", "2/8x", "/", "-1/2"}) EXPECT_FALSE(parse_shard(wrong)) << wrong;
}

}  // namespace
}  // namespace imapspec::runner
