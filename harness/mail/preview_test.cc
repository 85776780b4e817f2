#include "harness/mail/preview.h"

#include <gtest/gtest.h>

#include "harness/mail/mail_test_support.h"

namespace imapspec::mail {
namespace {

std::string preview(std::string_view message, std::size_t characters = kPreviewCharacters) {
  const Parsed parsed(crlf(message));
  return preview_of(parsed.root, characters);
}

TEST(Preview, PlainText) {
  EXPECT_EQ(preview("Subject: x\n\n  One\n two\t three \n"), "One two three");
  EXPECT_EQ(preview("\n"), "");
  EXPECT_EQ(preview(""), "");
}

TEST(Preview, EncodingsAndCharsetsAreUndone) {
  EXPECT_EQ(preview("Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
                    "caf=E9 =\nau lait\n"),
            "caf\xc3\xa9 au lait");
  EXPECT_EQ(preview("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nw6lj\n"),
            "\xc3\xa9"
            "c");
  EXPECT_EQ(preview("Content-Type: text/plain; charset=x-none\n\nabc\n"), "");
  EXPECT_EQ(preview("Content-Transfer-Encoding: x-none\n\nabc\n"), "");
}

TEST(Preview, TheLimitCountsCharacters) {
  const std::string head = "Content-Type: text/plain; charset=utf-8\n\n";
  EXPECT_EQ(preview(head + "\xc3\xa9\xc3\xa9\xc3\xa9", 2), "\xc3\xa9\xc3\xa9");
  EXPECT_EQ(preview(head + "a b c", 3), "a b");
  EXPECT_EQ(preview(head + "a b c", 4), "a b");
  EXPECT_EQ(preview(head + repeated("x", 500)).size(), 200U);
}

TEST(Preview, PlainTextIsPreferredAndHtmlLosesItsTags) {
  const std::string parts =
      "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Hypertext</p>\n--b\n"
      "Content-Type: text/plain\n\nPlain\n--b--\n";
  EXPECT_EQ(preview(parts), "Plain");
  EXPECT_EQ(preview("Content-Type: text/html\n\n<html><style>p {}</style><p>Tea &amp; <b>cake</b></p>&lt;"),
            "Tea & cake <");
  EXPECT_EQ(preview("Content-Type: text/html\n\nTea<unclosed"), "Tea");
}

TEST(Preview, WhatIsNoTextHasNone) {
  EXPECT_EQ(preview("Content-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n"), "");
  EXPECT_EQ(preview("Content-Type: message/rfc822\n\nSubject: inner\n\nInner\n"), "");
}

}  // namespace
}  // namespace imapspec::mail
