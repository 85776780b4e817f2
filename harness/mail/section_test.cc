#include "harness/mail/section.h"

#include <gtest/gtest.h>

#include <string>

#include "harness/mail/mail_test_support.h"

namespace imapspec::mail {
namespace {

// The complex message of RFC 3501 section 6.4.5, with every text distinct.
const char* const kComplex =
    "Subject: outer\n"
    "Content-Type: multipart/mixed; boundary=o\n"
    "\n"
    "preamble\n"
    "--o\n"
    "\n"
    "text 1\n"
    "--o\n"
    "Content-Type: application/octet-stream\n"
    "\n"
    "octets 2\n"
    "--o\n"
    "Content-Type: message/rfc822\n"
    "Content-ID: <3@x>\n"
    "\n"
    "Subject: third\n"
    "Content-Type: multipart/mixed; boundary=t\n"
    "\n"
    "--t\n"
    "\n"
    "text 3.1\n"
    "--t\n"
    "Content-Type: application/octet-stream\n"
    "\n"
    "octets 3.2\n"
    "--t--\n"
    "--o\n"
    "Content-Type: multipart/mixed; boundary=f\n"
    "\n"
    "--f\n"
    "Content-Type: image/gif\n"
    "\n"
    "gif 4.1\n"
    "--f\n"
    "Content-Type: message/rfc822\n"
    "\n"
    "Subject: fourth\n"
    "Content-Type: multipart/mixed; boundary=g\n"
    "\n"
    "--g\n"
    "\n"
    "text 4.2.1\n"
    "--g\n"
    "Content-Type: multipart/alternative; boundary=h\n"
    "\n"
    "--h\n"
    "\n"
    "text 4.2.2.1\n"
    "--h\n"
    "Content-Type: text/richtext\n"
    "\n"
    "rich 4.2.2.2\n"
    "--h--\n"
    "--g--\n"
    "--f--\n"
    "--o--\n"
    "epilogue\n";

constexpr grammar::Dialect kRev1{grammar::Revision::rev1};

// With LF again; "NIL" for what does not exist.
std::string get(std::string_view message, std::string_view name, grammar::Dialect dialect = {}) {
  Parsed m(message);
  const auto octets = section_octets(m.root, section(m.arena, name), m.arena, dialect);
  if (!octets) return "NIL";
  std::string text;
  for (const char c : *octets)
    if (c != '\r') text.push_back(c);
  return text;
}
std::string complex(std::string_view name) {
  return get(crlf(kComplex), name);
}

TEST(Sections, OfTheComplexMessage) {
  EXPECT_EQ(complex(""), kComplex);
  EXPECT_EQ(complex("HEADER"), "Subject: outer\nContent-Type: multipart/mixed; boundary=o\n\n");
  EXPECT_EQ(complex("HEADER") + complex("TEXT"), kComplex);
  EXPECT_EQ(complex("1"), "text 1");
  EXPECT_EQ(complex("2"), "octets 2");
  EXPECT_EQ(complex("3"), complex("3.HEADER") + complex("3.TEXT"));
  EXPECT_EQ(complex("3.HEADER"), "Subject: third\nContent-Type: multipart/mixed; boundary=t\n\n");
  EXPECT_EQ(complex("3.TEXT"), "--t\n\ntext 3.1\n--t\nContent-Type: application/octet-stream\n\noctets 3.2\n--t--");
  EXPECT_EQ(complex("3.1"), "text 3.1");
  EXPECT_EQ(complex("3.2"), "octets 3.2");
  EXPECT_EQ(complex("4.1"), "gif 4.1");
  EXPECT_EQ(complex("4.1.MIME"), "Content-Type: image/gif\n\n");
  EXPECT_EQ(complex("4.2.HEADER"), "Subject: fourth\nContent-Type: multipart/mixed; boundary=g\n\n");
  EXPECT_EQ(complex("4.2.1"), "text 4.2.1");
  EXPECT_EQ(complex("4.2.2"), "--h\n\ntext 4.2.2.1\n--h\nContent-Type: text/richtext\n\nrich 4.2.2.2\n--h--");
  EXPECT_EQ(complex("4.2.2.1"), "text 4.2.2.1");
  EXPECT_EQ(complex("4.2.2.2"), "rich 4.2.2.2");
  EXPECT_EQ(complex("3.MIME"), "Content-Type: message/rfc822\nContent-ID: <3@x>\n\n");
  EXPECT_EQ(complex("1.MIME"), "\n");
}
TEST(Sections, ThatDoNotExist) {
  for (const auto* name : {"5", "1.1", "1.HEADER", "2.TEXT", "4.HEADER", "4.TEXT", "3.3", "3.1.1", "4.2.2.3",
                           "4.1.HEADER.FIELDS (X)", "4294967295"})
    EXPECT_EQ(complex(name), "NIL") << name;
}
TEST(Sections, OfAMessageThatIsNoMultipart) {
  const std::string m = crlf("Subject: x\n\nbody\n");
  EXPECT_EQ(get(m, "1"), "body\n");
  EXPECT_EQ(get(m, "TEXT"), "body\n");
  EXPECT_EQ(get(m, "1.MIME"), "Subject: x\n\n");
  for (const auto* name : {"2", "1.1", "1.HEADER", "1.TEXT"}) EXPECT_EQ(get(m, name), "NIL") << name;
}
TEST(Sections, OfAMessageWithinAMessage) {
  const std::string m = crlf("Subject: x\nContent-Type: message/rfc822\n\nSubject: y\n\nbody\n");
  EXPECT_EQ(get(m, "1"), "Subject: y\n\nbody\n");
  EXPECT_EQ(get(m, "1.HEADER"), "Subject: y\n\n");
  EXPECT_EQ(get(m, "1.TEXT"), "body\n");
  EXPECT_EQ(get(m, "1.1"), "body\n");
  EXPECT_EQ(get(m, "1.1.MIME"), "Subject: y\n\n");
  for (const auto* name : {"1.2", "1.1.1", "1.1.HEADER"}) EXPECT_EQ(get(m, name), "NIL") << name;
}
TEST(Sections, MessageGlobalIsOpenInRev2Only) {
  const std::string m = crlf("Content-Type: message/global\n\nSubject: y\n\nbody\n");
  EXPECT_EQ(get(m, "1.HEADER"), "Subject: y\n\n");
  EXPECT_EQ(get(m, "1.1"), "body\n");
  EXPECT_EQ(get(m, "1.HEADER", kRev1), "NIL");
  EXPECT_EQ(get(m, "1.1", kRev1), "NIL");
  EXPECT_EQ(get(m, "1", kRev1), "Subject: y\n\nbody\n");
}

const char* const kHeader = "Subject: a\n folded\nX: 1\nno field\nsubject : b\nSubjects: c\n\nbody";

TEST(HeaderSubsets, MatchWithoutCaseButExactly) {
  EXPECT_EQ(get(crlf(kHeader), "HEADER.FIELDS (SUBJECT)"), "Subject: a\n folded\nsubject : b\n\n");
  EXPECT_EQ(get(crlf(kHeader), "HEADER.FIELDS (x SUBJECT x)"), "Subject: a\n folded\nX: 1\nsubject : b\n\n");
  EXPECT_EQ(get(crlf(kHeader), "HEADER.FIELDS (none)"), "\n");
  EXPECT_EQ(get(crlf(kHeader), "HEADER.FIELDS (\"\")"), "\n");
  EXPECT_EQ(get(crlf(kHeader), "HEADER.FIELDS.NOT (x subject)"), "no field\nSubjects: c\n\n");
  EXPECT_EQ(get(crlf(kHeader), "HEADER.FIELDS.NOT (none)"),
            "Subject: a\n folded\nX: 1\nno field\nsubject : b\nSubjects: c\n\n");
  EXPECT_EQ(get(crlf("Content-Type: message/rfc822\n\nA: 1\nB: 2\n\nx"), "1.HEADER.FIELDS (b)"), "B: 2\n\n");
}
TEST(HeaderSubsets, HaveAnEmptyLineOnlyIfTheHeaderHas) {  // RFC 3501 section 6.4.5
  EXPECT_EQ(get("A: 1\r\nB: 2\r\n", "HEADER.FIELDS (b)"), "B: 2\n");
  EXPECT_EQ(get("A: 1\r\nB: 2\r\n", "HEADER.FIELDS (c)"), "");
  EXPECT_EQ(get("\r\n", "HEADER.FIELDS (c)"), "\n");
}
TEST(HeaderSubsets, CostTheSumOfNamesAndFields) {
  Parsed m(repeated("A: 1\r\n", 50'000));
  std::string names;
  for (int i = 0; i < 50'000; ++i) names += " n" + std::to_string(i);
  const auto s = section(m.arena, "HEADER.FIELDS (a" + names + ")");
  EXPECT_EQ(section_octets(m.root, s, m.arena)->size(), m.size);  // not each field against each name
}

TEST(Slices, AreCutAtTheEnd) {
  EXPECT_EQ(slice("abc", {0, 2}), "ab");
  EXPECT_EQ(slice("abc", {1, 9}), "bc");
  EXPECT_EQ(slice("abc", {3, 1}), "");
  EXPECT_EQ(slice("abc", {~std::uint64_t{0}, ~std::uint64_t{0}}), "");  // known bug 19: no sum of the two
  EXPECT_EQ(slice("abc", {1, ~std::uint64_t{0}}), "bc");
}

std::string decoded(std::string_view message, std::string_view dotted) {
  Parsed m(message);
  const auto octets = decoded_section(m.root, number(m.arena, dotted), m.arena);
  if (!octets) return octets.error() == DecodeError::unknown_cte ? "unknown-cte" : "no such part";
  return std::string(*octets);
}
std::string encoded(std::string_view encoding, std::string_view type, std::string_view body) {
  return "Content-Type: " + std::string(type) + "\r\nContent-Transfer-Encoding: " + std::string(encoding) + "\r\n\r\n" +
         std::string(body);
}

TEST(Binary, DecodesThePart) {
  EXPECT_EQ(decoded(encoded("Base64", "a/b", "AAEC\r\n/w==\r\n"), "1"), std::string("\0\1\2\xff", 4));
  EXPECT_EQ(decoded(encoded("quoted-printable", "a/b", "a=3D=\r\nb\r\n"), "1"), "a=b\r\n");
  EXPECT_EQ(decoded(encoded("8bit", "a/b", "a\n"), "1"), "a\n");
  EXPECT_EQ(decoded(encoded("x-own", "a/b", "a"), "1"), "unknown-cte");
  EXPECT_EQ(decoded(encoded("8bit", "a/b", "a"), "2"), "no such part");
  EXPECT_EQ(decoded(encoded("x-own", "a/b", "a"), ""), encoded("x-own", "a/b", "a"));
}
TEST(Binary, LinesOfTextEndWithCrlf) {  // RFC 9051 section 7.5.2
  EXPECT_EQ(decoded(encoded("base64", "text/plain", "YQpiDQpj"), "1"), "a\r\nb\r\nc");
  EXPECT_EQ(decoded(encoded("8bit", "text/plain", "\na\r\n\rb\n"), "1"), "\r\na\r\n\rb\r\n");
}

}  // namespace
}  // namespace imapspec::mail
