#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/consumer_test_support.h"
#include "reports/report.h"
#include "reports/report_test_support.h"

namespace imapspec::reports {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

Json run_of(const Report& report) {
  return Json::parse(write(Format::sarif, report)).at("runs").at(0);
}

Json find_result(const Json& run, const std::string& rule) {
  for (const Json& result : run.at("results")) {
    if (result.at("ruleId") == rule) return result;
  }
  ADD_FAILURE() << rule;
  return {};
}

TEST(Sarif, IsValid) {
  if (const std::string reason = no_consumers(); !reason.empty()) GTEST_SKIP() << reason;
  Report incomplete = sample_report();
  incomplete.incomplete = true;
  incomplete.incomplete_reason = "interrupted";
  for (const Report& report : {sample_report(), Report{}, report_full_of(hostile_octets()), incomplete})
    EXPECT_EQ(complaints_of("sarif", write(Format::sarif, report)), "");
}

TEST(Sarif, TheSchemaRefusesWhatIsWrong) {
  if (const std::string reason = no_consumers(); !reason.empty()) GTEST_SKIP() << reason;
  std::string text = write(Format::sarif, sample_report());
  text.replace(text.find("\"ruleIndex\""), 11, "\"ruleIndeks\"");
  EXPECT_THAT(complaints_of("sarif", text), HasSubstr("additional properties"));
}

TEST(Sarif, PointsAtTheLineOfTheScenario) {
  const Json run = run_of(sample_report());
  const Json result = find_result(run, "base/expunge/silent-during-fetch");
  EXPECT_EQ(result.at("level"), "error");
  const Json& physical = result.at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(physical.at("artifactLocation").at("uri"), "scenarios/base/expunge.yaml");
  EXPECT_EQ(physical.at("region").at("startLine"), 14);
  EXPECT_THAT(result.at("message").at("text").get<std::string>(),
              AllOf(HasSubstr("what must never come came"), HasSubstr("MUST, RFC 9051 section 7.5.1"),
                    HasSubstr("See it again: imapspec run")));
  const Json& rule = run.at("tool").at("driver").at("rules").at(result.at("ruleIndex").get<std::size_t>());
  EXPECT_EQ(rule.at("id"), "base/expunge/silent-during-fetch");
  EXPECT_EQ(rule.at("helpUri"), "https://www.rfc-editor.org/rfc/rfc9051#section-7.5.1");
}

TEST(Sarif, ARequirementWithoutASectionLeadsToItsRfc) {
  Report report;
  report.results.resize(1);
  report.results[0].verdict = Verdict::fail;
  report.results[0].failures.resize(1);
  report.results[0].failures[0].requirements = {{"rfc2180-a", "It does.", Level::must, 2180, ""}};
  EXPECT_EQ(run_of(report).at("tool").at("driver").at("rules").at(0).at("helpUri"),
            "https://www.rfc-editor.org/rfc/rfc2180");
}

TEST(Sarif, WhatIsExpectedIsSuppressed) {
  const Json run = run_of(sample_report());
  const Json result = find_result(run, "base/search/charset");
  EXPECT_EQ(result.at("level"), "note");
  EXPECT_EQ(result.at("suppressions").at(0).at("kind"), "external");
  EXPECT_EQ(find_result(run, "base/status/selected").at("level"), "warning");
}

TEST(Sarif, SaysThatTheRunDidNotEnd) {
  Report report = sample_report();
  EXPECT_EQ(run_of(report).at("invocations").at(0).at("executionSuccessful"), true);
  report.incomplete = true;
  EXPECT_EQ(run_of(report).at("invocations").at(0).at("executionSuccessful"), false);
}

}  // namespace
}  // namespace imapspec::reports
