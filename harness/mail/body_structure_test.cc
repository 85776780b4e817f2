#include "harness/mail/body_structure.h"

#include <gtest/gtest.h>

#include <string>

#include "harness/mail/mail_test_support.h"

namespace imapspec::mail {
namespace {

using namespace std::string_literals;

constexpr grammar::Dialect kRev1{grammar::Revision::rev1}, kRev2{grammar::Revision::rev2};

std::string structure(std::string_view text, Extension extension = Extension::yes, grammar::Dialect dialect = kRev1) {
  Parsed m(crlf(text));
  return printed(body_structure(m.root, m.arena, extension, dialect));
}
std::string body(std::string_view text) {
  return structure(text, Extension::no);
}

TEST(BodyStructure, OfPlainText) {
  EXPECT_EQ(body("A: 1\n\none\ntwo\n"), R"(("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" 10 2))");
  EXPECT_EQ(structure(""), R"(("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" 0 0 NIL NIL NIL NIL))");
  EXPECT_EQ(body("Content-Type: text/plain; format=flowed\n\nx"),
            R"(("text" "plain" ("CHARSET" "US-ASCII" "format" "flowed") NIL NIL "7BIT" 1 0))");
  EXPECT_EQ(body("Content-Type: text/plain; charset=utf-8\n\nx"),
            R"(("text" "plain" ("charset" "utf-8") NIL NIL "7BIT" 1 0))");
  EXPECT_EQ(body("Content-Type: text/html\n\nx"), R"(("text" "html" NIL NIL NIL "7BIT" 1 0))");
}
TEST(BodyStructure, OfOtherTypesHasNoLines) {
  EXPECT_EQ(body("Content-Type: image/png\nContent-Transfer-Encoding: base64 (x)\nContent-ID: "
                 "<a@b>\nContent-Description: a\n picture\n\nAA==\n"),
            R"(("image" "png" NIL "<a@b>" "a picture" "base64" 6))");
  EXPECT_EQ(body("Content-Type: message/partial; id=\"x\"\nContent-Transfer-Encoding:\n\n"),
            R"(("message" "partial" ("id" "x") NIL NIL "7BIT" 0))");
}
TEST(BodyStructure, ExtensionDataInTheirOrder) {  // body-ext-1part
  EXPECT_EQ(
      structure("Content-Type: a/b\nContent-MD5: Q2hlY2sgSW50ZWdyaXR5IQ==\nContent-Disposition: "
                "inline\nContent-Language: en (x), de-CH\n"
                "Content-Location: http://example/\n x\n\n"),
      R"(("a" "b" NIL NIL NIL "7BIT" 0 "Q2hlY2sgSW50ZWdyaXR5IQ==" ("inline" NIL) ("en" "de-CH") "http://example/ x"))");
  EXPECT_EQ(structure("Content-Type: a/b\nContent-Language: en\nContent-Disposition: attachment; filename=\"a b\"\n\n"),
            R"(("a" "b" NIL NIL NIL "7BIT" 0 NIL ("attachment" ("filename" "a b")) "en" NIL))");
  EXPECT_EQ(structure("Content-Type: a/b\nContent-Language: ,\nContent-Disposition: ;\n\n"),
            R"(("a" "b" NIL NIL NIL "7BIT" 0 NIL NIL NIL NIL))");
}
TEST(BodyStructure, OfMultiparts) {  // RFC 9051 section 7.5.2's example, in our words
  const std::string text =
      "Content-Type: MULTIPART/MIXED; BOUNDARY=b\nContent-Disposition: inline\n\n--b\n\none\ntwo\n\n"
      "--b\nContent-Type: TEXT/PLAIN; CHARSET=US-ASCII; NAME=cc.diff\nContent-ID: "
      "<960723163407@x>\nContent-Description: Compiler diff\n"
      "Content-Transfer-Encoding: BASE64\n\nQQ==\n--b--\n";
  const std::string parts =
      R"((("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" 10 2))"
      R"(("TEXT" "PLAIN" ("CHARSET" "US-ASCII" "NAME" "cc.diff") "<960723163407@x>" "Compiler diff" "BASE64" 4 0) "MIXED"))";
  EXPECT_EQ(body(text), parts);
  EXPECT_EQ(
      structure(text),
      R"((("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" 10 2 NIL NIL NIL NIL))"
      R"(("TEXT" "PLAIN" ("CHARSET" "US-ASCII" "NAME" "cc.diff") "<960723163407@x>" "Compiler diff" "BASE64" 4 0 NIL NIL NIL NIL) )"
      R"("MIXED" ("BOUNDARY" "b") ("inline" NIL) NIL NIL))");
}
TEST(BodyStructure, OfMessages) {
  EXPECT_EQ(
      body("Content-Type: message/rfc822\n\nSubject: x\nFrom: a@b\n\none\n"),
      R"(("message" "rfc822" NIL NIL NIL "7BIT" 30 (NIL "x" ((NIL NIL "a" "b")) ((NIL NIL "a" "b")) ((NIL NIL "a" "b")) NIL NIL NIL NIL NIL) )"
      R"(("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" 5 1) 4))");
}
TEST(BodyStructure, MessageGlobalIsAMessageInRev2) {  // RFC 9051 section 9: media-message
  const std::string text = "Content-Type: message/global\n\nSubject: \xc3\xa9\n\n";
  EXPECT_EQ(structure(text, Extension::no, kRev1), R"(("message" "global" NIL NIL NIL "7BIT" 15))");
  EXPECT_EQ(structure(text, Extension::no, kRev2),
            "(\"message\" \"global\" NIL NIL NIL \"7BIT\" 15 (NIL \"\xc3\xa9\" NIL NIL NIL NIL NIL NIL NIL NIL) "
            "(\"TEXT\" \"PLAIN\" (\"CHARSET\" \"US-ASCII\") NIL NIL \"7BIT\" 0 0) 2)");
}
TEST(BodyStructure, Rfc2231) {
  const std::string text =
      "Content-Type: a/b; n*0*=iso-8859-1''%E9; n*1*=%E8\nContent-Disposition: attachment; f*0=a; f*1=b\n\n";
  EXPECT_EQ(structure(text),
            R"(("a" "b" ("n*" "iso-8859-1''%E9%E8") NIL NIL "7BIT" 0 NIL ("attachment" ("f" "ab")) NIL NIL))");
  EXPECT_EQ(
      structure(text, Extension::yes, kRev2),
      "(\"a\" \"b\" (\"n*\" \"\xc3\xa9\xc3\xa8\") NIL NIL \"7BIT\" 0 NIL (\"attachment\" (\"f\" \"ab\")) NIL NIL)");
  Parsed m(crlf(text));
  EXPECT_EQ(printed(body_structure(m.root, m.arena, Extension::no, kRev1, Rfc2231::raw)),
            R"(("a" "b" ("n*0*" "iso-8859-1''%E9" "n*1*" "%E8") NIL NIL "7BIT" 0))");
}

// What we describe, the strict grammar must read, in both revisions, as deep as it goes.
void reads_back(const std::string& text) {
  for (const auto revision : {grammar::Revision::rev1, grammar::Revision::rev2, grammar::Revision::either}) {
    Parsed m(text);
    for (const auto extension : {Extension::no, Extension::yes}) {
      const auto b = body_structure(m.root, m.arena, extension, {revision});
      const std::string item = extension == Extension::yes ? "BODYSTRUCTURE " : "BODY ";
      const std::string response = "* 1 FETCH (" + item + printed(b) + ")\r\n";
      const auto read = grammar::parse_response(response, m.arena, {revision});
      EXPECT_TRUE(read) << text.substr(0, 200) << "\n" << response.substr(0, 2'000) << (read ? "" : read.error().rule);
    }
  }
}
TEST(BodyStructure, ReadsBack) {
  reads_back("");
  reads_back("Content-Type: multipart/mixed; boundary=b\r\n\r\n");
  reads_back("Content-Type: message/rfc822\r\nContent-Description: \"\\\x01\xff\r\n\r\n");
  reads_back("Content-Type: message/global\r\n\r\nSubject: x\r\nTo: g:;\r\n\r\n");
  reads_back("Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n--b\r\n\r\nTo: (x\\");
  reads_back("Content-Type: a\0/b\0; c\0=\0\r\nContent-ID: \0\r\n\r\n"s);
  reads_back(repeated("Content-Type: message/rfc822\r\n\r\n", 200));
}
TEST(BodyStructure, CostsWhatTheMessageWeighs) {
  const auto used = [](std::size_t parts) {
    Parsed m("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + repeated("--b\r\n\r\nx\r\n", parts));
    Arena arena(64);
    body_structure(m.root, arena, Extension::yes);
    return arena.used_octets();
  };
  EXPECT_LE(used(8'000), used(1'000) * 17);
}

}  // namespace
}  // namespace imapspec::mail
