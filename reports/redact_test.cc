#include "reports/redact.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/report.h"
#include "reports/report_test_support.h"

namespace imapspec::reports {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string redacted(const char* secret, std::string_view text) {
  Redactor redactor;
  redactor.add(secret);
  const std::string once = redactor(text);
  EXPECT_EQ(redactor(once), once);
  return once;
}

TEST(Redact, HidesASecretAsItStands) {
  EXPECT_EQ(redacted("hunter22", "a1 LOGIN alice hunter22\r\n"), "a1 LOGIN alice ***\r\n");
  EXPECT_EQ(redacted("hunter22", "xhunter22hunter22y"), "x******y");
  EXPECT_EQ(redacted("hunter22", "hunter2"), "hunter2");
}

TEST(Redact, HidesItWithinAQuotedString) {
  EXPECT_EQ(redacted(R"(a"b\c d)", R"(LOGIN alice "a\"b\\c d")"), R"(LOGIN alice "***")");
}

TEST(Redact, HidesItWithinAUrl) {
  EXPECT_EQ(redacted("p@ss/w%rd", "imap://alice:p%40ss%2Fw%25rd@host:143"), "imap://alice:***@host:143");
}

// RFC 4616: [authzid] NUL authcid NUL passwd; wherever the secret falls within the groups of four characters.
TEST(Redact, HidesItWithinBase64) {
  EXPECT_EQ(redacted("secret", "AGFsaWNlAHNlY3JldA=="), "***");  // \0alice\0secret
  EXPECT_EQ(redacted("secret", "a1 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=\r\n"),
            "a1 AUTHENTICATE PLAIN ***\r\n");                                 // \0bob\0secret
  EXPECT_EQ(redacted("secret", "YmIAYm9iAHNlY3JldA==\r\n"), "***\r\n");       // bb\0bob\0secret
  EXPECT_EQ(redacted("secret", "c2VjcmV0\r\n"), "***\r\n");                   // secret, as LOGIN sends it
  EXPECT_EQ(redacted("secret", "a1 OK AGFsaWNl\r\n"), "a1 OK AGFsaWNl\r\n");  // \0alice
}

TEST(Redact, HidesBase64RightBehindASecret) {
  EXPECT_EQ(redacted("hunter22", "hunter22aHVudGVyMjI="), "******");
  EXPECT_EQ(redacted("\xff\xff\xff\xff", "%FF%FF%FF%FF/////w=="), "******");
}

TEST(Redact, HidesAShortSecretOnlyWhereItStandsAlone) {
  EXPECT_EQ(redacted("at", "a1 LOGIN bob at\r\n* STATUS at (UNSEEN 1) what"),
            "a1 LOGIN bob ***\r\n* STATUS *** (UNSEEN 1) what");
  EXPECT_EQ(redacted("at", "AGJvYgBhdA=="), "***");  // \0bob\0at
}

TEST(Redact, KnowsNothingOfEmptySecretsAndMasks) {
  EXPECT_EQ(redacted("", "text"), "text");
  EXPECT_EQ(redacted("*", "* OK"), "* OK");
  EXPECT_EQ(redacted("***", "***"), "***");
}

TEST(Redact, TheLongestSecretGoesFirst) {
  Redactor redactor;
  redactor.add("secret");
  redactor.add("secret-two");
  EXPECT_EQ(redactor("secret-two secret"), "*** ***");
}

TEST(Redact, MarksMoveAlong) {
  Redactor redactor;
  redactor.add("secret");
  const auto moved = [&](std::size_t position) {
    redactor("ab secret cd", &position);
    return position;
  };
  EXPECT_EQ(moved(1), 1U);
  EXPECT_EQ(moved(3), 3U);
  EXPECT_EQ(moved(8), 3U);
  EXPECT_EQ(moved(9), 6U);
  EXPECT_EQ(moved(11), 8U);
  EXPECT_EQ(moved(12), 9U);
  EXPECT_EQ(moved(99), 9U);
}

TEST(Redact, IsLinearInTheText) {
  Redactor redactor;
  redactor.add("secret");
  const std::string text(1 << 22, 'A');
  EXPECT_EQ(redactor(text), text);
}

// As `chop` sends it, or a peer echoes it, in pieces.
TEST(Redact, HidesASecretThatWasSentInPieces) {
  Redactor redactor;
  redactor.add("secret");
  Result result;
  const auto say = [&](const char* session, Direction direction, const char* octets) {
    result.transcript.push_back({Duration{}, session, direction, octets, {}});
  };
  say("alice", Direction::client, "a1 LOGIN alice se");
  say("alice", Direction::server, "* NO slow\r\n");
  say("bob", Direction::client, "x");
  say("alice", Direction::client, "cr");
  say("alice", Direction::client, "et\r\na2 NOOP\r\n");
  say("bob", Direction::client, "AGFsaWNlAH");
  say("bob", Direction::client, "NlY3JldA==\r\n");
  result.transcript[2].octets = "b1 AUTHENTICATE PLAIN ";
  redact(result, redactor);
  std::vector<std::string> said;
  for (const TranscriptLine& line : result.transcript) said.push_back(line.octets);
  EXPECT_THAT(said, ::testing::ElementsAre("a1 LOGIN alice ***", "* NO slow\r\n", "b1 AUTHENTICATE PLAIN ", "***",
                                           "***\r\na2 NOOP\r\n", "***", "***\r\n"));
}

TEST(Redact, ReachesEveryPartOfAReport) {
  Report report = report_full_of("LOGIN alice secret");
  for (Result& result : report.results) {
    result.id = "id";
    result.place.file.clear();
    result.requirements.clear();
    for (Observation& observation : result.observations) observation.outcome = "outcome";
    for (TranscriptLine& line : result.transcript) line.session = line.requirement = "alice";
    for (Failure& failure : result.failures) {
      failure.place.file = failure.scenario = "scenario";
      failure.requirements.clear();
      for (TranscriptLine& line : failure.transcript) line.session = line.requirement = "alice";
    }
  }
  report.program = report.version = report.command = "imapspec";
  report.documents.clear();
  report.requirements.clear();
  Redactor redactor;
  redactor.add("secret");
  redact(report, redactor);
  for (const std::string_view format : format_names()) {
    const std::string text = write(*find_format(format), report, {.verbose = true});
    EXPECT_THAT(text, Not(HasSubstr("secret"))) << format;
    if (format == "badge") continue;  // counts only
    EXPECT_THAT(text, AnyOf(HasSubstr("LOGIN alice ***"), HasSubstr("\\*\\*\\*"))) << format;
  }
  const Failure& failure = report.results[1].failures[0];
  EXPECT_EQ(failure.nearest[0].differs, 9U);
  EXPECT_EQ(failure.nearest[1].differs, failure.nearest[1].text.size());
  EXPECT_EQ(failure.offending_octet, 9U);
}

}  // namespace
}  // namespace imapspec::reports
