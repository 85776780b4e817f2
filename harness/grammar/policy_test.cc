#include "harness/grammar/policy.h"

#include <algorithm>
#include <array>

#include "harness/grammar/generate/generate.h"
#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/rebuild.h"

namespace imapspec::grammar {
namespace {
using namespace testing;
using Literals = PrintPolicy::Literals;

// Fragments joined with "|"; "!" and the error for what is refused.
std::string said(const CommandBody& body, const PrintPolicy& policy = {}) {
  const auto fragments = print_command(Command{"a", body, {}, {}}, policy);
  if (!fragments) return "!" + shown(fragments.error());
  std::string all;
  for (const auto& fragment : *fragments) all += (all.empty() ? "" : "|") + fragment;
  return all;
}
PrintPolicy with(Literals literals, const Dialect& dialect = kRev1) {
  return {.literals = literals, .dialect = dialect};
}
Mailbox box(std::string_view name) {
  return {{name, Form::atom}};
}

TEST(PrintPolicy, TheFormThatIsAskedForOrTheNextThatCanCarryTheOctets) {
  EXPECT_EQ(said(Select{box("INBOX"), {}, false}), "a SELECT INBOX\r\n");
  EXPECT_EQ(said(Select{{{"INBOX", Form::quoted}}, {}, false}), "a SELECT \"INBOX\"\r\n");
  EXPECT_EQ(said(Select{box("a b"), {}, false}), "a SELECT \"a b\"\r\n");
  EXPECT_EQ(said(Select{box("a*"), {}, false}), "a SELECT \"a*\"\r\n");
  EXPECT_EQ(said(Select{box(""), {}, false}), "a SELECT \"\"\r\n");
  EXPECT_EQ(said(Select{box("nil"), {}, false}), "a SELECT \"nil\"\r\n");
  EXPECT_EQ(said(Select{box("a\r\nb NOOP"), {}, false}), "a SELECT {9}\r\n|a\r\nb NOOP\r\n");
  EXPECT_EQ(said(Lsub{box(""), {"a*", Form::atom}}), "a LSUB \"\" a*\r\n");
  EXPECT_EQ(said(Lsub{box("%"), {"a*", Form::atom}}), "a LSUB \"%\" \"a*\"\r\n");
}
TEST(PrintPolicy, LiteralsAreAnnouncedAsThePeerTakesThem) {
  const std::string small(4096, '\r'), large(4097, '\r');
  const Login login{{small, Form::atom}, {large, Form::atom}};
  EXPECT_EQ(said(login, with(Literals::sync)), "a LOGIN {4096}\r\n|" + small + " {4097}\r\n|" + large + "\r\n");
  EXPECT_EQ(said(login, with(Literals::minus)), "a LOGIN {4096+}\r\n" + small + " {4097}\r\n|" + large + "\r\n");
  EXPECT_EQ(said(login, with(Literals::plus)), "a LOGIN {4096+}\r\n" + small + " {4097+}\r\n" + large + "\r\n");
  const std::string long_one(1001, ' ');
  EXPECT_EQ(said(Create{box(long_one), {}}), "a CREATE {1001}\r\n|" + long_one + "\r\n");
  EXPECT_EQ(said(Create{box("a b"), {}}, {.quoted_octets_max = 2}), "a CREATE {3}\r\n|a b\r\n");
}
TEST(PrintPolicy, Utf8StandsInQuotesWhereThePeerTakesIt) {
  EXPECT_EQ(said(Create{box("\xc3\xbc"), {}}, with(Literals::plus)), "a CREATE {2+}\r\n\xc3\xbc\r\n");
  EXPECT_EQ(said(Create{box("\xc3\xbc"), {}}, with(Literals::plus, kRev2)), "a CREATE \"\xc3\xbc\"\r\n");
  EXPECT_EQ(said(Create{box("\xff"), {}}, with(Literals::plus, kRev2)), "a CREATE {1+}\r\n\xff\r\n");
}
TEST(PrintPolicy, NulStandsInALiteral8OrNowhere) {
  const std::string_view nul("a\0b", 3);
  AppendMessage message;
  message.data = String{nul, Form::literal};
  EXPECT_EQ(said(Append{box("x"), List<AppendMessage>(&message, 1)}),
            "a APPEND x ~{3}\r\n|" + std::string(nul) + "\r\n");
  EXPECT_EQ(said(Create{box(nul), {}}), "!mismatch at 10 in CRLF");
}
TEST(PrintPolicy, RefusesWhatNoFormCanCarry) {
  Arena arena;
  const Flag bad_flag{Flag::Kind::keyword, "x) {3+}\r\nabc"};
  Store store;
  store.set.saved_result = true;
  store.flags = List<Flag>(&bad_flag, 1);
  EXPECT_EQ(said(store), "!mismatch at 19 in CRLF");
  EXPECT_EQ(said(Authenticate{"PLAIN\r\nb NOOP", {}}).front(), '!');
  EXPECT_EQ(said(Enable{}).front(), '!');  // one capability at least
  EXPECT_EQ(said(Lsub{box("x"), {"y", Form::atom}}, with(Literals::sync, kRev2)).front(), '!');  // RFC 3501 alone
  const Flag two_words{Flag::Kind::keyword, "a b"};
  store.flags = List<Flag>(&two_words, 1);
  EXPECT_EQ(said(store), "!mismatch at 0 in command") << "it would have been two flags";
}
TEST(PrintPolicy, AServersLiteralsWaitForNobody) {
  const FetchItem item = FetchRfc822{FetchRfc822::Part::all, String{"a\r\nb", Form::quoted}};
  const Response response{Untagged{FetchData{1, List<FetchItem>(&item, 1)}}, {}, {}};
  EXPECT_EQ(print_response(response, with(Literals::plus)).value(), "* 1 FETCH (RFC822 {4}\r\na\r\nb)\r\n");
  const Response text{Tagged{"a", Status{StatusKind::no, RespText{{}, "[ALERT] x"}}}, {}, {}};
  EXPECT_FALSE(print_response(text, {}).has_value()) << "a text that would be read as a code";
  const Response lines{Untagged{Status{StatusKind::ok, RespText{{}, "x\r\n* 1 EXISTS"}}}, {}, {}};
  EXPECT_FALSE(print_response(lines, {}).has_value());
}

// Octets that somebody would send to break out of an argument's place.
std::string_view hostile(Arena& arena, Random& random) {
  using namespace std::string_view_literals;
  static constexpr std::array kPieces = {"\r\n"sv, "\r"sv,     "\n"sv,   "\0"sv,    "\""sv,   "\\"sv,         " "sv,
                                         "("sv,    ")"sv,      "{3}"sv,  "{3+}"sv,  "~{1}"sv, "\r\nb NOOP"sv, "*"sv,
                                         "%"sv,    "]"sv,      "NIL"sv,  "a"sv,     "\xff"sv, "\xc3\xbc"sv,   "+"sv,
                                         "$"sv,    "BODY[]"sv, "\x7f"sv, "<0.1>"sv, "="sv,    "&-"sv};
  std::string octets;
  for (std::size_t n = random.below(6); n > 0; --n) octets += kPieces[random.below(kPieces.size())];
  if (random.chance(1, 50)) octets.append(random.below(6000), 'x');
  return arena.copy(octets);
}

PrintPolicy any_policy(Random& random) {
  PrintPolicy policy;
  policy.literals = static_cast<Literals>(random.below(3));
  policy.dialect = random.chance(1, 2) ? kRev1 : random.chance(1, 2) ? kRev2 : kEither;
  policy.dialect.utf8 = random.chance(1, 3);
  policy.quoted_octets_max = random.chance(1, 2) ? 1000 : random.below(10);
  return policy;
}

// What goes out is one message for who only frames, and what follows it is heard.
void is_one_command(const Fragments& fragments, const PrintPolicy& policy) {
  const std::string text = joined(fragments);
  Framer framer(Direction::command);
  const std::string stream = text + "Z NOOP\r\n";
  std::vector<std::string> messages;
  std::size_t waits = 0;
  for (std::size_t at = 0; at < stream.size();) {
    const auto event = framer.feed(std::string_view(stream).substr(at));
    at += event.consumed;
    if (event.kind == FrameEvent::Kind::message) messages.emplace_back(framer.message());
    if (event.kind != FrameEvent::Kind::literal_announced) continue;
    if (event.synchronising) ++waits;
    const bool sync = policy.literals == Literals::sync || (policy.literals == Literals::minus && event.octets > 4096);
    ASSERT_EQ(event.synchronising, sync);
  }
  ASSERT_EQ(messages, (std::vector<std::string>{text, "Z NOOP\r\n"}));
  ASSERT_EQ(waits + 1, fragments.size());
}

TEST(PrintPolicy, NoArgumentBreaksOutOfItsPlace) {
  Random random(9);
  int printed = 0, refused = 0;
  for (int i = 0; i < 6'000 && !HasFailure(); ++i) {
    Arena arena;
    const PrintPolicy policy = any_policy(random);
    Generator g(arena, random, policy.dialect);
    const Change change{.string =
                            [&](const String& s) {
                              if (s.form == Form::atom && s.value.empty())
                                return s;  // a member that this node does not use
                              return random.chance(1, 2) ? s : String{hostile(arena, random), s.form};
                            },
                        .octets =
                            [&](std::string_view name) {
                              return name.empty() || !random.chance(1, 6) ? name : hostile(arena, random);
                            }};
    const Command command = rebuilt(generate_command(g), arena, change);
    const auto fragments = print_command(command, policy);
    ++(fragments ? printed : refused);
    if (!fragments) continue;
    SCOPED_TRACE(joined(*fragments));
    is_one_command(*fragments, policy);
    const std::string text = joined(*fragments);
    const auto parsed = parse_command(text, arena, policy.dialect);
    ASSERT_TRUE(parsed.has_value() && same_but_for_forms(*parsed, command));
  }
  EXPECT_GT(printed, 1'500);
  EXPECT_GT(refused, 300);
}

// Where the grammar has an astring, any octets but NUL can be said.
TEST(PrintPolicy, EveryAstringCanBeSaid) {
  Random random(10);
  for (int i = 0; i < 2'000 && !HasFailure(); ++i) {
    Arena arena;
    const PrintPolicy policy = any_policy(random);
    const auto any = [&] {
      std::string octets(hostile(arena, random));
      std::erase(octets, '\0');
      return String{arena.copy(octets), Form::atom};
    };
    const std::array<CommandBody, 6> kBodies = {Login{any(), any()},
                                                Select{{any()}, {}, random.chance(1, 2)},
                                                Rename{{any()}, {any()}, {}},
                                                Subscribe{{any()}},
                                                GetAcl{{any()}},
                                                DeleteAcl{{any()}, any()}};
    const Command command{"a", kBodies[random.below(kBodies.size())], {}, {}};
    const auto fragments = print_command(command, policy);
    ASSERT_TRUE(fragments.has_value()) << print_command(command)[0] << shown(fragments.error());
    is_one_command(*fragments, policy);
  }
}

}  // namespace
}  // namespace imapspec::grammar
