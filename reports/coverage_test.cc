#include "reports/coverage.h"

#include <gtest/gtest.h>

namespace imapspec::reports {
namespace {

Requirement requirement(const char* id) {
  return {id, "It does.", Level::must, 3501, "1", ""};
}

Result result(const char* id, Verdict verdict, std::vector<std::string> requirements) {
  Result result;
  result.id = id;
  result.verdict = verdict;
  result.requirements = std::move(requirements);
  return result;
}

TEST(Coverage, TheGravestVerdictCounts) {
  Report report;
  report.requirements = {requirement("a"), requirement("b"), requirement("c"), requirement("d")};
  report.results = {result("1", Verdict::pass, {"a", "b"}), result("2", Verdict::warn, {"a"}),
                    result("3", Verdict::skip, {"a", "b", "c"})};
  const auto rows = coverage(report);
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].verdict, Verdict::warn);
  EXPECT_EQ(rows[0].results.front()->id, "2");
  EXPECT_EQ(rows[1].verdict, Verdict::pass);
  EXPECT_EQ(rows[2].verdict, Verdict::skip);
  EXPECT_EQ(rows[3].verdict, std::nullopt);
}

TEST(Coverage, AFailureSpeaksOnlyOfWhatItNames) {
  Report report;
  report.requirements = {requirement("a"), requirement("b")};
  report.results = {result("1", Verdict::fail, {"a", "b"})};
  report.results[0].failures.resize(1);
  report.results[0].failures[0].requirements = {requirement("b"), requirement("x")};
  const auto rows = coverage(report);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].verdict, Verdict::skip);
  EXPECT_EQ(rows[1].verdict, Verdict::fail);
  EXPECT_EQ(rows[2].requirement->id, "x");
  EXPECT_EQ(rows[2].verdict, Verdict::fail);
}

}  // namespace
}  // namespace imapspec::reports
