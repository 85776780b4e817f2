#include "reference-server/profiles/profile_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace imapspec::reference_server {
namespace {

using testing::ElementsAre;

std::vector<std::string> mistakes(std::string_view text) {
  const auto profile = load_profile("p.yaml", text);
  std::vector<std::string> messages;
  if (!profile)
    for (const auto& mistake : profile.error()) messages.push_back(to_string(mistake));
  return messages;
}

TEST(ProfileFile, IsLaidOverTheNamedOne) {
  const auto profile = load_profile("p.yaml",
                                    "limits: {line: 8192, failed-logins: 2, nesting: 3, portion: 9, autologout: 31, "
                                    "stall-time: 7}\nwith: [IDLE]\nlike: rev1-minimal\n"
                                    "separator: .\nprefix: INBOX.\nlogin-needs-tls: true\nvariations: [one, two]\n");
  ASSERT_TRUE(profile) << to_string(profile.error());
  EXPECT_TRUE(profile->offers("IDLE"));
  EXPECT_TRUE(profile->offers("AUTH=PLAIN"));
  EXPECT_FALSE(profile->offers("MOVE"));
  EXPECT_EQ(profile->line_octets_max, 8192U);
  EXPECT_EQ(profile->literals_max, Profile().literals_max);
  EXPECT_EQ(profile->failed_logins_max, 2U);
  EXPECT_EQ(profile->nesting_max, 3U);
  EXPECT_EQ(profile->portion_messages_max, 9U);
  EXPECT_EQ(profile->autologout, std::chrono::minutes(31));
  EXPECT_EQ(profile->login_time, Profile().login_time);
  EXPECT_EQ(profile->stall_time, std::chrono::seconds(7));
  EXPECT_EQ(profile->separator, '.');
  EXPECT_EQ(profile->prefix, "INBOX.");
  EXPECT_TRUE(profile->login_needs_tls);
  EXPECT_THAT(profile->variations, ElementsAre("superiors-not-selectable", "one", "two"));
}

TEST(ProfileFile, OffersEverythingButWhatItLeavesOut) {
  const auto profile = load_profile("p.yaml", "without: [IDLE, LITERAL+]\n");
  ASSERT_TRUE(profile);
  EXPECT_FALSE(profile->offers("IDLE"));
  EXPECT_TRUE(profile->offers("MOVE"));
  EXPECT_TRUE(profile->offers("LITERAL-"));
}

TEST(ProfileFile, EveryMistakeHasItsPlace) {
  EXPECT_THAT(
      mistakes("like: nowhere\nwithout: [X-NONE]\nseparator: '*'\nstarttls: yes\nlimits: {line: 10, depth: 1}\n"),
      ElementsAre(testing::StartsWith("p.yaml:1:7: no profile \"nowhere\"; there are everything, "),
                  "p.yaml:2:11: no capability X-NONE is known that could be left out",
                  "p.yaml:3:12: one octet of ASCII that may part levels was expected, such as / or .",
                  "p.yaml:4:11: true or false was expected", "p.yaml:5:16: a number, at least 1000, was expected",
                  "p.yaml:5:20: unknown key \"depth\"; limits has line, literal, append, literals, dropped-line, "
                  "dropped-literal, nesting, search-depth, portion, output, connections, failed-logins, bad-commands, "
                  "autologout, login-time, stall-time"));
  EXPECT_THAT(mistakes("without: [IMAP4rev1, IMAP4rev2]\n"),
              ElementsAre("p.yaml:1:1: IMAP4rev1 or IMAP4rev2 has to be left"));
  EXPECT_THAT(mistakes("limits: {autologout: 29}\n"), ElementsAre("p.yaml:1:22: a number, at least 30, was expected"));
  EXPECT_THAT(mistakes("limits: {search-depth: 64}\n"),
              ElementsAre("p.yaml:1:24: a number, at least 1 and at most 63, was expected"));
  EXPECT_THAT(mistakes("- like\n"), ElementsAre("p.yaml:1:1: a profile is a map"));
}

}  // namespace
}  // namespace imapspec::reference_server
