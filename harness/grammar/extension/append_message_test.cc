#include "harness/grammar/extension/append_message.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(Append, MayStoreSeveralMessages) {
  ok_command("a APPEND x {1}\r\nb {1}\r\nc");
  ok_command("a APPEND x (\\Seen) \" 7-Feb-1994 21:52:25 -0800\" {1}\r\nb (\\Draft) {1+}\r\nc ~{1}\r\nd");
  ok_response("a OK [APPENDUID 1 2:3] x");
  bad_command("a APPEND x {1}\r\nb {1}\r\nc d", 26, "tagged-ext");
  bad_command("a APPEND x (\\Seen)", 18, "append-message");
}

TEST(Append, MayPutAMessageTogether) {
  ok_command(
      "a APPEND Drafts (\\Seen) CATENATE (URL \"/Drafts;UIDVALIDITY=385759045/;UID=20/;section=HEADER\" "
      "TEXT {1}\r\nb URL x TEXT {0+}\r\n)");
  ok_command("a APPEND x catenate (utf8 (~{1}\r\nb))");
  ok_command("a APPEND x CATENATE (TEXT {1}\r\na) (\\Seen) CATENATE (TEXT {1}\r\nb) {1}\r\nc");
  ok_response("a NO [BADURL /INBOX;UIDVALIDITY=785799047/;UID=113330;section=1.5.9] CATENATE append has failed");
  ok_response("a NO [BADURL \"a\\b\"] x");
  ok_response("a NO [TOOBIG] x");
  bad_command("a APPEND x CATENATE ()", 21, "cat-part");
  bad_command("a APPEND x CATENATE (TEXT \"a\")", 26, "literal");
  bad_command("a APPEND x CATENATE (TEXT ~{1}\r\na)", 26, "literal");
  bad_command("a APPEND x CATENATE {1}\r\na", 20, "append-data");
  bad_response("a NO [BADURL] x", 12, "badurl-response-code");
}

TEST(Append, MaySendUtf8) {
  ok_command("a APPEND x UTF8 (~{4}\r\na\xC3\xA4\n)");
  ok_command("a APPEND x (\\Seen) utf8 (~{0+}\r\n)");
  bad_command("a APPEND x UTF8 ({1}\r\na)", 17, "literal8");
  bad_command("a APPEND x UTF8 ~{1}\r\na", 16, "utf8-literal");
  bad_command("a APPEND x UTF8 (b) {1}\r\nc", 17, "literal8");  // no extension of that name
}

// RFC 5257 section 4.7 and its att-value, whose value may be a literal8.
TEST(Append, MayAnnotate) {
  ok_command("a APPEND drafts ANNOTATION (/comment (value.priv \"Not yet\")) {1}\r\nb");
  ok_command(
      "a APPEND x (\\Seen) X-NOTE 5 annotation (/a (value.priv ~{1+}\r\nb size NIL) /b (c \"d\")) X-MORE 1 {1}\r\nb");
  ok_command("a APPEND x ANNOTATION (/a (b \"c\")) CATENATE (URL d)");
  bad_command("a APPEND x ANNOTATION 5 {1}\r\nb", 22, "att-annotate");
  bad_command("a APPEND x ANNOTATION (/a (b c)) {1}\r\nb", 29, "nstring");
  bad_command("a APPEND x ANNOTATION (/a (b NIL))", 34, "append-message");
}

// One octet behind SP tells whether a label that we do not know is about the message or the message itself.
TEST(Append, LeavesRoomForExtensions) {
  ok_command("a APPEND x X-NOTE (b) {1}\r\nc");
  ok_command("a APPEND x (\\Seen) X-NOTE 5 X-MORE (b c) CATENATE (URL d)");
  ok_command("a APPEND x X-DATA (b)");
  ok_command("a APPEND x X-DATA (b) (\\Seen) {1}\r\nc");
  Arena arena;
  const auto command = parse_command("a APPEND x X-NOTE 1 X-DATA (b) (\\Seen) {1}\r\nc\r\n", arena).value();
  const auto& messages = std::get<Append>(command.body).messages;
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(std::get<TaggedParam>(messages[0].extensions.front()).name, "X-NOTE");
  EXPECT_EQ(std::get<TaggedParam>(messages[0].data).name, "X-DATA");
  EXPECT_EQ(std::get<String>(messages[1].data).value, "c");
}

}  // namespace
}  // namespace imapspec::grammar
