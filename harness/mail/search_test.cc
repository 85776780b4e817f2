#include "harness/mail/search.h"

#include <gtest/gtest.h>

#include <string>

#include "harness/mail/mail_test_support.h"

namespace imapspec::mail {
namespace {

const char* const kMessage =
    "Date: Fri, 21 Nov 1997 23:55:06 -0600\n"
    "From: =?iso-8859-1?Q?J=F6rg?= Smith <joe@Example.org>\n"
    "To: Friends: a@b, \"C, D\" <c@d>;\n"
    "Subject: =?utf-8?q?caf=C3=A9?= au lait\n"
    "Subject: second\n"
    "X-Empty:\n"
    "Content-Type: multipart/mixed; boundary=b\n"
    "\n"
    "preamble\n"
    "--b\n"
    "Content-Type: text/plain; charset=iso-8859-1\n"
    "Content-Transfer-Encoding: quoted-printable\n"
    "\n"
    "na=EFve par=\n"
    "t\n"
    "--b\n"
    "Content-Type: application/octet-stream\n"
    "\n"
    "hidden\n"
    "--b\n"
    "Content-Type: message/rfc822\n"
    "\n"
    "Subject: inner words\n"
    "Content-Transfer-Encoding: base64\n"
    "\n"
    "ZGVjb2RlZA==\n"
    "--b--\n";

// `key` as a client writes it.
bool has(const std::string& key) {
  Parsed m(crlf(kMessage));
  grammar::Cursor c(key, m.arena, {grammar::Revision::rev2});
  const auto parsed = grammar::search_key(c);
  EXPECT_TRUE(parsed) << key;
  return parsed && matches(*parsed, Needle(parsed->string.value), m.root);
}

TEST(SearchAddresses, InTheEnvelope) {
  EXPECT_TRUE(has("FROM smith"));
  EXPECT_TRUE(has("FROM \"J\xc3\x96RG\""));
  EXPECT_TRUE(has("FROM joe@example"));
  EXPECT_FALSE(has("FROM iso-8859"));
  EXPECT_TRUE(has("TO friends"));
  EXPECT_TRUE(has("TO \"c, d\""));
  EXPECT_FALSE(has("CC a"));
  EXPECT_FALSE(has("BCC \"\""));
}
TEST(SearchHeaders, InDecodedText) {
  EXPECT_TRUE(has("SUBJECT \"CAF\xc3\x89 AU\""));
  EXPECT_TRUE(has("SUBJECT second"));
  EXPECT_FALSE(has("SUBJECT utf-8"));
  EXPECT_TRUE(has("HEADER x-empty \"\""));
  EXPECT_TRUE(has("HEADER subject \"\""));
  EXPECT_FALSE(has("HEADER x-none \"\""));
  EXPECT_FALSE(has("HEADER x-empty a"));
  EXPECT_TRUE(has("HEADER date 1997"));
}
TEST(SearchBodies, InDecodedTextAndEncapsulatedMessages) {
  EXPECT_TRUE(has("BODY \"NA\xc3\x8fVE PART\""));
  EXPECT_TRUE(has("BODY decoded"));
  EXPECT_TRUE(has("BODY \"inner words\""));
  EXPECT_FALSE(has("BODY hidden"));
  EXPECT_FALSE(has("BODY preamble"));
  EXPECT_FALSE(has("BODY smith"));
  EXPECT_TRUE(has("BODY \"\""));
}
TEST(SearchTexts, InHeaderOrBody) {
  EXPECT_TRUE(has("TEXT smith"));
  EXPECT_TRUE(has("TEXT decoded"));
  EXPECT_TRUE(has("TEXT x-empty"));
  EXPECT_FALSE(has("TEXT nowhere"));
}
TEST(SearchSent, ByTheDayAsWritten) {
  EXPECT_TRUE(has("SENTON 21-Nov-1997"));
  EXPECT_FALSE(has("SENTON 22-Nov-1997"));
  EXPECT_TRUE(has("SENTBEFORE 22-Nov-1997"));
  EXPECT_FALSE(has("SENTBEFORE 21-Nov-1997"));
  EXPECT_TRUE(has("SENTSINCE 21-Nov-1997"));
  EXPECT_FALSE(has("SENTSINCE 22-Nov-1997"));
}
TEST(SearchOthers, AreNotOurs) {
  EXPECT_FALSE(has("SEEN"));
}

TEST(Needle, WhatIsNoUtf8IsComparedByOctets) {  // RFC 5255 section 4.6
  EXPECT_TRUE(Needle("aB").in("Ab\xc3\xa4"));
  EXPECT_TRUE(Needle("aB").in("aB\xe4"));
  EXPECT_FALSE(Needle("aB").in("Ab\xe4"));
  EXPECT_TRUE(Needle("\xe4").in("Ab\xe4"));
}
TEST(Needle, IsLinearInTheText) {  // a naive search would take 10^11 steps
  EXPECT_FALSE(Needle(repeated("a", 400'000) + "b").in(repeated("a", 800'000)));
  EXPECT_TRUE(Needle("").in(""));
  EXPECT_FALSE(Needle("a").in(""));
}

}  // namespace
}  // namespace imapspec::mail
