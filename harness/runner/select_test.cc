#include "harness/runner/select.h"

#include "harness/runner/expectations.h"
#include "harness/runner/runner_test_support.h"

namespace imapspec::runner {
namespace {

struct SelectTest : testing::Test {
  std::vector<scenario::Scenario> suite = scenarios_of(
      "  - {id: a, title: A, was: [base/old/a], tags: [slow], verifies: [rfc3501-1-a], steps: [{C: NOOP, S: OK}]}\n"
      "  - {id: ab, title: AB, verifies: [rfc3501-1-a], with: [{id: x, line: NOOP}, {id: 'y', line: CHECK}], steps: [{C: $line, S: OK}]}\n");
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
  EXPECT_EQ(chosen({{}, "nothing*", {}, 1, 1}), Ids{"nothing is left to play: no scenario fits all that was asked for"});
  EXPECT_EQ(chosen({{}, "", catalogue::Level::must, 1, 1}).size(), 1U);
  EXPECT_EQ(chosen({{}, "", {}, 2, 2}), Ids{"base/test/ab[x]"});
}

TEST(Glob, StarsAndMarks) {
  EXPECT_TRUE(matches_glob("a*b*c", "aXbXbc"));
  EXPECT_FALSE(matches_glob("a*b*c", "aXcXb"));
  EXPECT_TRUE(matches_glob("?", "x"));
  EXPECT_FALSE(matches_glob("?", ""));
  EXPECT_TRUE(matches_glob("*", ""));
  EXPECT_FALSE(matches_glob(std::string(2000, '*') + "y", std::string(20000, 'x')));
}

TEST(Shard, FromOneToN) {
  EXPECT_EQ(parse_shard("2/8"), std::pair(2U, 8U));
  for (const char* wrong : {"", "2", "0/8", "9/8", "2/8x", "/", "-1/2"}) EXPECT_FALSE(parse_shard(wrong)) << wrong;
}

TEST(Expectations, ByExactId) {
  catalogue::PeerFile peer;
  peer.expect.push_back({"a", "RFC 3501 section 6.1", "It does not.", "", {}});
  peer.expect.push_back({"b", "RFC 3501 section 6.1", "It does not.", "", {}});
  peer.expect.push_back({"c", "RFC 3501 section 6.1", "It does not.", "", {}});
  std::vector<reports::Result> results(4);
  results[0].id = "a";
  results[0].verdict = reports::Verdict::fail;
  results[1].id = "b";
  results[2].id = "c";
  results[2].verdict = reports::Verdict::skip;
  results[3].id = "ab";
  results[3].verdict = reports::Verdict::fail;
  runner::apply(peer, results);
  EXPECT_EQ(results[0].verdict, reports::Verdict::xfail);
  EXPECT_EQ(results[0].reason, "It does not. (RFC 3501 section 6.1)");
  EXPECT_EQ(results[1].verdict, reports::Verdict::xpass);
  EXPECT_EQ(results[2].verdict, reports::Verdict::skip);
  EXPECT_EQ(results[3].verdict, reports::Verdict::fail);
}

}  // namespace
}  // namespace imapspec::runner
