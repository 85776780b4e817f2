// Errors that teach: the whole line for many wrong messages, and what must hold of the diagnosis of any.
#include <algorithm>
#include <span>
#include <vector>

#include "harness/base/random.h"
#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

std::string of_command(std::string_view text, Dialect dialect = {}) {
  return diagnose_command(text, dialect).to_string();
}
std::string of_response(std::string_view text, Dialect dialect = {}) {
  return diagnose_response(text, dialect).to_string();
}

TEST(Diagnosis, CitesTheRevision) {
  EXPECT_EQ(of_command("a STATUS blurdybl\r\n"), "17: status: expected SP after mailbox (RFC 9051 section 9)");
  EXPECT_EQ(of_command("a STATUS blurdybl\r\n", kRev1), "17: status: expected SP after mailbox (RFC 3501 section 9)");
}

TEST(Diagnosis, OfAMessageThatEndsTooEarly) {
  EXPECT_EQ(of_command("a NOOP"), "6: CRLF: ends too early, expected CRLF after NOOP (RFC 9051 section 9)");
  EXPECT_EQ(of_command("a LOGIN x {5}\r\nab"),
            "17: literal: ends too early: 3 of the 5 octets of a literal are missing (RFC 9051 section 9)");
  EXPECT_EQ(of_response("* 1 FETCH (BODY[] {2}\r\n{5 BODY[1] {10+}\r\nab)\r\n").substr(0, 12), "37: literal:");
  EXPECT_EQ(diagnose_command("").error.offset, 0U);
}

TEST(Diagnosis, OfNulInALiteral) {
  const Diagnosis d = diagnose_response(std::string_view("* LIST () NIL {3}\r\na\0b\r\n", 24), {});
  EXPECT_EQ(d.to_string(), "20: CHAR8: expected CHAR8 after a (RFC 9051 section 9)");
}

TEST(Diagnosis, OfWhatIsRightIsEmpty) {
  const auto d = diagnose_command("a NOOP\r\n");
  EXPECT_TRUE(d.expected.empty());
  EXPECT_STREQ(d.error.rule, "");
}

TEST(Diagnosis, OfALimit) {
  EXPECT_EQ(of_response("* 1 FETCH (BODY " + std::string(100, '(') + "\r\n"),
            "80: body: nested deeper than 64 levels, which is this program's limit (RFC 9051 section 9)");
}

TEST(Diagnosis, OfANumberTooLargeNamesTheGreatest) {
  EXPECT_EQ(of_response("* 1 FETCH (RFC822.SIZE 9223372036854775808)\r\n", kRev2),
            "41: number64: number64 is at most 9223372036854775807 (RFC 9051 section 9)");
  EXPECT_EQ(of_response("* 1 FETCH (RFC822.SIZE 42949672960)\r\n", kRev1),
            "32: number: number is at most 4294967295 (RFC 3501 section 9)");
  EXPECT_EQ(of_command("a FETCH 1:4294967296 ALL\r\n"),
            "19: seq-number: seq-number is at most 4294967295 (RFC 9051 section 9)");
}

TEST(Diagnosis, NamesOnlyWhatMayFollow) {
  EXPECT_EQ(of_command("a CONVERT 1 (NIL) BODY[HEADER.FIELDS (a)~\r\n"),
            "23: convert-att: expected nz-number or HEADER after BODY[ (RFC 5259 section 10)");
  EXPECT_EQ(of_command("a CONVERT 1 (NIL) BODY[1.TEXT]\r\n"),
            "25: convert-att: expected nz-number, HEADER or MIME after BODY[1. (RFC 5259 section 10)");
}

TEST(Diagnosis, NeverBlamesTheCaseOfAWord) {
  EXPECT_EQ(of_command("a fetch 1 (flags bodystructur)\r\n").substr(0, 2), "17");
  for (const auto* line : {"a noop\r\n", "a uId fEtCh 1 (Flags body.Peek[header])\r\n", "a search oR sEEn new\r\n"})
    EXPECT_EQ(of_command(line), "0: : not what may stand here") << line;
}

TEST(Diagnosis, SpendsNothingMuchOnLongMessages) {
  const auto d = diagnose_command("a LOGIN {100000}\r\n" + std::string(100000, 'x') + "(\r\n");
  EXPECT_EQ(d.error.offset, 100018U);
  EXPECT_TRUE(d.expected.empty());
}

