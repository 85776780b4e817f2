#include "harness/mail/encoded_word.h"

#include <gtest/gtest.h>

#include "harness/mail/mail_test_support.h"

namespace imapspec::mail {
namespace {

TEST(EncodedWords, OfBothEncodings) {
  EXPECT_EQ(decoded_words(" =?ISO-8859-1?Q?Patrik_F=E4ltstr=F6m?= <p@x>"), "Patrik F\xc3\xa4ltstr\xc3\xb6m <p@x>");
  EXPECT_EQ(decoded_words("=?utf-8?b?w6k=?="), "\xc3\xa9");
  EXPECT_EQ(decoded_words("=?US-ASCII*EN?q?a?="), "a");  // RFC 2231 section 5
  EXPECT_EQ(decoded_words("=?iso-2022-jp?B?GyRCJCIbKEI=?="), "\xe3\x81\x82");
}
TEST(EncodedWords, SpaceBetweenTwoOfThemGoes) {  // RFC 2047 section 8
  EXPECT_EQ(decoded_words("(=?ISO-8859-1?Q?a?= b)"), "(a b)");
  EXPECT_EQ(decoded_words("=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?="), "ab");
  EXPECT_EQ(decoded_words("=?ISO-8859-1?Q?a?=\r\n =?US-ASCII?Q?b?="), "ab");
  EXPECT_EQ(decoded_words("=?ISO-8859-1?Q?a_?= =?ISO-8859-1?Q?b?= c"), "a b c");
  EXPECT_EQ(decoded_words("a =?us-ascii?Q?b?= c"), "a b c");
}
TEST(EncodedWords, CutWithinACharacter) {
  EXPECT_EQ(decoded_words("=?utf-8?q?=C3?= =?utf-8?q?=A9?="), "\xc3\xa9");
}
TEST(EncodedWords, WhatIsMalformedStaysOctets) {
  EXPECT_EQ(decoded_words("=?utf-8?q?a=FF?= b"), "a\xff b");
  EXPECT_EQ(decoded_words("=?us-ascii?q?=E4?="), "\xe4");
}
TEST(EncodedWords, WhatIsNoneStays) {
  for (const auto* text :
       {"plain", "=?", "=?utf-8", "=?utf-8?q", "=?utf-8?q?", "=?utf-8?q?a", "=?utf-8?q?a?",
        "=?utf-8?q?a b?=", "=?utf-8?x?a?=", "=?x-none?q?a?=", "=??q?a?=", "=?utf-8?qq?a?=", "=?utf-8,x?q?a?="})
    EXPECT_EQ(decoded_words(text), text);
}
TEST(EncodedWords, Unfold) {
  EXPECT_EQ(decoded_words(" a\r\n b\r\n"), "a b");
}
TEST(EncodedWords, BeginningsWithoutEnd) {
  for (const auto* text : {"=?", "=?a?", "=?a?q?", "=?a?q?b", "=?a?q?b?"}) {
    const std::string many = repeated(text, 100'000);
    EXPECT_EQ(decoded_words(many), many) << text;
  }
}

}  // namespace
}  // namespace imapspec::mail
