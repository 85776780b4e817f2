#include "harness/mail/envelope.h"

#include <gtest/gtest.h>

#include <string>

#include "harness/mail/mail_test_support.h"

namespace imapspec::mail {
namespace {

std::string envelope(std::string_view text, grammar::Dialect dialect = {grammar::Revision::rev1}) {
  Parsed m(text);
  return printed(envelope_of(m.root, m.arena, dialect));
}

TEST(Envelope, OfAPlainMessage) {
  EXPECT_EQ(
      envelope(crlf("Date: Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\nFrom: Terry Gray <gray@cac.example>\n"
                    "Subject: IMAP4rev1 WG mtg summary and minutes\nTo: imap@cac.example\n"
                    "cc: minutes@cnri.example, John Klensin <KLENSIN@mit.example>\n"
                    "Message-Id: <B27397-0100000@cac.example>\n\nbody\n")),
      R"-(("Wed, 17 Jul 1996 02:23:25 -0700 (PDT)" "IMAP4rev1 WG mtg summary and minutes" (("Terry Gray" NIL "gray" "cac.example")) )-"
      R"((("Terry Gray" NIL "gray" "cac.example")) (("Terry Gray" NIL "gray" "cac.example")) ((NIL NIL "imap" "cac.example")) )"
      R"(((NIL NIL "minutes" "cnri.example")("John Klensin" NIL "KLENSIN" "mit.example")) NIL NIL "<B27397-0100000@cac.example>"))");
}
TEST(Envelope, AbsentIsNilAndEmptyIsEmpty) {  // RFC 3501 section 7.4.2
  EXPECT_EQ(envelope("\r\nx"), "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)");
  EXPECT_EQ(
      envelope(crlf("Date:\nSubject: \nFrom:\nSender:\nReply-To:\nTo:\nCc:\nBcc: \nIn-Reply-To:\nMessage-ID:\n\n")),
      R"(("" "" NIL NIL NIL NIL NIL NIL "" ""))");
}
TEST(Envelope, SenderAndReplyToDefaultToFrom) {
  EXPECT_EQ(envelope("From: a@b\r\nSender:\r\nReply-To: c@d\r\n\r\n"),
            R"((NIL NIL ((NIL NIL "a" "b")) ((NIL NIL "a" "b")) ((NIL NIL "c" "d")) NIL NIL NIL NIL NIL))");
  EXPECT_EQ(envelope("From: a@b\r\nSender: e@f\r\nReply-To: , (x)\r\n\r\n"),
            R"((NIL NIL ((NIL NIL "a" "b")) ((NIL NIL "e" "f")) ((NIL NIL "a" "b")) NIL NIL NIL NIL NIL))");
}
TEST(Envelope, DestinationsThatOccurAgainAreJoined) {  // RFC 5322 section 4.5.3
  EXPECT_EQ(
      envelope("To: a@b\r\nTo: c@d\r\nSubject: 1\r\nSubject: 2\r\nFrom: e@f\r\nFrom: g@h\r\n\r\n"),
      R"((NIL "1" ((NIL NIL "e" "f")) ((NIL NIL "e" "f")) ((NIL NIL "e" "f")) ((NIL NIL "a" "b")(NIL NIL "c" "d")) NIL NIL NIL NIL))");
}
TEST(Envelope, UnfoldsAndKeepsEncodedWords) {
  EXPECT_EQ(envelope("Subject: =?utf-8?q?a?=\r\n =?utf-8?q?b?=  \r\n\r\n"),
            R"((NIL "=?utf-8?q?a?= =?utf-8?q?b?=" NIL NIL NIL NIL NIL NIL NIL NIL))");
}
TEST(Envelope, StringsAreInAFormThatCanHoldThem) {
  EXPECT_EQ(envelope("Subject: a\"b\\c\r\n\r\n"), R"((NIL "a\"b\\c" NIL NIL NIL NIL NIL NIL NIL NIL))");
  EXPECT_EQ(envelope("Subject: a\rb\r\n\r\n"), "(NIL {3}\r\na\rb NIL NIL NIL NIL NIL NIL NIL NIL)");
  EXPECT_EQ(envelope("Subject: \xc3\xa9\r\n\r\n"), "(NIL {2}\r\n\xc3\xa9 NIL NIL NIL NIL NIL NIL NIL NIL)");
  EXPECT_EQ(envelope("Subject: \xc3\xa9\r\n\r\n", {grammar::Revision::rev2}),
            "(NIL \"\xc3\xa9\" NIL NIL NIL NIL NIL NIL NIL NIL)");
  EXPECT_EQ(envelope("Subject: \xc3\r\n\r\n", {grammar::Revision::rev2}),
            "(NIL {1}\r\n\xc3 NIL NIL NIL NIL NIL NIL NIL NIL)");  // known bug 12
  EXPECT_EQ(envelope(std::string_view("Subject: a\0b\r\n\r\n", 16)), R"((NIL "a?b" NIL NIL NIL NIL NIL NIL NIL NIL))");
}
TEST(Envelope, EndsWithTheHeader) {
  EXPECT_EQ(envelope("A: 1\r\n\r\nSubject: x\r\n"), "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)");
}

// Known bug 4: address fields by the hundred thousand.
TEST(Envelope, CostsWhatItsHeaderWeighs) {
  const auto used = [](std::size_t fields) {
    Parsed m(repeated("To: a@b\r\nFrom: c@d\r\nSubject: e\r\n", fields));
    Arena arena(64);
    envelope_of(m.root, arena);
    return arena.used_octets();
  };
  EXPECT_LE(used(8'000), used(1'000) * 17);
  EXPECT_LE(used(50'000), used(limits::kAddressesMax) * 2);

  const auto folded = [](std::size_t lines) {
    Parsed m("Subject: x\r\n" + repeated(" y\r\n", lines));
    Arena arena(64);
    envelope_of(m.root, arena);
    return arena.used_octets();
  };
  EXPECT_LE(folded(100'000), 4 * 100'000u);
}

}  // namespace
}  // namespace imapspec::mail
