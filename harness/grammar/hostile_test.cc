// Hostile messages: the work is linear in their octets, and memory and stack are bounded. Work is counted in the octets
// that the cursor looks at and in the octets of the arena, never in seconds.
#include <gtest/gtest.h>
#include <pthread.h>

#include <functional>

#include "harness/grammar/framing.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {
namespace {

std::string times(std::string_view what, std::size_t n) {
  std::string all;
  all.reserve(what.size() * n);
  for (std::size_t i = 0; i < n; ++i) all += what;
  return all;
}

// A message whose middle is repeated.
struct Flood {
  std::string_view name, head, middle, tail;
  std::string of(std::size_t n) const { return std::string(head) + times(middle, n) + std::string(tail) + "\r\n"; }
  bool is_command() const { return head.starts_with("a "); }
};

constexpr Flood kFloods[] = {
    {"body parentheses", "* 1 FETCH (BODYSTRUCTURE ", "(", ")"},
    {"closed body parentheses", "* 1 FETCH (BODYSTRUCTURE ", "()", ")"},
    {"parts", "* 1 FETCH (BODYSTRUCTURE (", "(\"A\" \"B\" NIL NIL NIL \"7BIT\" 1)", " \"MIXED\"))"},
    {"nested extensions", "* 1 FETCH (BODYSTRUCTURE (\"A\" \"B\" NIL NIL NIL \"7BIT\" 1 NIL NIL NIL NIL ", "(", "))"},
    {"extensions", "* 1 FETCH (BODYSTRUCTURE (\"A\" \"B\" NIL NIL NIL \"7BIT\" 1 NIL NIL NIL NIL", " (1 NIL)", "))"},
    {"parameters", "* 1 FETCH (BODYSTRUCTURE (\"A\" \"B\" (\"a\" \"b\"", " \"a\" \"b\"", ") NIL NIL \"7BIT\" 1))"},
    {"empty literals", "* ID ({0}\r\n {0}\r\n", " {0}\r\n {0}\r\n", ")"},
    {"addresses", "* 1 FETCH (ENVELOPE (NIL NIL (", "(NIL NIL NIL NIL)", ") NIL NIL NIL NIL NIL NIL NIL))"},
    {"items", "* 1 FETCH (UID 1", " uid 1", ")"},
    {"flags", "* FLAGS (\\Seen", " \\seen", ")"},
    {"numbers", "* SEARCH", " 4294967295", ""},
    {"leading zeros", "* STATUS x (MESSAGES 0", "0", "1)"},
    {"escapes", "* LIST () NIL \"", "\\\\", "\""},
    {"8-bit octets", "* LIST () NIL \"", "\xc3\xa9", "\""},
    {"half a character", "* LIST () NIL \"", "\xc3", "\""},
    {"tagged parentheses", "* LIST () NIL x (X ", "(", "))"},
    {"brackets of a text", "* OK ", "[", ""},
    {"a code without an end", "* OK [X ", "x ", ""},
    {"a text like base64", "+ ", "abcd", "!"},
    {"UID sets", "* OK [COPYUID 1 1", ",1:4294967295", " 1] x"},
    {"sets", "a FETCH 1", ",1:4294967295", " FLAGS"},
    {"search parentheses", "a SEARCH ", "(", "ALL"},
    {"closed search parentheses", "a SEARCH ALL", " (ALL)", ""},
    {"NOT", "a SEARCH ", "NOT ", "ALL"},
    {"OR", "a SEARCH ", "OR ", "ALL"},
    {"return options", "a SEARCH RETURN (MIN", " MIN", ") ALL"},
    {"return options with values", "a SEARCH RETURN (X 1", " X 1", ") ALL"},
    {"header fields", "a FETCH 1 BODY[HEADER.FIELDS (A", " {0}\r\n", ")]"},
    {"parts of a section", "a FETCH 1 BODY[1", ".1", "]"},
    {"list options", "a LIST (SUBSCRIBED", " SUBSCRIBED", ") \"\" x"},
    {"unknown list options", "a LIST (SUBSCRIBED", " STATUX", ") \"\" x"},
    {"patterns", "a LIST \"\" (x", " %*", ")"},
    {"an atom", "a ", "x", ""},
};

// The deepest a stack may grow here, whatever the message: unoptimised frames of kListDepthMax levels fit, one frame for
// each of ten million parentheses does not.
constexpr std::size_t kStackOctets = std::size_t{4} << 20;

void with_bounded_stack(std::function<void()> body) {
  pthread_attr_t attributes;
  ASSERT_EQ(pthread_attr_init(&attributes), 0);
  ASSERT_EQ(pthread_attr_setstacksize(&attributes, kStackOctets), 0);
  pthread_t thread;
  const auto run = [](void* f) -> void* {
    (*static_cast<std::function<void()>*>(f))();
    return nullptr;
  };
  ASSERT_EQ(pthread_create(&thread, &attributes, run, &body), 0);
  ASSERT_EQ(pthread_join(thread, nullptr), 0);
  pthread_attr_destroy(&attributes);
}

struct Cost {
  std::size_t arena_octets = 0;
  std::size_t steps = 0;
};

Cost cost_of(const std::string& message, bool is_command) {
  Arena arena;
  Dialect dialect;
  dialect.from_client = is_command;
  Cursor c(message, arena, dialect);
  if (is_command) {
    std::string_view taken;
    c.skip(2, taken);
    (void)command_body(c);
  } else {
    Response tree;
    (void)response_into(c, tree);
  }
#ifndef NDEBUG
  return {arena.used_octets(), c.steps()};
#else
  return {arena.used_octets(), 0};
#endif
}

TEST(Hostile, WorkAndMemoryAreLinear) {
  constexpr std::size_t kFew = 2'000, kMany = 16'000;
  // A list item of an octet or two may be a node of some hundred octets, and doubling lists leave their halves behind.
  constexpr std::size_t kArenaPerOctet = 256, kStepsPerOctet = 40;
  for (const Flood& flood : kFloods) {
    SCOPED_TRACE(flood.name);
    const std::string few = flood.of(kFew), many = flood.of(kMany);
    const Cost small = cost_of(few, flood.is_command()), large = cost_of(many, flood.is_command());
    EXPECT_LE(large.arena_octets, kArenaPerOctet * many.size());
    EXPECT_LE(large.steps, kStepsPerOctet * many.size());
    // Eight times the octets, eight times the work; lists that double may be twice as large as they must.
    EXPECT_LE(large.steps, 9 * small.steps);
    EXPECT_LE(large.arena_octets, 17 * small.arena_octets + 4096);
  }
#ifdef NDEBUG
  GTEST_SKIP() << "steps are counted only where assertions are on";
#endif
}

TEST(Hostile, StepsAreCounted) {
#ifndef NDEBUG
  EXPECT_GE(cost_of("* SEARCH 1 2 3\r\n", false).steps, 14U);
  EXPECT_GE(cost_of("a SEARCH SUBJECT \"0123456789\"\r\n", true).steps, 26U);
#else
  GTEST_SKIP() << "steps are counted only where assertions are on";
#endif
}

TEST(Hostile, TenMillionParenthesesNeedNoStackAndNoMemory) {
  with_bounded_stack([] {
    for (const Flood& flood : kFloods) {
      if (flood.middle != "(") continue;
      SCOPED_TRACE(flood.name);
      const std::string message = flood.of(10'000'000);
      Arena arena;
      const auto kind =
          flood.is_command() ? parse_command(message, arena).error().kind : parse_response(message, arena).error().kind;
      EXPECT_EQ(kind, ParseError::Kind::limit);
      EXPECT_LE(arena.used_octets(), std::size_t{1} << 20);
      const Cost cost = cost_of(message, flood.is_command());
      EXPECT_LE(cost.steps, 10'000U);
    }
  });
}

// As deep as it may be: parsed, compared and printed within the same stack.
TEST(Hostile, TheDeepestTreeFits) {
  with_bounded_stack([] {
    const std::size_t levels = limits::kListDepthMax - 1;
    const std::string part = "(\"A\" \"B\" NIL NIL NIL \"7BIT\" 1)";
    const std::string body = times("(", levels) + part + times(" \"MIXED\")", levels);
    const std::string response = "* 1 FETCH (BODYSTRUCTURE " + body + ")\r\n";
    Arena arena, other;
    const auto tree = parse_response(response, arena), again = parse_response(response, other);
    ASSERT_TRUE(tree && again);
    EXPECT_TRUE(*tree == *again);
    EXPECT_EQ(print_response(*tree), response);
    const std::string search = "a SEARCH " + times("(", levels) + "ALL" + times(")", levels) + "\r\n";
    const auto command = parse_command(search, arena);
    ASSERT_TRUE(command);
    EXPECT_EQ(joined(print_command(*command)), search);
  });
}

// The framer looks at no line again for the literals behind it, and keeps nothing beyond its limits.
TEST(Hostile, TheFramerKeepsNoMoreThanItsLimits) {
  FramingLimits limits;
  limits.line_octets = 1000;
  limits.literals = 10;
  for (const std::string& flood :
       {times("{0+}\r\n", 100'000), times("(", 1'000'000), times("{", 1'000'000) + "}\r\n"}) {
    Framer framer(Direction::command, limits);
    std::string_view rest = flood;
    std::size_t calls = 0;
    while (!rest.empty()) {
      const FrameEvent event = framer.feed(rest.substr(0, 100));
      rest.remove_prefix(event.consumed);
      EXPECT_LE(framer.pending().size(), limits.line_octets);
      ++calls;
    }
    EXPECT_LE(calls, flood.size() / 5);
  }
}

}  // namespace
}  // namespace imapspec::grammar
