#include "harness/runner/rev2.h"

#include <gtest/gtest.h>

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
