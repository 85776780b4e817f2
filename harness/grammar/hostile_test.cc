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
  bool utf8 = false;
  std::string of(std::size_t n) const { return std::string(head) + times(middle, n) + std::string(tail) + "\r\n"; }
  bool is_command() const { return head.starts_with("a "); }
};

constexpr Flood kFloods[] = {
    {"body parentheses", "* 1 FETCH (BODYSTRUCTURE ", "(", ")"},
    {"parts", "* 1 FETCH (BODYSTRUCTURE (", "(\"A\" \"B\" NIL NIL NIL \"7BIT\" 1)", " \"MIXED\"))"},
    {"nested extensions", "* 1 FETCH (BODYSTRUCTURE (\"A\" \"B\" NIL NIL NIL \"7BIT\" 1 NIL NIL NIL NIL ", "(", "))"},
    {"extensions", "* 1 FETCH (BODYSTRUCTURE (\"A\" \"B\" NIL NIL NIL \"7BIT\" 1 NIL NIL NIL NIL", " (1 NIL)", "))"},
    {"parameters", "* 1 FETCH (BODYSTRUCTURE (\"A\" \"B\" (\"a\" \"b\"", " \"a\" \"b\"", ") NIL NIL \"7BIT\" 1))"},
    {"empty literals", "* 1 FETCH (ENVELOPE (NIL NIL (", "({0}\r\n {0}\r\n NIL NIL)",
     ") NIL NIL NIL NIL NIL NIL NIL))"},
    {"addresses", "* 1 FETCH (ENVELOPE (NIL NIL (", "(NIL NIL NIL NIL)", ") NIL NIL NIL NIL NIL NIL NIL))"},
    {"items", "* 1 FETCH (UID 1", " uid 1", ")"},
    {"flags", "* FLAGS (\\Seen", " \\seen", ")"},
    {"numbers", "* SEARCH", " 4294967295", ""},
    {"leading zeros", "* STATUS x (MESSAGES 0", "0", "1)"},
    {"escapes", "* LIST () NIL \"", "\\\\", "\""},
    {"8-bit octets", "* LIST () NIL \"", "\xc3\xa9", "\"", true},
    {"half a character", "* LIST () NIL \"", "\xc3\xa9", "\xc3\"", true},
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
    {"an atom", "a SELECT ", "x", ""},
    // Of extensions.
    {"annotations", "* 1 FETCH (ANNOTATION (/a (b NIL)", " /a (b NIL)", "))"},
    {"values of an annotation", "* 1 FETCH (ANNOTATION (/a (b NIL", " b NIL", ")))"},
    {"components of an attribute", "* 1 FETCH (ANNOTATION (/a (b", ".c", " NIL)))"},
    {"metadata", "* METADATA x (/a NIL", " /a NIL", ")"},
    {"components of an entry", "* METADATA x /a", "/a", ""},
    {"metadata options", "a GETMETADATA (X (b)", " X (b)", ") x /a"},
    {"parentheses of an option", "a GETMETADATA (X ", "(", ")) x /a"},
    {"parentheses of a parameter", "a CREATE x (X ", "(", "))"},
    {"parentheses of a modifier", "a STORE 1 (X ", "(", ")) FLAGS ()"},
    {"parentheses of a message", "a APPEND x X ", "(", ") {0}\r\n"},
    {"parentheses of a return option", "a SEARCH RETURN (X ", "(", ")) ALL"},
    {"parentheses of a result", "* ESEARCH X ", "(", ")"},
    {"parentheses of a list option", "a LIST (SUBSCRIBED X ", "(", ")) \"\" x"},
    {"lists of components", "* ESEARCH X (a", " (a)", ")"},
    {"results", "* ESEARCH X 1", " X 1", ""},
    {"values of STATUS", "* STATUS x (X 1", " X 1", ")"},
    {"uses", "a CREATE x (USE (\\Sent", " \\Sent", "))"},
    {"known UIDs", "a SELECT x (QRESYNC (1 1 1", ",1:2", "))"},
    {"vanished UIDs", "* VANISHED (EARLIER) 1", ",1:2", ""},
    {"parts to catenate", "a APPEND x CATENATE (URL a", " URL a", ")"},
    {"messages", "a APPEND x {0}\r\n", " {0}\r\n", ""},
    {"annotations of a message", "a APPEND x ANNOTATION (/a (b NIL", " b NIL", ")) {0}\r\n"},
    {"sort criteria", "a SORT (DATE", " REVERSE DATE", ") UTF-8 ALL"},
    {"threads", "* THREAD (1)", "(1 2)", ""},
    {"members of a thread", "* THREAD (1", " 1", ")"},
    {"nested threads", "* THREAD ", "(", "1)"},
    {"events", "a NOTIFY SET (inboxes (MessageExpunge", " MessageExpunge", "))"},
    {"event groups", "a NOTIFY SET (inboxes NONE)", " (inboxes NONE)", ""},
    {"mailboxes of a filter", "a NOTIFY SET (mailboxes (x", " x", ") NONE)"},
    {"sources", "a ESEARCH IN (inboxes", " inboxes", ") ALL"},
    {"positions", "* ESEARCH ADDTO (1 1", " 1 1", ")"},
    {"scores", "* ESEARCH RELEVANCY (1", " 1", ")"},
    {"resources", "* QUOTA x (A 1 1", " A 1 1", ")"},
    {"rights", "* LISTRIGHTS x y a", " b", ""},
    {"identifiers", "* ACL x a b", " a b", ""},
    {"languages", "* LANGUAGE (de", " de-AT", ")"},
    {"subtags", "* LANGUAGE (de", "-a", ")"},
    {"collations", "* COMPARATOR i;octet (i;octet", " i;octet", ")"},
    {"arguments of a collation", "* COMPARATOR \"i;a", ";b=c", "\""},
    {"URLs", "a URLFETCH x", " (x BODY)", ""},
    {"data of a URL", "* URLFETCH x (BODY NIL)", " (BODY NIL)", ""},
    {"referrals", "* NO [REFERRAL imap://a/", " imap://a/", "] x"},
    {"a long URL", "* NO [REFERRAL imap://a/", "%41", "] x"},
    {"IP literals", "* NO [REFERRAL x:", "[a]", "] x"},
    {"transcodings", "a CONVERT 1 (NIL (a b", " a b", ")) UID"},
    {"converted parts", "* 1 CONVERTED (TAG \"a\") (UID 1", " BINARY.SIZE[] 1", ")"},
    {"bad parameters", "* 1 CONVERTED (TAG \"a\") (BINARY[] (ERROR \"x\" BADPARAMETERS NIL \"a/b\"", " NIL \"a/b\"",
     "))"},
    {"namespaces", "* NAMESPACE ((\"\" NIL)", "(\"\" NIL)", ") NIL NIL"},
    {"extensions of a namespace", "* NAMESPACE ((\"\" NIL", " \"X\" (\"y\")", ")) NIL NIL"},
    {"extended items", "* LIST () NIL x (X 1", " X 1", ")"},
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

Cost cost_of(const std::string& message, bool is_command, bool utf8 = false) {
  Arena arena;
  Dialect dialect;
  dialect.utf8 = utf8;
  dialect.from_client = is_command;
  Cursor c(message, arena, dialect);
  if (is_command) {
    std::string_view taken;
    c.skip(2, taken);
    CommandBody body;
    (void)command_body(c, body);
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
    const Cost small = cost_of(few, flood.is_command(), flood.utf8),
               large = cost_of(many, flood.is_command(), flood.utf8);
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

// What is refused near its start shows nothing about the rest.
TEST(Hostile, EachFloodIsReadToItsEnd) {
  constexpr std::size_t kTimes = 1'000;
  for (const Flood& flood : kFloods) {
    SCOPED_TRACE(flood.name);
    const std::string message = flood.of(kTimes);
    Arena arena;
    Dialect dialect;
    dialect.utf8 = flood.utf8;
    ParseError error;
    if (flood.is_command()) {
      const auto command = parse_command(message, arena, dialect);
      if (command) continue;
      error = command.error();
    } else {
      const auto response = parse_response(message, arena, dialect);
      if (response) continue;
      error = response.error();
    }
    const std::size_t deepest = flood.head.size() + limits::kListDepthMax * flood.middle.size() / 2;
    EXPECT_GE(error.offset,
              error.kind == ParseError::Kind::limit ? deepest : flood.head.size() + flood.middle.size() * (kTimes - 1))
        << error.rule;
  }
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
