#include "harness/mail/message.h"

#include <gtest/gtest.h>

#include <string>

#include "harness/mail/mail_test_support.h"

namespace imapspec::mail {
namespace {

// multipart/mixed{text/plain"body",message/rfc822(text/plain"x")}
std::string shape(const Part& p) {
  std::string text = std::string(p.type) + "/" + std::string(p.subtype);
  if (p.kind == Part::Kind::multipart) {
    text += "{";
    for (const auto& part : p.parts) text += (&part == p.parts.begin() ? "" : ",") + shape(part);
    return text + "}";
  }
  if (p.kind == Part::Kind::message) return text + "(" + shape(*p.message) + ")";
  return text + "\"" + std::string(p.body) + "\"";
}
std::string shape(std::string_view text) {
  return shape(Parsed(crlf(text)).root);
}

std::string multipart(std::string_view body, std::string_view subtype = "mixed") {
  return "Content-Type: multipart/" + std::string(subtype) + "; boundary=b\n\n" + std::string(body);
}

TEST(Message, HeaderAndBody) {
  const Parsed m("A: 1\r\n\r\nbody\r\n");
  EXPECT_EQ(m.root.header, "A: 1\r\n\r\n");
  EXPECT_EQ(m.root.body, "body\r\n");
  EXPECT_EQ(m.root.whole(), "A: 1\r\n\r\nbody\r\n");
  EXPECT_EQ(m.root.kind, Part::Kind::text);
}
TEST(Message, WithoutAnEmptyLineIsAllHeader) {
  const Parsed m("A: 1\r\nB: 2");
  EXPECT_EQ(m.root.header, "A: 1\r\nB: 2");
  EXPECT_EQ(m.root.body, "");
}
TEST(Message, ThatBeginsWithAnEmptyLineIsAllBody) {
  const Parsed m("\r\nA: 1\r\n");
  EXPECT_EQ(m.root.header, "\r\n");
  EXPECT_EQ(m.root.body, "A: 1\r\n");
}
TEST(Message, MayBeEmpty) {
  const Parsed m("");
  EXPECT_EQ(m.root.whole(), "");
  EXPECT_EQ(m.root.kind, Part::Kind::text);
}
TEST(Message, KeepsNulAndBareLineEnds) {
  const Parsed m(std::string_view("A: \0\n\na\0b\rc\n", 12));
  EXPECT_EQ(m.root.header, std::string_view("A: \0\n\n", 6));
  EXPECT_EQ(m.root.body, std::string_view("a\0b\rc\n", 6));
}
TEST(Message, LinesAreLineEnds) {
  EXPECT_EQ(line_count("a\r\nb\nc"), 2u);
  EXPECT_EQ(line_count(""), 0u);
}

TEST(Types, Default) {  // RFC 2045 section 5.2
  EXPECT_EQ(shape("\nx"), "TEXT/PLAIN\"x\"");
  EXPECT_EQ(shape("Content-Type: nonsense\n\nx"), "TEXT/PLAIN\"x\"");
  EXPECT_EQ(shape("content-TYPE: Text/HTML; charset=x\nContent-Type: a/b\n\nx"), "Text/HTML\"x\"");
  EXPECT_EQ(Parsed("Content-Type: image/png\r\n\r\n").root.kind, Part::Kind::basic);
}
TEST(Types, OfDigestsDefaultToMessages) {  // RFC 2046 section 5.1.5
  EXPECT_EQ(shape(multipart("--b\n\nA: 1\n\nx\n--b\nContent-Type: text/plain\n\ny\n--b--\n", "digest")),
            "multipart/digest{MESSAGE/RFC822(TEXT/PLAIN\"x\"),text/plain\"y\"}");
  EXPECT_EQ(shape(multipart("--b\nContent-Type: nonsense\n\nx\n--b--", "digest")), "multipart/digest{TEXT/PLAIN\"x\"}");
}

TEST(Multipart, TheLineEndBeforeABoundaryIsTheBoundarys) {  // RFC 2046 section 5.1.1
  EXPECT_EQ(shape(multipart("preamble\n--b\n\nno line end\n--b\nA: 1\n\na line end\n\n--b--\nepilogue\n--b\n\nz")),
            "multipart/mixed{TEXT/PLAIN\"no line end\",TEXT/PLAIN\"a line end\r\n\"}");
  EXPECT_EQ(shape(Parsed("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n\n--b--\n").root),
            "multipart/mixed{TEXT/PLAIN\"x\n\"}");
}
TEST(Multipart, OnlyTheBeginningOfALineIsCompared) {  // RFC 2046 section 5.1.1, note to implementors
  EXPECT_EQ(shape(multipart("--b \t\n\nx\n--b-- \n")), "multipart/mixed{TEXT/PLAIN\"x\"}");
  EXPECT_EQ(shape(multipart("--bcd\n\nx\n --b\n-- b\n- -b\n--B\n--b--cd\ny")),
            "multipart/mixed{TEXT/PLAIN\"x\r\n --b\r\n-- b\r\n- -b\r\n--B\"}");
}
TEST(Multipart, TheLineEndOfAHeaderIsNotTheBoundarys) {
  const Parsed m(crlf(multipart("--b\nA: 1\n\n--b\nA: 2\n--b\n\n--b\n--b--")));
  ASSERT_EQ(m.root.parts.size(), 4u);
  EXPECT_EQ(m.root.parts[0].header, "A: 1\r\n\r\n");
  EXPECT_EQ(m.root.parts[1].header, "A: 2\r\n");
  EXPECT_EQ(m.root.parts[2].header, "\r\n");
  EXPECT_EQ(m.root.parts[3].header, "");
  for (const auto& p : m.root.parts) EXPECT_EQ(p.body, "");
}
TEST(Multipart, WithoutItsFinalBoundary) {
  EXPECT_EQ(shape(multipart("--b\n\nx\n--b\n\ny\n")), "multipart/mixed{TEXT/PLAIN\"x\",TEXT/PLAIN\"y\r\n\"}");
  EXPECT_EQ(shape(multipart("--b")), "multipart/mixed{TEXT/PLAIN\"\"}");
}
TEST(Multipart, OuterBoundariesEndInnerParts) {  // RFC 2046 section 5.1.2
  EXPECT_EQ(
      shape(multipart(
          "--b\nContent-Type: multipart/alternative; boundary=i\n\n--i\n\nx\n--b\nContent-Type: message/rfc822\n\n"
          "Content-Type: multipart/mixed; boundary=j\n\n--j\n\ny\n--b\n\nz\n--b--\n")),
      "multipart/mixed{multipart/alternative{TEXT/PLAIN\"x\"},message/rfc822(multipart/mixed{TEXT/PLAIN\"y\"}),TEXT/"
      "PLAIN\"z\"}");
  EXPECT_EQ(shape(multipart("--b\nA: unfinished\n--b\n\nz\n--b--\n")),
            "multipart/mixed{TEXT/PLAIN\"\",TEXT/PLAIN\"z\"}");
}
TEST(Multipart, WithoutAnyPartIsText) {  // RFC 2045 section 5.2: as a syntactically invalid Content-Type
  EXPECT_EQ(shape("Content-Type: multipart/mixed\n\n--\nx"), "TEXT/PLAIN\"--\r\nx\"");
  EXPECT_EQ(shape("Content-Type: multipart/mixed; boundary=\"\"\n\n--\nx"), "TEXT/PLAIN\"--\r\nx\"");
  EXPECT_EQ(shape(multipart("x")), "TEXT/PLAIN\"x\"");
  EXPECT_EQ(shape(multipart("--b--\nx")), "TEXT/PLAIN\"--b--\r\nx\"");
}
TEST(Multipart, BoundariesWithTrailingSpaceOrInContinuations) {
  EXPECT_EQ(shape("Content-Type: multipart/mixed; boundary=\"a b \"\n\n--a b\n\nx\n--a b--"),
            "multipart/mixed{TEXT/PLAIN\"x\"}");
  EXPECT_EQ(shape("Content-Type: multipart/mixed; boundary*0=a; boundary*1=b\n\n--ab\n\nx\n--ab--"),
            "multipart/mixed{TEXT/PLAIN\"x\"}");
  EXPECT_EQ(shape("Content-Type: multipart/mixed; boundary*=us-ascii''a%20b\n\n--a b\n\nx\n--a b--"),
            "multipart/mixed{TEXT/PLAIN\"x\"}");
}

TEST(Encapsulated, MessagesOfBothKinds) {
  EXPECT_EQ(shape("Content-Type: message/rfc822\n\nContent-Type: message/global\n\nA: 1\n\nx"),
            "message/rfc822(message/global(TEXT/PLAIN\"x\"))");
  EXPECT_EQ(shape("Content-Type: message/delivery-status\n\nA: 1\n\nx"), "message/delivery-status\"A: 1\r\n\r\nx\"");
}

// Known bug 6: nesting without end.
TEST(Depth, IsBounded) {
  const auto depth = [](const Part& root) {
    std::size_t levels = 1;
    for (const Part* p = &root; p->kind == Part::Kind::message || p->kind == Part::Kind::multipart; ++levels)
      p = p->message != nullptr ? p->message : &p->parts[0];
    return levels;
  };
  const Parsed messages(repeated("Content-Type: message/rfc822\r\n\r\n", 10'000));
  EXPECT_EQ(depth(messages.root), limits::kMimeDepthMax);
  std::string nested;
  for (int i = 0; i < 10'000; ++i)
    nested +=
        "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\r\n\r\n--b" + std::to_string(i) + "\r\n";
  const Parsed multiparts(nested);
  EXPECT_LE(depth(multiparts.root), limits::kMimeDepthMax);
  for (const auto* m : {&messages, &multiparts}) EXPECT_LE(m->work.octets_read, 4 * limits::kMimeDepthMax * m->size);
}
TEST(Depth, WhatIsTooDeepIsOctets) {
  const Parsed m(repeated("Content-Type: message/rfc822\r\n\r\n", limits::kMimeDepthMax));
  const Part* p = &m.root;
  while (p->message != nullptr) p = p->message;
  EXPECT_TRUE(p->is_type("APPLICATION", "OCTET-STREAM"));
  EXPECT_EQ(p->kind, Part::Kind::basic);
}

std::uint64_t work(const std::string& text) {
  return Parsed(text).work.octets_read;
}

// Known bugs 4 and 6: the work is that of the octets times the levels, whatever they say.
TEST(Work, IsLinearInOctets) {
  for (const std::string line : {"A: 1\r\n", " \r\n", ":", "Content-Type: text/plain\r\n", "\r", "x"})
    EXPECT_LE(work(repeated(line, 100'000)), 2 * 100'000 * line.size()) << line;
  const std::string head = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
  for (const std::string line : {"--b\r\n", "--b\n\n", "--", "--b--", "-\n", "--c\n"})
    EXPECT_LE(work(head + repeated(line, 100'000)), 5 * (100'000 * line.size() + head.size())) << line;
}
TEST(Work, LongBoundariesAreNotComparedWithShortLines) {
  const std::string boundary = repeated("-", 100'000);
  const std::string text =
      "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n" + repeated("--\r\n", 100'000);
  EXPECT_LE(work(text), 3 * text.size());
}
TEST(Parts, AreBounded) {
  const Parsed m("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + repeated("--b\r\n", 100'000));
  EXPECT_EQ(m.root.parts.size(), limits::kMimePartsMax);
  EXPECT_TRUE(m.root.body.ends_with(m.root.parts.back().whole()));
  EXPECT_EQ(m.root.parts.back().whole().size(), 90'000 * 5u);  // the rest is the last one's
  EXPECT_LE(m.arena.used_octets(), 4 * limits::kMimePartsMax * sizeof(Part));
  const Parsed inner("Content-Type: multipart/digest; boundary=b\r\n\r\n" + repeated("--b\r\n", 100'000));
  EXPECT_EQ(inner.root.parts.size(), limits::kMimePartsMax);
}

}  // namespace
}  // namespace imapspec::mail
