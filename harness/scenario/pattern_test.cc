#include "harness/scenario/pattern.h"

#include <gtest/gtest.h>

namespace imapspec::scenario {
namespace {

Line ok(std::string_view text) {
  auto line = parse_response_line(text);
  EXPECT_TRUE(line) << text << ": " << (line ? "" : line.error().message);
  return line ? *line : Line{};
}
Line command(std::string_view text, bool continues = false) {
  auto line = parse_command_line(text, continues);
  EXPECT_TRUE(line) << text << ": " << (line ? "" : line.error().message);
  return line ? *line : Line{};
}
void bad(std::string_view text, std::size_t offset, std::string_view message) {
  const auto line = parse_response_line(text);
  ASSERT_FALSE(line) << text;
  EXPECT_EQ(line.error().offset, offset) << text;
  EXPECT_NE(line.error().message.find(message), std::string::npos) << line.error().message;
}
void bad_command(std::string_view text, std::size_t offset, std::string_view message) {
  const auto line = parse_command_line(text, false);
  ASSERT_FALSE(line) << text;
  EXPECT_EQ(line.error().offset, offset) << text;
  EXPECT_NE(line.error().message.find(message), std::string::npos) << line.error().message;
}

TEST(Pattern, KindsOfLines) {
  EXPECT_EQ(ok("* 4 EXISTS").kind, Line::Kind::untagged);
  EXPECT_EQ(ok("+").kind, Line::Kind::continuation);
  EXPECT_EQ(ok("OK").kind, Line::Kind::tagged);
  EXPECT_EQ(ok("$a NO").tag->name, "a");
  EXPECT_EQ(ok("closed").kind, Line::Kind::closed);
  EXPECT_EQ(ok("...").kind, Line::Kind::rest);
  bad("4 EXISTS", 0, "begins with `* `");
  bad("$a FETCH", 3, "OK, NO or BAD was expected");
  bad("BYE", 0, "never tagged");
  bad("*", 0, "begins with `* `");
}
TEST(Pattern, Names) {
  EXPECT_EQ(ok("* 4 EXISTS").name(), "EXISTS");
  EXPECT_EQ(ok("* $_ expunge").name(), "EXPUNGE");
  EXPECT_EQ(ok("* SEARCH 2 4").name(), "SEARCH");
  EXPECT_EQ(ok("* OK [UIDNEXT 4]").name(), "OK");
  EXPECT_EQ(command("uid fetch 1 FLAGS").name(), "UID FETCH");
  EXPECT_EQ(command("$a NOOP").name(), "NOOP");
}
TEST(Pattern, Statuses) {
  EXPECT_EQ(ok("NO/BAD").statuses.size(), 2U);
  EXPECT_EQ(ok("* BYE").statuses.size(), 1U);
  EXPECT_TRUE(ok("* OKAY").statuses.empty());
  EXPECT_EQ(ok("OK [COPYUID $v 1 2] done").code.size(), 4U);
  EXPECT_EQ(ok("OK [X-A[] 1] done").code.size(), 1U);  // "[" is an octet of an atom like any other
  EXPECT_EQ(ok("OK done $x").text->pieces.size(), 2U);
  bad("OK [ALERT", 3, "never closed");
  bad("OK []", 3, "a response code was expected");
  bad("* BYE ...", 6, "never stands behind a status");
  bad("OK ", 3, "something was expected");
}
TEST(Pattern, Holes) {
  const Line line = ok("* $n:nz-number FETCH (UID $(uid)x)");
  EXPECT_EQ(line.fields[0].hole()->rule, "nz-number");
  EXPECT_EQ(line.fields[2].items[1].pieces[0].hole->name, "uid");
  EXPECT_EQ(line.fields[2].items[1].pieces[1].text, "x");
  EXPECT_EQ(ok("* FLAGS ($$Forwarded)").fields[1].items[0].word(), "$Forwarded");
  EXPECT_EQ(command("FETCH $a:$b FLAGS").fields[1].pieces.size(), 3U);
  EXPECT_EQ(command("FETCH $a:* FLAGS").fields[1].pieces[1].text, ":*");
  bad("* FLAGS ($Forwarded)", 9, "a capital after $");
  bad("* $n:number-of-things EXISTS", 2, "is no rule");
  bad("* $ EXISTS", 2, "a dollar sign is written $$");
  bad("* $_x EXISTS", 2, "a name begins with a letter");
  bad("* $(n EXISTS", 5, "`)` was expected");
  bad("* $0 EXISTS", 2, "$1 is the first");
}
TEST(Pattern, FetchItemsHaveValues) {
  ok("* 1 FETCH (UID 3 FLAGS ...)");
  ok("* 1 FETCH (UID 3 ...)");
  ok("* $n fetch (...)");
  ok("* 1 FETCH ...");
  bad("* 1 FETCH", 4, "in parentheses");
  bad("* 1 FETCH FLAGS", 10, "in parentheses");
  bad("* 1 FETCH $items", 10, "in parentheses");
  bad("* 1 FETCH (UID 3) x", 18, "in parentheses");
  bad("* 1 FETCH (UID 3 MODSEQ)", 17, "has its value behind it");
  bad("* $n fetch (UID)", 12, "has its value behind it");
}
TEST(Pattern, Lists) {
  EXPECT_EQ(ok("* X (a (b c)(d))").fields[1].items.size(), 3U);
  bad("* X (a", 4, "never closed");
  bad("* X a)", 5, "a space was expected");
  bad("* X  a", 4, "not two");
  bad("* X (a )", 7, "something was expected");
  bad("* X a ", 6, "something was expected");
  bad("* FLAGS (... a)", 13, "nothing may follow");
  bad("* X \"a", 4, "never closed");
  bad("* X \"a\\b\"", 6, "are escapes");
  std::string deep = "* X ";
  for (int i = 0; i < 200; ++i) deep += '(';
  EXPECT_FALSE(parse_response_line(deep));
}
TEST(Pattern, Sections) {
  const Line line = ok("* 1 FETCH (BODY[1.2.HEADER.FIELDS (To $f)]<$o> $_)");
  const Node& section = line.fields[2].items[0];
  EXPECT_EQ(section.kind, Node::Kind::section);
  ASSERT_EQ(section.items.size(), 4U);
  EXPECT_EQ(section.items[2].word(), "HEADER.FIELDS");
  EXPECT_EQ(section.items[3].items.size(), 2U);
  EXPECT_TRUE(section.has_origin);
  EXPECT_EQ(ok("* 1 FETCH (BODY[] $_)").fields[2].items[0].items.size(), 0U);
  bad("* 1 FETCH (BODY[ $_)", 17, "a list of header fields");
  bad("* 1 FETCH (BODY[1", 15, "never closed");
}
TEST(Pattern, NamedOctetsAndAnnouncements) {
  const Node plain = command("APPEND x {plain}").fields[2];
  EXPECT_EQ(plain.octets.name, "plain");
  EXPECT_FALSE(plain.octets.non_synchronising);
  EXPECT_TRUE(command("APPEND x {plain+}").fields[2].octets.non_synchronising);
  EXPECT_TRUE(command("APPEND x ~{plain}").fields[2].octets.literal8);
  EXPECT_TRUE(command("APPEND x {plain<1.2>}").fields[2].octets.sliced);
  EXPECT_EQ(command("LOGIN {5}").fields[1].kind, Node::Kind::announcement);
  EXPECT_TRUE(command("LOGIN {5+}").fields[1].non_synchronising);
  EXPECT_EQ(command("APPEND x {$n}").fields[2].pieces[0].hole->name, "n");
  EXPECT_EQ(command("APPEND INBOX ... {$n}").fields.size(), 4U);
  bad_command("LOGIN {5} x", 6, "an announcement ends the line");
  bad_command("LOGIN {Name}", 7, "the name of a `data` entry");
  bad_command("LOGIN {a<1>}", 10, "`.` was expected");
  bad("* X {5}", 4, "only a C ends in an announcement");
}
TEST(Pattern, Regexes) {
  EXPECT_EQ(ok("* X /a b/ c").fields[1].regex, "a b");
  EXPECT_EQ(ok("* X /a\\/b/").fields[1].regex, "a/b");
  EXPECT_EQ(ok("* X /private/comment").fields[1].kind, Node::Kind::atom) << "an entry's name is no regex";
  EXPECT_EQ(ok("+ /^$/").text->kind, Node::Kind::regex);
  bad("* X /(/", 4, "no regular expression");
}
TEST(Pattern, LinesThatAnswerAPlusAreOctets) {
  EXPECT_EQ(command("*", true).fields[0].word(), "*");
  EXPECT_EQ(command("alice {6}", true).fields.size(), 2U);
  EXPECT_EQ(command("two  spaces (", true).fields.size(), 1U);
  EXPECT_EQ(command("", true).fields.size(), 0U);
  EXPECT_FALSE(command("$x y", true).tag);
}
TEST(Pattern, GivenMessages) {
  EXPECT_EQ(given_number("12"), 12U);
  EXPECT_EQ(given_number("uid12"), 0U);
  EXPECT_EQ(given_uid("uid12"), 12U);
  EXPECT_EQ(given_uid("uidnext"), 0U);
  EXPECT_EQ(given_number(""), 0U);
}

}  // namespace
}  // namespace imapspec::scenario
