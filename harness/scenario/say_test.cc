#include "harness/scenario/say.h"

#include <gtest/gtest.h>

namespace imapspec::scenario {
namespace {

using grammar::Revision;

struct Speaker {
  Bindings bindings;
  std::map<std::string, Data, std::less<>> data;
  grammar::Dialect dialect{Revision::rev1, false, false};
  Numbering numbering{{11, 12}};

  Speaker() {
    bindings.set_uids({11, 12});
    bindings.bind_for("", "box", mailbox_value("café"));
    bindings.bind_for("", "plain", mailbox_value("plain"));
    bindings.bind_for("", "spaced", mailbox_value("two words"));
    bindings.bind_for("", "sep", string_value("/"));
    bindings.bind("user", string_value("al\"ice"));
    bindings.bind("empty", string_value(""));
    bindings.bind("n", number_value(7));
    data["abc"].text = {{"abcdef", {}}};
    data["secret"].text = {{std::string("\0", 1), {}}, {"", Hole{"n", ""}}, {"x", {}}};
    data["secret"].base64 = true;
    data["many"].text = {{"xy", {}}};
    data["many"].octets = 5;
    data["loop"].text = {{"", Hole{"loop", ""}}};
  }
  // Fragments joined with "|"; "!..." for an error.
  std::string say(std::string_view text, std::string_view tag = "A1") {
    const auto line = parse_command_line(text, tag.empty());
    if (!line) return "?" + line.error().message;
    Octets octets(data);
    const auto fragments = say_command(*line, tag, bindings, octets, {{"", &numbering}, dialect});
    if (!fragments) return "!" + fragments.error();
    std::string out;
    for (const auto& fragment : *fragments) out += (out.empty() ? "" : "|") + fragment;
    return out;
  }
  std::string answer(std::string_view text) {
    const auto line = parse_response_line(text);
    if (!line) return "?" + line.error().message;
    Octets octets(data);
    const auto said = say_response(*line, "T1", bindings, octets, {{"", &numbering}, dialect});
    return said ? *said : "!" + said.error();
  }
};

TEST(Say, AsWritten) {
  EXPECT_EQ(Speaker().say("NOOP"), "A1 NOOP\r\n");
  EXPECT_EQ(Speaker().say("$a STORE 1 +FLAGS (\\Seen $$Fwd)"), "A1 STORE 1 +FLAGS (\\Seen $Fwd)\r\n")
      << "the tag is the caller's";
  EXPECT_EQ(Speaker().say("FETCH 1 BODY.PEEK[1.HEADER.FIELDS (To)]<0.5>"),
            "A1 FETCH 1 BODY.PEEK[1.HEADER.FIELDS (To)]<0.5>\r\n");
  EXPECT_EQ(Speaker().say("SELECT \"a\\\"b\""), "A1 SELECT \"a\\\"b\"\r\n");
}
TEST(Say, MailboxesAsTheSessionSpells) {
  Speaker speaker;
  EXPECT_EQ(speaker.say("SELECT $box"), "A1 SELECT caf&AOk-\r\n");
  EXPECT_EQ(speaker.say("SELECT $spaced"), "A1 SELECT \"two words\"\r\n");
  EXPECT_EQ(speaker.say("LIST \"\" $box$sep%"), "A1 LIST \"\" caf&AOk-/%\r\n");
  EXPECT_EQ(speaker.say("LIST \"\" \"$(box)$(sep)x\""), "A1 LIST \"\" \"caf&AOk-/x\"\r\n");
  EXPECT_EQ(speaker.say("LIST \"\" $spaced$sep%"), "A1 LIST \"\" \"two words/%\"\r\n");
  speaker.dialect = {Revision::rev2, true, false};
  EXPECT_EQ(speaker.say("SELECT $box"), "A1 SELECT \"café\"\r\n");
}
TEST(Say, HolesAsTheGrammarAsks) {
  Speaker speaker;
  EXPECT_EQ(speaker.say("LOGIN $user $empty"), "A1 LOGIN \"al\\\"ice\" \"\"\r\n");
  EXPECT_EQ(speaker.say("FETCH $1:$2,$n UID"), "A1 FETCH 1:2,7 UID\r\n");
  EXPECT_EQ(speaker.say("UID FETCH $uid2 UID"), "A1 UID FETCH 12 UID\r\n");
  EXPECT_EQ(speaker.say("LOGIN \"x$user\" \"$n\""), "A1 LOGIN \"xal\\\"ice\" \"7\"\r\n")
      << "inside quotes it is text, escaped";
}
TEST(Say, FormsAreForced) {
  Speaker speaker;
  EXPECT_EQ(speaker.say("SELECT $plain:quoted"), "A1 SELECT \"plain\"\r\n");
  EXPECT_EQ(speaker.say("SELECT $plain:literal"), "A1 SELECT {5}\r\n|plain\r\n");
  EXPECT_EQ(speaker.say("SELECT $plain:atom"), "A1 SELECT plain\r\n");
}
TEST(Say, NamedOctets) {
  Speaker speaker;
  EXPECT_EQ(speaker.say("APPEND x {abc}"), "A1 APPEND x {6}\r\n|abcdef\r\n");
  EXPECT_EQ(speaker.say("APPEND x {abc+}"), "A1 APPEND x {6+}\r\nabcdef\r\n");
  EXPECT_EQ(speaker.say("APPEND x ~{abc<2.3>}"), "A1 APPEND x ~{3}\r\n|cde\r\n");
  EXPECT_EQ(speaker.say("APPEND x {abc<9.3>}"), "A1 APPEND x {0}\r\n|\r\n");
  EXPECT_EQ(speaker.say("APPEND x {many}"), "A1 APPEND x {5}\r\n|xyxyx\r\n");
  EXPECT_EQ(speaker.say("APPEND x {loop}").substr(0, 1), "!");
}
TEST(Say, AnAnnouncementEndsTheLine) {
  EXPECT_EQ(Speaker().say("APPEND x {4294967295}"), "A1 APPEND x {4294967295}\r\n");
  EXPECT_EQ(Speaker().say("APPEND x {$n+}"), "A1 APPEND x {7+}\r\n");
}
TEST(Say, WhatAnswersAPlusHasNoTagAndNoQuotes) {
  Speaker speaker;
  EXPECT_EQ(speaker.say("DONE", ""), "DONE\r\n");
  EXPECT_EQ(speaker.say("$secret", ""), "ADd4\r\n");
  EXPECT_EQ(speaker.say("$user {3}", ""), "al\"ice {3}\r\n");
  EXPECT_EQ(speaker.say("", ""), "\r\n");
  EXPECT_EQ(speaker.say("AUTHENTICATE PLAIN $secret"), "A1 AUTHENTICATE PLAIN ADd4\r\n");
}
TEST(Say, WhatCannotBeSent) {
  Speaker speaker;
  EXPECT_EQ(speaker.say("FETCH $_ UID"), "!$_ cannot be sent: it has no value");
  EXPECT_EQ(speaker.say("FETCH $x UID"), "!$x is not bound");
  EXPECT_EQ(speaker.say("FETCH ..."), "!`...` cannot be sent");
  EXPECT_EQ(speaker.say("FETCH $9 UID"), "!$9 has no number in this session: it is there no more");
  speaker.bindings.bind("line", string_value("a\r\nb"));
  EXPECT_EQ(speaker.say("SELECT \"$line\""), "!CR, LF and NUL cannot stand in quotes");
  EXPECT_EQ(speaker.say("SELECT $line"), "A1 SELECT {4}\r\n|a\r\nb\r\n") << "a value never ends a line";
}
TEST(Say, RawOctets) {
  Speaker speaker;
  speaker.bindings.bind("a", string_value("A7"));
  Octets octets(speaker.data);
  const auto pieces = parse_text("$a SELECT $box $many$$\r\n");
  ASSERT_TRUE(pieces);
  EXPECT_EQ(*say_raw(*pieces, speaker.bindings, octets, {{"", nullptr}, speaker.dialect}),
            "A7 SELECT caf&AOk- xyxyx$\r\n");
}
TEST(Say, Responses) {
  Speaker speaker;
  EXPECT_EQ(speaker.answer("* 1 FETCH (UID $n BODY[] {abc})"), "* 1 FETCH (UID 7 BODY[] {6}\r\nabcdef)\r\n");
  EXPECT_EQ(speaker.answer("OK"), "T1 OK as the scenario says\r\n");
  EXPECT_EQ(speaker.answer("NO [TRYCREATE] no such"), "T1 NO [TRYCREATE] no such\r\n");
  EXPECT_EQ(speaker.answer("+"), "+ \r\n");
  EXPECT_EQ(speaker.answer("+ go on"), "+ go on\r\n");
  EXPECT_EQ(speaker.answer("* BYE"), "* BYE as the scenario says\r\n");
  EXPECT_EQ(speaker.answer("closed").substr(0, 1), "!");
  speaker.bindings.bind("t", string_value("x9"));
  EXPECT_EQ(speaker.answer("$t OK"), "x9 OK as the scenario says\r\n");
}

}  // namespace
}  // namespace imapspec::scenario
