#include "harness/runner/rev2.h"

#include <gtest/gtest.h>

#include "harness/runner/evidence.h"
#include "harness/runner/skip.h"

namespace imapspec::runner {
namespace {

scenario::Scenario of(bool rev1, bool rev2) {
  scenario::Scenario scenario;
  scenario.rev1 = rev1;
  scenario.rev2 = rev2;
  return scenario;
}

Survey offering(std::set<std::string> capabilities) {
  Survey survey;
  survey.offer.authenticated = std::move(capabilities);
  return survey;
}

TEST(Rev2, IsPlayedWhereTheScenarioOrTheServerLeavesNoChoiceOrItIsWanted) {
  const Survey both = offering({"IMAP4REV1", "IMAP4REV2"}), second = offering({"IMAP4REV2"}),
               first = offering({"IMAP4REV1"});
  EXPECT_FALSE(plays_rev2(of(true, true), both, false));
  EXPECT_TRUE(plays_rev2(of(true, true), both, true));
  EXPECT_TRUE(plays_rev2(of(true, true), second, false));
  EXPECT_TRUE(plays_rev2(of(false, true), both, false));
  EXPECT_FALSE(plays_rev2(of(true, false), both, true));
  EXPECT_FALSE(plays_rev2(of(true, true), first, true));
}

TEST(Rev2, WhatItAsksForAgainIsInForce) {
  FileSet files;
  files.files["requirements/rfc7.yaml"] =
      "rfc: 7\ntitle: T\nrequirements:\n"
      "  - {id: rfc7-1-a, level: MUST, subject: server, words: A.}\n"
      "  - {id: rfc7-1-b, level: MUST, subject: server, words: B.}\n"
      "  - {id: rfc7-1-c, level: MUST, subject: server, words: C.}\n";
  files.files["requirements/rfc8.yaml"] = "rfc: 8\ntitle: T\nrequirements:\n  - {id: rfc8-1-a, as: rfc7-1-b}\n";
  files.files["requirements/rfc9051.yaml"] =
      "rfc: 9051\ntitle: T\nrequirements:\n  - {id: rfc9051-1-a, as: rfc7-1-a}\n  - {id: rfc9051-1-b, as: rfc7-1-c}\n";
  const auto catalogue = catalogue::Catalogue::load(files);
  ASSERT_TRUE(catalogue) << to_string(catalogue.error());
  const std::vector<std::string> ids = {"rfc7-1-a", "rfc7-1-b", "rfc9051-1-a", "rfc1-1-a"};
  EXPECT_EQ(in_force(*catalogue, ids, false), ids);
  EXPECT_EQ(in_force(*catalogue, ids, true), (std::vector<std::string>{"rfc9051-1-a", "rfc7-1-b", "rfc1-1-a"}));
  RuleReport::Breach breach;
  breach.finding.requirement = "rfc7-1-a";
  breach.finding.octets = "* OK";
  for (const bool rev2 : {false, true}) {
    breach.finding.rev2 = rev2;
    const auto failure = rule_failure(*catalogue, breach, "base/x/y", "again");
    const std::string cited = rev2 ? "rfc9051-1-a" : "rfc7-1-a";
    EXPECT_EQ(failure.requirements.front().id, cited);
    EXPECT_EQ(failure.transcript.front().requirement, cited);
  }
}

TEST(Rev2, HasExtensionsBuiltIn) {
  scenario::Scenario scenario = of(true, true);
  scenario.requires_.emplace_back().any = {"IDLE"};
  EXPECT_EQ(reason_to_skip(scenario, {}, offering({"IMAP4REV2"})), std::nullopt);
  EXPECT_EQ(reason_to_skip(scenario, {}, offering({"IMAP4REV1", "IMAP4REV2"})), "no IDLE");
  EXPECT_EQ(reason_to_skip(scenario, {}, offering({"IMAP4REV1", "IMAP4REV2"}), true), std::nullopt);
  scenario.requires_.front().any = {"BINARY"};
  EXPECT_EQ(reason_to_skip(scenario, {}, offering({"IMAP4REV2"})), "no BINARY");
}

// Before login a server of both revisions cannot know what will be enabled.
TEST(Rev2, HasNothingBuiltInBeforeItIsEnabled) {
  scenario::Scenario scenario = of(true, true);
  scenario.sessions.emplace_back().state = scenario::SessionSpec::State::secured;
  scenario.requires_.emplace_back().any = {"SASL-IR"};
  PeerProfile profile;
  profile.accounts.emplace_back();
  EXPECT_EQ(reason_to_skip(scenario, profile, offering({"IMAP4REV2"})), std::nullopt);
  EXPECT_EQ(reason_to_skip(scenario, profile, offering({"IMAP4REV1", "IMAP4REV2"}), true), "no SASL-IR");
}

}  // namespace
}  // namespace imapspec::runner
