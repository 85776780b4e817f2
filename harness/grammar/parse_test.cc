#include "harness/grammar/parse.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

std::string response_diagnosis(std::string_view text, Dialect dialect = {}) {
  return diagnose_response(text, dialect).to_string();
}
std::string command_diagnosis(std::string_view text, Dialect dialect = {}) {
  return diagnose_command(text, dialect).to_string();
}

TEST(Diagnosis, NamesPlaceRuleAndWhatWasExpected) {
  EXPECT_EQ(command_diagnosis("a STATUS blurdybl\r\n"), "17: status: expected SP (RFC 9051 section 9)");
  EXPECT_EQ(command_diagnosis("a STATUS blurdybl\r\n", kRev1), "17: status: expected SP (RFC 3501 section 9)");
  EXPECT_EQ(command_diagnosis("a NOOP \r\n"), "6: CRLF: expected CRLF (RFC 9051 section 9)");
  EXPECT_EQ(command_diagnosis("a LOGIN x (\r\n"), "10: astring: expected astring (RFC 9051 section 9)");
  EXPECT_EQ(command_diagnosis("a FETCH 0 ALL\r\n"),
            "8: seq-number: expected nz-number, \"$\" or \"*\" (RFC 9051 section 9)");
  EXPECT_EQ(command_diagnosis("a UID NOOP\r\n"),
            "6: uid: expected EXPUNGE, SEARCH, FETCH, STORE, COPY or MOVE (RFC 9051 section 9)");
  EXPECT_EQ(command_diagnosis("a ID (x)\r\n"), "6: string: expected string or \")\" (RFC 9051 section 9)");
  EXPECT_EQ(response_diagnosis("* 1 FETCH (BODY[] x)\r\n"), "18: nstring: expected string or NIL (RFC 9051 section 9)");
  EXPECT_EQ(response_diagnosis("* 1 FETXH\r\n"),
            "4: message-data: expected EXPUNGE, FETCH, UIDFETCH, EXISTS or RECENT (RFC 9051 section 9)");
  EXPECT_EQ(response_diagnosis("* LIST (\\A] NIL x\r\n"),
            "10: mailbox-list: expected SP or \")\" (RFC 9051 section 9)");
  EXPECT_EQ(response_diagnosis("* OK \xff\r\n"), "5: text: expected text (RFC 9051 section 9)");
}

TEST(Diagnosis, OfAMessageThatEndsTooEarly) {
  EXPECT_EQ(command_diagnosis("a NOOP"), "6: CRLF: ends too early, expected CRLF (RFC 9051 section 9)");
  EXPECT_EQ(diagnose_command("a LOGIN x {5}\r\nab").error, (ParseError{ParseError::Kind::incomplete, 17, "literal"}));
  EXPECT_EQ(diagnose_command("").error.offset, 0U);
}

TEST(Diagnosis, OfWhatIsRightIsEmpty) {
  EXPECT_EQ(diagnose_command("a NOOP\r\n").expected.size(), 0U);
}

TEST(Diagnosis, OfALimit) {
  EXPECT_EQ(response_diagnosis("* 1 FETCH (BODY " + std::string(100, '(') + "\r\n"),
            "80: body: more than this program's limit (RFC 9051 section 9)");
}

TEST(Diagnosis, SpendsNothingMuchOnLongMessages) {
  const auto d = diagnose_command("a LOGIN {100000}\r\n" + std::string(100000, 'x') + "(\r\n");
  EXPECT_EQ(d.error.offset, 100018U);
  EXPECT_TRUE(d.expected.empty());
}

TEST(Dialect, EitherIsTheUnion) {
  Arena arena;
  for (const auto* line : {"a CHECK\r\n", "a STATUS x (RECENT DELETED)\r\n", "a SEARCH NEW LARGER 4294967296\r\n",
                           "a LOGIN \"\xc3\xbc\" x\r\n"})
    EXPECT_TRUE(parse_command(line, arena, kEither).has_value()) << line;
}

// In a steady state no message costs an allocation: the arena is reused.
TEST(Parse, AllocatesNothingInASteadyState) {
  const std::string messages[] = {
      "* 12 FETCH (FLAGS (\\Seen) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" RFC822.SIZE 4286 ENVELOPE (\"d\" \"a "
      "\\\"b\\\"\" ((\"T\" NIL \"g\" \"h\")) NIL NIL NIL "
      "NIL NIL NIL \"<i>\") BODY (\"TEXT\" \"PLAIN\" (\"CHARSET\" \"US-ASCII\") NIL NIL \"7BIT\" 3028 92))\r\n",
      "* SEARCH 1 2 3 4 5 6 7 8 9 10 11 12 13\r\n", "* ok [UIDNEXT 5] x\r\n"};
  Arena arena;
  std::size_t allocations = 0;
  for (int round = 0; round < 100; ++round) {
    for (const auto& message : messages) {
      arena.reset();
      ASSERT_TRUE(parse_response(message, arena).has_value());
    }
    if (round == 10) allocations = arena.system_allocations();
  }
  EXPECT_EQ(arena.system_allocations(), allocations);
}

// Memory grows with the octets, whatever they say.
TEST(Parse, KeepsMemoryLinear) {
  std::string search = "* SEARCH", fetch = "a FETCH 1", flags = "* FLAGS (a";
  for (int i = 0; i < 200'000; ++i) {
    search += " 4294967295";
    fetch += ",1:4294967295";
    flags += " a";
  }
  Arena arena;
  ASSERT_TRUE(parse_response(search + "\r\n", arena).has_value());
  ASSERT_TRUE(parse_command(fetch + " FLAGS\r\n", arena).has_value());
  ASSERT_TRUE(parse_response(flags + ")\r\n", arena).has_value());
  EXPECT_LT(arena.used_octets(), 60 * (search.size() + fetch.size() + flags.size()));
}

}  // namespace
}  // namespace imapspec::grammar
