// In the steady state a message costs no allocation: framed, parsed into an arena and printed into a buffer, all reused.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "harness/base/sanitizers.h"
#include "harness/grammar/framing.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"

namespace {
std::size_t allocations = 0;
}

// These replace the library's in the whole test program.
#ifndef IMAPSPEC_THREAD_SANITIZER
void* operator new(std::size_t octets) {
  ++allocations;
  if (void* memory = std::malloc(octets == 0 ? 1 : octets)) return memory;
  std::abort();
}
// NOLINTBEGIN(clang-analyzer-cplusplus.NewDelete): what an operator does itself is taken for a second release
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
// NOLINTEND(clang-analyzer-cplusplus.NewDelete)
#endif

namespace imapspec::grammar {
namespace {

constexpr std::string_view kResponses =
    "* 12 FETCH (UID 4000000000 FLAGS (\\Seen $Forwarded) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" RFC822.SIZE 4286 "
    "ENVELOPE (\"Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\" \"a \\\"quoted\\\" subject\" ((\"Terry Gray\" NIL \"gray\" "
    "\"cac.washington.edu\")) ((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\")) ((\"Terry Gray\" NIL \"gray\" "
    "\"cac.washington.edu\")) ((NIL NIL \"imap\" \"cac.washington.edu\")(NIL NIL \"x\" \"y\")) NIL NIL NIL "
    "\"<B@cac>\") "
    "BODYSTRUCTURE ((\"TEXT\" \"PLAIN\" (\"CHARSET\" \"US-ASCII\") NIL NIL \"7BIT\" 3028 92 NIL NIL NIL "
    "NIL)(\"MESSAGE\" "
    "\"RFC822\" NIL NIL NIL \"7BIT\" 10 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) (\"TEXT\" \"HTML\" NIL NIL NIL "
    "\"8BIT\" "
    "1 2) 3 NIL (\"attachment\" (\"filename\" \"x\")) (\"en\" \"de\") NIL) \"MIXED\" (\"BOUNDARY\" \"x\") NIL NIL "
    "NIL))\r\n"
    "* 13 fetch (body[header.fields (From To)] {6}\r\nA: b\r\n FLAGS ())\r\n"
    "* LIST (\\HasNoChildren) \"/\" \"Sent Items\"\r\n"
    "* STATUS INBOX (MESSAGES 231 UIDNEXT 44292)\r\n"
    "* SEARCH 2 84 882 1000000 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22\r\n"
    "* OK [COPYUID 38505 304,319:320 3956:3958] Done\r\n"
    "a1 OK [READ-WRITE] SELECT completed\r\n"
    "+ go on\r\n";
constexpr std::string_view kCommands =
    "A1 UID FETCH 1,2:*,7:3 (FLAGS BODY.PEEK[HEADER.FIELDS (From \"To\")]<0.2048> UID)\r\n"
    "A2 LOGIN {5+}\r\nalice \"se\\\\cret\"\r\n"
    "A3 UID SEARCH CHARSET UTF-8 OR (FROM \"ana\" SUBJECT \"x y\") NOT SEEN SINCE 1-Feb-2024\r\n"
    "A4 STORE 1:5 +FLAGS.SILENT (\\Deleted $x)\r\n"
    "A5 APPEND INBOX (\\Seen) \"17-Jul-1996 02:44:25 -0700\" {4}\r\nabcd\r\n"
    "A6 list (SUBSCRIBED) \"\" (\"*\" %) RETURN (CHILDREN)\r\n";

// What a connection keeps from message to message.
struct Reused {
  explicit Reused(Direction direction) : framer(direction) {}
  Framer framer;
  Arena arena;
  std::string printed;
};

template <class Parse>
void take_all(Reused& reused, std::string_view traffic, Parse parse) {
  while (!traffic.empty()) {
    const FrameEvent event = reused.framer.feed(traffic);
    traffic.remove_prefix(event.consumed);
    if (event.kind != FrameEvent::Kind::message) continue;
    reused.arena.reset();
    const auto tree = parse(reused.framer.message(), reused.arena, Dialect{});
    ASSERT_TRUE(tree) << reused.framer.message();
    if constexpr (std::is_same_v<Parse, decltype(&parse_command)>)
      print_command(*tree, reused.printed);
    else
      print_response(*tree, reused.printed);
    ASSERT_EQ(reused.printed, reused.framer.message());
  }
}

template <class Parse>
std::size_t allocations_in_steady_state(Direction direction, std::string_view traffic, Parse parse) {
  Reused reused(direction);
  for (int round = 0; round < 3; ++round) take_all(reused, traffic, parse);
  const std::size_t before = allocations;
  for (int round = 0; round < 10; ++round) take_all(reused, traffic, parse);
  return allocations - before;
}

TEST(Allocation, AreCounted) {
#ifdef IMAPSPEC_THREAD_SANITIZER
  GTEST_SKIP() << "SKIPPED: the thread sanitizer has an operator new of its own";
#endif
  const std::size_t before = allocations;
  const auto memory = std::make_unique<int>(1);
  EXPECT_EQ(allocations - before, 1U) << *memory;
}

TEST(Allocation, AResponseCostsNoneInTheSteadyState) {
  EXPECT_EQ(allocations_in_steady_state(Direction::response, kResponses, &parse_response), 0U);
}

TEST(Allocation, ACommandCostsNoneInTheSteadyState) {
  EXPECT_EQ(allocations_in_steady_state(Direction::command, kCommands, &parse_command), 0U);
}

}  // namespace
}  // namespace imapspec::grammar
