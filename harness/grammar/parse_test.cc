#include "harness/grammar/parse.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

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
