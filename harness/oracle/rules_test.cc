// Every rule is broken by a peer that sends it on the wire, and nothing else is said of that peer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "harness/oracle/transcript_test.h"

namespace imapspec::oracle {
namespace {

std::set<std::string> broken(std::string_view transcript) {
  Watcher watcher;
  play(transcript, watcher);
  std::set<std::string> names;
  for (const Finding& finding : watcher.take_findings()) names.insert(finding.rule);
  return names;
}

TEST(Rules, EachViolationBreaksItsRuleAndNoOther) {
  for (const Violation& violation : violations())
    EXPECT_THAT(broken(violation.transcript), testing::ElementsAre(std::string(violation.rule)))
        << violation.transcript;
}

TEST(Rules, NoneIsLeftUnbroken) {
  std::set<std::string_view> shown = {"no-non-synchronising-literal"};  // below: it breaks the syntax as well
  for (const Violation& violation : violations()) shown.insert(violation.rule);
  for (const Rule::About& about : list_rules()) EXPECT_TRUE(shown.contains(about.name)) << about.name;
}

TEST(Rules, ANonSynchronisingLiteralFromAServer) {
  const std::string literal = kSelected + "C: a3 FETCH 1 BODY[]\nS: * 1 FETCH (BODY[] {2+}\nS: )\nS: a3 OK done\n";
  EXPECT_THAT(broken(literal), testing::UnorderedElementsAre("no-non-synchronising-literal", "response-syntax"));
}

TEST(Rules, Utf8InQuotesBeforeEnableIsAgainstItsOwnRfc) {
  const auto cited = [](const std::string& transcript) {
    Watcher watcher;
    play(transcript, watcher);
    std::vector<std::string> ids;
    for (const Finding& finding : watcher.take_findings()) ids.emplace_back(finding.requirement);
    return ids;
  };
  const std::string list = "C: a2 LIST \"\" *\nS: * LIST () \"/\" ";
  EXPECT_THAT(cited(kUtf8 + list + "\"caf\xC3\xA9\"\nS: a2 OK done\n"), testing::ElementsAre("rfc6855-3-f"));
  EXPECT_THAT(cited(kUtf8 + list + "\"caf\xE9\"\nS: a2 OK done\n"), testing::ElementsAre("rfc3501-9-a"));
  EXPECT_THAT(cited(kLogin + list + "\"caf\xC3\xA9\"\nS: a2 OK done\n"), testing::ElementsAre("rfc3501-9-a"));
  EXPECT_THAT(cited(kUtf8 + "C: a2 NOOP\nS: * OK caf\xC3\xA9\nS: a2 OK done\n"), testing::ElementsAre("rfc3501-9-a"));
}

TEST(Rules, HaveNamesAndSubjectsThatAreTheirOwn) {
  std::set<std::string_view> names;
  std::size_t servers = 0, clients = 0;
  for (const Rule::About& about : list_rules()) {
    EXPECT_TRUE(names.insert(about.name).second) << about.name;
    EXPECT_FALSE(about.title.empty());
    EXPECT_TRUE(about.requirement.starts_with("rfc")) << about.name;
    ++(about.subject == Subject::server ? servers : clients);
  }
  EXPECT_GE(servers, 25U);
  EXPECT_GE(clients, 5U);
}

TEST(Rules, CountWhatTheyWatched) {
  Watcher watcher;
  play(kSelected + "C: a3 NOOP\nS: * 2 EXISTS\nS: * 1 EXISTS\nS: a3 OK done\n", watcher);
  for (const RuleCount& count : watcher.counts()) {
    if (count.name != "exists-never-shrinks") continue;
    EXPECT_EQ(count.watched, 2U);
    EXPECT_EQ(count.broken, 2U);
  }
}

TEST(Rules, FindingsNameMessageAndOctet) {
  Watcher watcher;
  play("S: * OK hello\nS: * 3 EXIST\n", watcher);
  const auto findings = watcher.take_findings();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message, 1U);
  EXPECT_EQ(findings[0].offset, 4U);
  EXPECT_EQ(findings[0].octets, "* 3 EXIST\r\n");
}

}  // namespace
}  // namespace imapspec::oracle
