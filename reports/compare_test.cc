#include "reports/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/report_test_support.h"

namespace imapspec::reports {
namespace {

using ::testing::HasSubstr;
using ::testing::Pair;
using Kind = Change::Kind;

Report with(std::initializer_list<std::pair<const char*, Verdict>> verdicts, const char* message = "it is wrong") {
  Report report;
  for (const auto& [id, verdict] : verdicts) {
    Result& result = report.results.emplace_back();
    result.id = id;
    result.verdict = verdict;
    if (verdict == Verdict::fail || verdict == Verdict::xfail) {
      result.failures.resize(1);
      result.failures[0].message = message;
    }
  }
  return report;
}

std::vector<std::pair<std::string, Kind>> kinds(const Report& before, const Report& after) {
  std::vector<std::pair<std::string, Kind>> list;
  for (const Change& change : compare(before, after)) list.emplace_back(change.id(), change.kind);
  return list;
}

std::string text_of(const Report& before, const Report& after) {
  return write_comparison_text(before, after, compare(before, after));
}

TEST(Compare, TellsChangesApart) {
  const Report before = with({{"a", Verdict::pass},
                              {"b", Verdict::fail},
                              {"c", Verdict::fail},
                              {"d", Verdict::skip},
                              {"e", Verdict::pass},
                              {"f", Verdict::fail}});
  const Report after = with({{"a", Verdict::fail},
                             {"b", Verdict::pass},
                             {"c", Verdict::error},
                             {"d", Verdict::pass},
                             {"e", Verdict::pass},
                             {"g", Verdict::fail}});
  EXPECT_THAT(kinds(before, after),
              ::testing::ElementsAre(Pair("a", Kind::failed), Pair("g", Kind::failed), Pair("c", Kind::differs),
                                     Pair("b", Kind::mended), Pair("f", Kind::gone), Pair("d", Kind::other)));
  EXPECT_TRUE(is_worse(after, compare(before, after)));
}

TEST(Compare, TheSameFailureIsNoChange) {
  const Report before = with({{"a", Verdict::fail}}, "message 7 has no UID");
  EXPECT_THAT(kinds(before, with({{"a", Verdict::xfail}}, "message 9 has no UID")), ::testing::IsEmpty());
  EXPECT_THAT(kinds(before, with({{"a", Verdict::fail}}, "message 9 has no flags")),
              ::testing::ElementsAre(Pair("a", Kind::differs)));
}

TEST(Compare, MendingIsNotWorse) {
  const Report before = with({{"a", Verdict::fail}});
  Report after = with({{"a", Verdict::pass}});
  EXPECT_FALSE(is_worse(after, compare(before, after)));
  after.incomplete = true;
  EXPECT_TRUE(is_worse(after, compare(before, after)));
}

TEST(Compare, TextNamesEachAndSumsUp) {
  const std::string text =
      text_of(with({{"a", Verdict::pass}, {"b", Verdict::fail}}), with({{"a", Verdict::fail}, {"b", Verdict::pass}}));
  EXPECT_THAT(text, HasSubstr("new failure              pass -> fail   a\n                        it is wrong\n"));
  EXPECT_THAT(text, HasSubstr("mended                   fail -> pass   b\n"));
  EXPECT_THAT(text, HasSubstr("1 new failure, 1 mended\n  before: imapspec"));
  EXPECT_THAT(text_of(sample_report(), sample_report()), HasSubstr("no difference\n"));
}

}  // namespace
}  // namespace imapspec::reports