constexpr std::string_view kCommands[] = {
    "a1 LOGIN {4}\r\nfred {0+}\r\n\r\n",
    "a LIST (SUBSCRIBED) \"\" (% \"a b\") RETURN (STATUS (MESSAGES UNSEEN) CHILDREN)\r\n",
    "a UID SEARCH RETURN (MIN COUNT) CHARSET UTF-8 OR NOT (SEEN 1:*,7) HEADER Subject \"a\\\\b\" SINCE 1-Feb-1994\r\n",
    "a fetch 1:3,9 (Flags BODY.PEEK[1.2.HEADER.FIELDS (From To)]<0.2048> RFC822.SIZE)\r\n",
    "a STORE 7:3 +flags.silent \\Seen $Junk\r\n",
    "a APPEND \"x y\" (\\Seen) \" 7-Feb-1994 21:52:25 -0800\" {3}\r\nabc\r\n",
    "a AUTHENTICATE PLAIN dGVzdAB0ZXN0AHRlc3Q=\r\n",
    "a STATUS x (UIDNEXT MESSAGES)\r\n",
    "a COPY 1:* x\r\n",
};
constexpr std::string_view kResponses[] = {
    "* OK [CAPABILITY IMAP4rev1 IMAP4rev2 AUTH=PLAIN] ready\r\n",
    "a NO [BADCHARSET (UTF-8 \"x y\")] no {3}\r\n",
    "* OK [COPYUID 38505 304,319:320 3956:3958] done\r\n",
    "* 12 FETCH (FLAGS (\\Seen) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" RFC822.SIZE 004286)\r\n",
    "* 1 FETCH (ENVELOPE (\"d\" NIL ((\"T\" NIL \"g\" \"h\")) NIL NIL NIL NIL NIL NIL \"<i>\"))\r\n",
    "* 1 FETCH (BODY ((\"TEXT\" \"PLAIN\" (\"CHARSET\" \"x\") NIL NIL \"7BIT\" 1 2) \"MIXED\"))\r\n",
    "* ESEARCH (TAG \"a\") UID MIN 1 MAX 9 ALL 1:4,9 COUNT 0\r\n",
    "* LIST (\\Marked \\HasChildren) \"\\\\\" x (\"CHILDINFO\" (\"SUBSCRIBED\"))\r\n",
    "* STATUS inbox (MESSAGES 007 UIDNEXT 4)\r\n",
    "* 3 EXISTS\r\n",
};

// A text that stands for a member of `expected`.
std::string sample(const std::string& expected) {
  if (expected.size() == 3 && expected.front() == '"') return expected.substr(1, 1);
  if (expected == "SP") return " ";
  if (expected == "tag") return "x";
  if (expected == "end of message") return "";
  if (expected == "DQUOTE") return "\"";
  if (expected == "base64" || expected == "base64-char" || expected == "ATOM-CHAR") return "x";
  if (expected == "DIGIT") return "1";
  if (expected == "CRLF") return "\r";
  if (expected == "LF") return "\n";
  if (expected == "nz-number" || expected == "number") return "1";
  if (expected == "string") return "\"";
  if (expected == "astring" || expected == "atom" || expected == "list-mailbox" || expected == "text" ||
      expected == "QUOTED-CHAR")
    return "x";
  return expected;
}

// Near misses: one octet of a right message changed, taken away or put in.
template <class Diagnose>
void hold(std::span<const std::string_view> messages, Diagnose diagnose, std::uint64_t seed) {
  constexpr std::string_view kOctets = "()[]{}<>\"\\ \r\n%*+-.,:$~059aANL\xc3\xff\x7f=/";
  Random random(seed);
  int refused = 0, tried = 0;
  for (int round = 0; round < 60; ++round)
    for (const std::string_view message : messages) {
      std::string text(message);
      const auto at = static_cast<std::size_t>(random.below(text.size()));
      const char octet = kOctets[static_cast<std::size_t>(random.below(kOctets.size()))];
      const auto way = random.below(3);
      if (way == 0) text[at] = octet;
      if (way == 1) text.erase(at, 1);
      if (way == 2) text.insert(at, 1, octet);
      const Diagnosis d = diagnose(text);
      if (*d.error.rule == '\0') continue;
      ++refused;
      SCOPED_TRACE(text + d.to_string());
      ASSERT_LE(d.error.offset, text.size());
      if (d.error.kind == ParseError::Kind::limit) continue;
      // Where a literal ran out any octet might come.
      ASSERT_TRUE(!d.expected.empty() || !d.bound.empty());
      if (d.expected.empty()) continue;
      // With a member in its place the message is right up to there, and beyond.
      const std::string& member = d.expected[static_cast<std::size_t>(random.below(d.expected.size()))];
      const std::string mended = text.substr(0, d.error.offset) + sample(member);
      const Diagnosis after = diagnose(mended);
      ++tried;
      EXPECT_TRUE(*after.error.rule == '\0' || after.error.offset > d.error.offset)
          << member << ": " << after.to_string();
    }
  EXPECT_GT(refused, 200);
  EXPECT_GT(tried, 150);
}

TEST(Diagnosis, IsTrueOfAnyNearMiss) {
  hold(kCommands, [](std::string_view text) { return diagnose_command(text); }, 1);
  hold(kResponses, [](std::string_view text) { return diagnose_response(text); }, 2);
}

struct Wrong {
  char direction;  // C or S
  std::string_view line, says;
};

constexpr Wrong kWrong[] = {
#include "harness/grammar/testdata/wrong_messages.inc"
};

TEST(Diagnosis, Teaches) {
  EXPECT_GE(std::size(kWrong), 80U);
  for (const Wrong& wrong : kWrong) {
    const std::string text = std::string(wrong.line) + "\r\n";
    EXPECT_EQ(wrong.direction == 'C' ? of_command(text) : of_response(text), wrong.says) << wrong.line;
  }
}

}  // namespace
}  // namespace imapspec::grammar
