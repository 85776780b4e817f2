#include "harness/mail/parameters.h"

#include <gtest/gtest.h>

#include <string>

#include "harness/base/limits.h"
#include "harness/mail/mail_test_support.h"

namespace imapspec::mail {
namespace {

std::string shown(List<Parameter> list) {
  std::string text;
  for (const auto& p : list) text.append("; ").append(p.name).append("=").append(p.value);
  return text;
}
std::string type(std::string_view body) {
  Arena arena;
  const auto t = content_type(body, arena);
  return t ? std::string(t->type) + "/" + std::string(t->subtype) + shown(t->parameters) : "none";
}
std::string undone(std::string_view parameters, Rfc2231 how) {
  Arena arena;
  const std::string body = "a/b; " + std::string(parameters);
  return shown(undone(content_type(body, arena)->parameters, how, arena));
}

TEST(ContentType, TypeAndParameters) {
  EXPECT_EQ(type(" text/plain; charset=us-ascii (Plain text)"), "text/plain; charset=us-ascii");
  EXPECT_EQ(type("TEXT / (x) PLAIN ;Charset = \"iso-8859-1\"\r\n ; a=b"), "TEXT/PLAIN; Charset=iso-8859-1; a=b");
  EXPECT_EQ(type(R"(multipart/mixed; boundary="gc0pJq0M:08j\"U534c0p")"),
            "multipart/mixed; boundary=gc0pJq0M:08j\"U534c0p");
}
TEST(ContentType, WithoutATypeOrSubtypeIsNone) {
  for (const auto* bad : {"", "text", "text;charset=x", "/plain", "text/", "(text/plain", "\"text\"/plain", "text/;"})
    EXPECT_EQ(type(bad), "none") << bad;
}
TEST(ContentType, WhatIsNoParameterIsPassedOver) {
  EXPECT_EQ(type("a/b;;c;=d;\"e\"=f;g=;h=i;"), "a/b; h=i");
  EXPECT_EQ(type("a/b c=d; e=f g; h=i"), "a/b; e=f; h=i");
  EXPECT_EQ(type("a/b; c=\"d"), "a/b; c=d");
  EXPECT_EQ(type("a/b; c="), "a/b");
  EXPECT_EQ(type("a/b; c"), "a/b");
}
TEST(ContentType, UnquotedValuesMayHoldWhatTokensMayNot) {
  EXPECT_EQ(type("multipart/x; boundary=----=_Part/1:2"), "multipart/x; boundary=----=_Part/1:2");
}

TEST(ContentDisposition, TypeAndParameters) {
  Arena arena;
  const auto d = disposition(
      " attachment; filename=genome.jpeg;\r\n modification-date=\"Wed, 12 Feb 1997 16:29:51 -0500\"", arena);
  ASSERT_TRUE(d);
  EXPECT_EQ(std::string(d->type) + shown(d->parameters),
            "attachment; filename=genome.jpeg; modification-date=Wed, 12 Feb 1997 16:29:51 -0500");
  EXPECT_FALSE(disposition(" ; filename=x", arena));
}

TEST(Continuations, AreJoined) {  // RFC 2231 section 3
  EXPECT_EQ(undone("access-type=URL; URL*0=\"ftp://\"; URL*1=\"host/path\"", Rfc2231::joined),
            "; access-type=URL; URL=ftp://host/path");
  EXPECT_EQ(undone("x*2=c; y=1; X*0=a; x*1=\"b \"", Rfc2231::joined), "; y=1; X=ab c");
}
TEST(Continuations, StayRawWhereAsked) {
  EXPECT_EQ(undone("x*0=a; x*1=b", Rfc2231::raw), "; x*0=a; x*1=b");
}
TEST(Continuations, WithAGapOrLeadingZeroesOrTwiceStay) {
  EXPECT_EQ(undone("x*0=a; x*2=c", Rfc2231::joined), "; x=a; x*2=c");
  EXPECT_EQ(undone("x*1=b", Rfc2231::joined), "; x*1=b");
  EXPECT_EQ(undone("x*0=a; x*01=b", Rfc2231::joined), "; x=a; x*01=b");
  EXPECT_EQ(undone("x*0=a; x*1=b; x*1=c", Rfc2231::joined), "; x=ab; x*1=c");
  EXPECT_EQ(undone("x*99999999999=a; *=b; **=c; *0=d", Rfc2231::joined), "; x*99999999999=a; *=b; **=c; =d");
}

constexpr std::string_view kTitle =
    "title*0*=us-ascii'en'This%20is%20even%20more%20; title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\"";

TEST(ExtendedParameters, StayExtendedWhenJoined) {  // RFC 2231 section 4.1: what is not encoded must become so
  EXPECT_EQ(undone(kTitle, Rfc2231::joined),
            "; title*=us-ascii'en'This%20is%20even%20more%20%2A%2A%2Afun%2A%2A%2A%20isn%27t%20it!");
  EXPECT_EQ(undone("t*=us-ascii'en-us'a%20b", Rfc2231::joined), "; t*=us-ascii'en-us'a%20b");
}
TEST(ExtendedParameters, BecomeUtf8) {  // RFC 9051 section 7.5.2
  EXPECT_EQ(undone(kTitle, Rfc2231::utf8), "; title*=This is even more ***fun*** isn't it!");
  EXPECT_EQ(undone("f*=iso-8859-1''%A3%20rates", Rfc2231::utf8), "; f*=\xc2\xa3 rates");
  EXPECT_EQ(undone("f*0*=utf-8''%c3; f*1*=%A9", Rfc2231::utf8), "; f*=\xc3\xa9");  // cut within a character
}
TEST(ExtendedParameters, WithoutTheirQuotesOrInAnUnknownCharsetKeepTheirOctets) {
  EXPECT_EQ(undone("f*=a%20b", Rfc2231::utf8), "; f*=a%20b");
  EXPECT_EQ(undone("f*=a'b%20b", Rfc2231::utf8), "; f*=a'b%20b");
  EXPECT_EQ(undone("f*=x-none''a%20%zz%2", Rfc2231::utf8), "; f*=a %zz%2");
}

TEST(ParameterByName, WithoutCase) {
  Arena arena;
  const auto list = content_type("a/b; Name=1; name=2; other*=3", arena)->parameters;
  EXPECT_EQ(parameter(list, "NAME"), "1");
  EXPECT_EQ(parameter(list, "other"), "3");
  EXPECT_EQ(parameter(list, "none").data(), nullptr);
}

// Known bug 10: sections of RFC 2231 without end.
TEST(ManyParameters, AreBounded) {
  std::string body = "a/b";
  for (int i = 0; i < 100'000; ++i) body += "; x*" + std::to_string(i) + "*=%41";
  Arena arena;
  const auto list = content_type(body, arena)->parameters;
  EXPECT_EQ(list.size(), limits::kMimeParametersMax);
  const std::size_t before = arena.used_octets();
  const auto one = undone(list, Rfc2231::joined, arena);
  ASSERT_EQ(one.size(), 1u);
  EXPECT_EQ(one[0].value.size(), 3 * limits::kMimeParametersMax);
  EXPECT_LE(arena.used_octets() - before, 4'096u);  // the value once, and not each of its beginnings

  body = "a/b";
  for (int i = 0; i < 100'000; ++i) body += "; x*0=";
  EXPECT_TRUE(content_type(body, arena)->parameters.empty() ||
              content_type(body, arena)->parameters.size() <= limits::kMimeParametersMax);
}

}  // namespace
}  // namespace imapspec::mail
