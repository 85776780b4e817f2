#include "reports/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "reports/report_test_support.h"

namespace imapspec::reports {
namespace {

TEST(Findings, AreWhatWentWrong) {
  const Report report = sample_report();
  std::vector<std::string> ids;
  for (const Finding& finding : findings(report, false)) ids.push_back(finding.result->id);
  EXPECT_THAT(ids, ::testing::ElementsAre("base/expunge/silent-during-fetch", "base/fetch/section[text]",
                                          "base/noop/any-state", "base/rename/inbox", "base/status/selected",
                                          "rules/uid-ascends", "rules/uid-ascends"));
  EXPECT_EQ(findings(report, true).size(), ids.size() + 1);
}

TEST(Findings, HaveKeysOfTheirOwnThatStay) {
  const Report report = report_full_of("x"), again = report_full_of("x");
  std::set<std::string> keys;
  const auto list = findings(report, true), same = findings(again, true);
  for (std::size_t i = 0; i < list.size(); ++i) {
    keys.insert(list[i].key);
    EXPECT_EQ(list[i].key, same[i].key);
    EXPECT_EQ(list[i].key.size(), 16U);
  }
  EXPECT_EQ(keys.size(), list.size());
}

TEST(Findings, ARuleIsFoundWhereItWasBroken) {
  Report report;
  report.results.resize(2);
  report.results[0].id = "base/append/many";
  report.results[0].place = {"scenarios/base/append.yaml", 9};
  report.results[1].id = "rules/uid-ascends";
  report.results[1].verdict = Verdict::fail;
  report.results[1].failures.resize(1);
  report.results[1].failures[0].scenario = "base/append/many";
  const auto list = findings(report, false);
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].place.file, "scenarios/base/append.yaml");
  EXPECT_EQ(list[0].place.line, 9U);
}

TEST(Fingerprint, IsOfHowItFailsAndNotOfTheRun) {
  Failure failure;
  failure.step = "{C: NOOP, S: OK}";
  failure.message = "message 5 of imapspec-7x-3-box has UID 4";
  const std::string before = fingerprint(failure);
  failure.message = "message 17 of imapspec-q-12-box has UID 40";
  EXPECT_EQ(fingerprint(failure), before);
  failure.message = "message 17 of imapspec-q-12-box has no UID";
  EXPECT_NE(fingerprint(failure), before);
  EXPECT_EQ(digest(""), "cbf29ce484222325");   // FNV's offset
  EXPECT_EQ(digest("a"), "af63dc4c8601ec8c");  // and its first test vector
}

}  // namespace
}  // namespace imapspec::reports
