#include "harness/grammar/framing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace imapspec::grammar {
namespace {

using Kind = FrameEvent::Kind;

// Everything that a framer says of some octets but how they were portioned: announcements, limits and messages.
struct Heard {
  std::vector<std::string> events;
  std::size_t calls = 0;
  std::size_t kept_max = 0;
};

void feed(Framer& framer, std::string_view input, Heard& heard) {
  while (!input.empty()) {
    const auto event = framer.feed(input);
    ++heard.calls;
    heard.kept_max = std::max(heard.kept_max, framer.message().size());
    if (event.kind == Kind::literal_announced)
      heard.events.push_back((event.synchronising ? "announce " : "announce+ ") + std::to_string(event.octets));
    if (event.kind == Kind::over_limit) heard.events.push_back(std::string("over ") + event.limit);
    if (event.kind == Kind::message)
      heard.events.push_back("message " + std::string(*event.limit != '\0' ? event.limit : framer.message()));
    ASSERT_TRUE(event.consumed > 0 || event.kind == Kind::over_limit) << "no progress";
    input.remove_prefix(event.consumed);
  }
}

Heard hear(Direction direction, std::string_view input, FramingLimits limits = {}) {
  Framer framer(direction, limits);
  Heard heard;
  feed(framer, input, heard);
  return heard;
}

// Octet by octet and in every two portions the same is heard.
void same_in_any_portions(Direction direction, std::string_view input, FramingLimits limits = {}) {
  const Heard whole = hear(direction, input, limits);
  Framer single(direction, limits);
  Heard octets;
  for (const char& c : input) feed(single, {&c, 1}, octets);
  EXPECT_EQ(octets.events, whole.events);
  for (std::size_t cut = 1; cut < input.size(); ++cut) {
    Framer framer(direction, limits);
    Heard two;
    feed(framer, input.substr(0, cut), two);
    feed(framer, input.substr(cut), two);
    EXPECT_EQ(two.events, whole.events) << "cut at " << cut;
  }
}

TEST(Framer, AnnouncesLiteralsAndEndsMessages) {
  const std::string_view input = "a LOGIN {5}\r\nab\r\n- {3+}\r\nxyz\r\nb NOOP\r\nc X ~{1}\r\n";
  EXPECT_EQ(hear(Direction::command, input).events,
            (std::vector<std::string>{"announce 5", "announce+ 3", "message a LOGIN {5}\r\nab\r\n- {3+}\r\nxyz\r\n",
                                      "message b NOOP\r\n", "announce 1"}));
}

TEST(Framer, HearsTheSameInAnyPortions) {
  const char nul[] = "c X ~{1}\r\n\0 {0}\r\n\r\n";
  const std::string commands = "a LOGIN {5}\r\nab\r\n- {3+}\r\nxyz\r\nb NOOP\r\n\r\nbare\n" +
                               std::string(nul, sizeof nul - 1) + "d {2}\n {1}x\r\n";
  same_in_any_portions(Direction::command, commands);
  same_in_any_portions(Direction::response,
                       "* OK see {5}\r\n* 1 FETCH (BODY[] {4}\r\n)\r\n\r RFC822 {2}\r\nab)\r\n+ go {3}\r\na NO "
                       "{1}\r\n* LIST () NIL {1}\r\na\r\n");
  FramingLimits small;
  small.line_octets = 24;
  small.literal_octets = 4;
  small.literals = 2;
  small.message_octets = 30;
  same_in_any_portions(Direction::command,
                       "a NOOP\r\nb LOGIN {5}\r\n12345 {2}\r\nab\r\nc verylongcommandlineindeed {3}\r\nabc\r\nd "
                       "{1}\r\na{1}\r\nb{1}\r\nc\r\ne {4}\r\n1234 {4}\r\n1234 xyz\r\nf\r\n",
                       small);
}

TEST(Framer, KnowsWhereTextStands) {
  for (const auto* line : {"* OK see {5}\r\n", "a no {5}\r\n", "* BAD {5}\r\n", "* PREAUTH {5}\r\n", "* bye {5}\r\n",
                           "+ {5}\r\n", "a OK [X] {5}\r\n"})
    EXPECT_EQ(hear(Direction::response, line).events, (std::vector<std::string>{std::string("message ") + line}))
        << line;
  for (const auto* line :
       {"* 1 FETCH (BODY[] {5}\r\n", "* LIST () NIL {5}\r\n", "* OKAY {5}\r\n", "* NOT {5}\r\n", "* {5}\r\n"})
    EXPECT_EQ(hear(Direction::response, line).events, (std::vector<std::string>{"announce 5"})) << line;
  EXPECT_EQ(hear(Direction::command, "a OK {5}\r\n").events, (std::vector<std::string>{"announce 5"}));
}

TEST(Framer, TextIsDecidedByTheFirstLine) {
  EXPECT_EQ(hear(Direction::response, "* LIST {1}\r\nx OK {1}\r\ny\r\n").events,
            (std::vector<std::string>{"announce 1", "announce 1", "message * LIST {1}\r\nx OK {1}\r\ny\r\n"}));
}

TEST(Framer, StaysInStepWithAServerThatSendsANonSynchronisingLiteral) {
  EXPECT_EQ(hear(Direction::response, "* LIST () NIL {1+}\r\nx\r\n").events,
            (std::vector<std::string>{"announce+ 1", "message * LIST () NIL {1+}\r\nx\r\n"}));
}

TEST(Framer, AnnouncesOnlyWhatIsALiteral) {
  for (const auto* line : {"a {}\r\n", "a {-1}\r\n", "a {1 }\r\n", "a {1} \r\n", "a {x1}\r\n", "a {1++}\r\n",
                           "a 1}\r\n", "a {9223372036854775808}\r\n", "a {1}\n"})
    EXPECT_EQ(hear(Direction::command, line).events, (std::vector<std::string>{std::string("message ") + line}))
        << line;
  EXPECT_EQ(hear(Direction::command, "a {003}\r\n").events, (std::vector<std::string>{"announce 3"}));
  EXPECT_EQ(hear(Direction::command, "a x{0}\r\n\r\n").events,
            (std::vector<std::string>{"announce 0", "message a x{0}\r\n\r\n"}));
}

TEST(Framer, GoesOverALineLimitOnceAndFindsTheNextMessage) {
  FramingLimits limits;
  limits.line_octets = 10;
  EXPECT_EQ(hear(Direction::command, "0123456789abcdef\r\nb NOOP\r\n", limits).events,
            (std::vector<std::string>{"over line", "message line", "message b NOOP\r\n"}));
  EXPECT_EQ(hear(Direction::command, "a 45678901 {3}\r\n\r\n\r\r\nb NOOP\r\n", limits).events,
            (std::vector<std::string>{"over line", "announce 3", "message line", "message b NOOP\r\n"}));
}

TEST(Framer, CountsEveryLineOfAMessage) {
  FramingLimits limits;
  limits.line_octets = 20;
  EXPECT_EQ(hear(Direction::command, "a 3456 {1}\r\nx 3456 {1}\r\ny\r\n", limits).events,
            (std::vector<std::string>{"announce 1", "over line", "announce 1", "message line"}));
}

TEST(Framer, LetsABigLiteralComeOrBeRefused) {
  FramingLimits limits;
  limits.literal_octets = 4;
  Framer framer(Direction::command, limits);
  auto event = framer.feed("a X {5}\r\n");
  EXPECT_EQ(event.kind, Kind::over_limit);
  EXPECT_STREQ(event.limit, "literal");
  EXPECT_EQ(event.octets, 5U);
  EXPECT_TRUE(event.synchronising);
  framer.abandon_literal();
  Heard heard;
  feed(framer, "b NOOP\r\n", heard);
  EXPECT_EQ(heard.events, (std::vector<std::string>{"message b NOOP\r\n"}));
  EXPECT_EQ(hear(Direction::command, "a X {5+}\r\n1\r\n45 x\r\nb NOOP\r\n", limits).events,
            (std::vector<std::string>{"over literal", "message literal", "message b NOOP\r\n"}));
}

TEST(Framer, KeepsNoMoreThanItsLimits) {
  FramingLimits limits;
  limits.line_octets = 1000;
  limits.literal_octets = 1000;
  limits.message_octets = 3000;
  limits.literals = 5;
  const std::string block(64 << 10, 'x');
  for (const std::string_view start : {"", "a {900}\r\n", "a {9000000000000}\r\n"}) {
    Framer framer(Direction::command, limits);
    Heard heard;
    feed(framer, start, heard);
    for (int i = 0; i < 100; ++i) feed(framer, block, heard);
    EXPECT_LE(heard.kept_max, 3100U) << start;
  }
}

// Events and calls grow with the input, not with its square; nor does what a call does: it scans what it was given and,
// at the end of a line, no more than that line's end.
TEST(Framer, IsLinearInAFloodOfEmptyLiterals) {
  std::string flood;
  for (int i = 0; i < 200'000; ++i) flood += "{0}\r\n";
  const Heard heard = hear(Direction::response, flood);
  EXPECT_EQ(heard.events.size(), 200'000U);
  EXPECT_EQ(heard.calls, 200'000U);
  EXPECT_EQ(std::count(heard.events.begin(), heard.events.end(), "over literals"), 200'000 - 4096);
  EXPECT_LE(heard.kept_max, 5U * 4097);
}

TEST(Framer, TakesALineThatIsNoMessage) {
  Framer framer(Direction::command);
  Heard heard;
  feed(framer, "a AUTHENTICATE PLAIN\r\n", heard);
  framer.expect_line();
  feed(framer, "dGVz{5}\r\n", heard);
  feed(framer, "b X {1}\r\n", heard);
  EXPECT_EQ(heard.events,
            (std::vector<std::string>{"message a AUTHENTICATE PLAIN\r\n", "message dGVz{5}\r\n", "announce 1"}));
}

TEST(Framer, ForgetsEverythingOnReset) {
  Framer framer(Direction::command);
  Heard heard;
  feed(framer, "a X {100}\r\nabc", heard);
  EXPECT_EQ(framer.pending(), "a X {100}\r\nabc");
  framer.reset();
  EXPECT_EQ(framer.pending(), "");
  feed(framer, "b NOOP\r\n", heard);
  EXPECT_EQ(heard.events.back(), "message b NOOP\r\n");
  EXPECT_EQ(framer.pending(), "");
}

}  // namespace
}  // namespace imapspec::grammar
