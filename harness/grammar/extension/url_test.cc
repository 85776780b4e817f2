#include "harness/grammar/extension/url.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

const std::string kToken = "91354a473744909de610943775f92038";

TEST(Url, Absolute) {
  for (const char* url : {
           "imap://minbari.example.org/gray-council;UIDVALIDITY=385759045/;UID=20/;PARTIAL=0.1024",
           "imap://psicorp.example.org/~peter/%E6%97%A5%E6%9C%AC%E8%AA%9E/%E5%8F%B0%E5%8C%97",
           "imap://;AUTH=GSSAPI@minbari.example.org/gray-council/;uid=20/;section=1.2",
           "imap://;AUTH=*@minbari.example.org/gray%20council?SUBJECT%20shadows",
           "imap://john;AUTH=*@minbari.example.org/babylon5/personel?charset%20UTF-8%20SUBJECT%20%7B14+%7D%0D%0A",
           "IMAP://MIKE@SERVER2/",
           "imap://[2001:db8::1]:143/INBOX",
           "imap://example.org",
           "imap://example.org:",
           "imap:///INBOX",
           "imap://a/b/;UID=1/;SECTION=1.HEADER/;PARTIAL=7",
           "imap://a/b/;UID=1/;SECTION=1//;PARTIAL=7",
           "imap://a/b/",
       })
    ok(imapurl, url);
}

TEST(Url, AbsoluteRefused) {
  bad(imapurl, "http://a/", 0);
  bad(imapurl, "imap:/a", 0);
  ok(authimapurlrump, "imap://a/b/;UID=1/;SECTION=/;URLAUTH=anonymous");
  bad(imapurl, "imap://a/b/;UID=1;URLAUTH=anonymous)", 35);  // without its verifier
  bad(imapurl_rel, "/b/;UID=1;URLAUTH=anonymous)", 27);
  bad(imapurl_rel, ";SECTION=1:2", 10);
  bad(imapurl, "imap://a/;b", 9);
  bad(imapurl, "imap://a/b/;UID=1/;SECTION=/;PARTIAL=7", 28);
  bad(imapurl, "imap://joe@/b%2x", 15);
  bad(imapurl, "imap://[(464]/", 8);
  bad(imapurl, "imap://[I864]/", 8);
}

TEST(Url, Parts) {
  Arena arena;
  const std::string text =
      "imap://Joe%20X;AUTH=PLAIN@h:143/a%2Fb/c;UIDVALIDITY=3/;UID=4/;SECTION=1.2/;PARTIAL=5.6;EXPIRE="
      "2026-02-03T04:05:06Z;URLAUTH=submit+fred:INTERNAL:" +
      kToken;
  const auto url = parse_url(text, arena);
  ASSERT_TRUE(url) << shown(url.error());
  EXPECT_EQ(percent_decode(*url->server.user), "Joe X");
  EXPECT_EQ(url->server.auth, "PLAIN");
  EXPECT_EQ(url->server.host, "h");
  EXPECT_EQ(url->server.port, "143");
  EXPECT_EQ(percent_decode(url->mailbox), "a/b/c");
  EXPECT_EQ(url->uidvalidity, 3U);
  EXPECT_EQ(url->uid, 4U);
  EXPECT_EQ(url->section, "1.2");
  EXPECT_EQ(url->partial, (UrlPartial{5, 6}));
  EXPECT_EQ(url->auth->expire, "2026-02-03T04:05:06Z");
  EXPECT_EQ(url->auth->access, "submit");
  EXPECT_EQ(url->auth->user, "fred");
  EXPECT_EQ(url->auth->verifier->mechanism, "INTERNAL");
}

TEST(Url, Relative) {
  for (const char* url : {"", "/", "/INBOX/;UID=3", "//h/b?ALL", "INBOX", "INBOX/;UID=20/;SECTION=2/;PARTIAL=1.2",
                          ";UID=20", ";uid=20/;section=1.2", ";SECTION=1/;PARTIAL=2", ";PARTIAL=0.10", "a/b:c", "%41",
                          "a?b:c", "a;UIDVALIDITY=1?b:c"})
    ok(imapurl_rel, url);
  bad(imapurl_rel, "a:b", 1);
  bad(imapurl_rel, "%41:b", 3);
  bad(imapurl_rel, ";UID=0", 5);
  bad(imapurl_rel, ";UID=3;URLAUTH=anonymous", 6);  // imsg-or-part has none
  bad(imapurl_rel, "INBOX;UID=3", 5);
  bad(imapurl_rel, ";SECTION=1/;UID=2", 11);
  Arena arena;
  EXPECT_EQ(parse_url("", arena)->form, ImapUrl::Form::empty);
  EXPECT_FALSE(parse_url("INBOX x", arena));
}

TEST(Url, Authorization) {
  ok(authimapurlrump, "imap://joe@example.com/INBOX/;uid=20/;section=1.2;urlauth=submit+fred");
  ok(authimapurlfull, "imap://joe@example.com/INBOX/;uid=20/;section=1.2;urlauth=submit+fred:internal:" + kToken);
  ok(authimapurlrump, "imap://joe@example.com/INBOX/;uid=20;expire=2026-01-31t23:59:60.25+01:30;urlauth=anonymous");
  ok(authimapurlrump, "imap://joe@example.com/INBOX/;uid=20;urlauth=stream+fred");
  ok(authimapurlrump, "imap://joe@example.com/INBOX/;uid=20;urlauth=stream");
  bad(authimapurlrump, "imap://joe@example.com/INBOX/;uid=20;urlauth=submit:", 51);
  bad(authimapurlrump, "imap://joe@example.com/INBOX/;uid=20;urlauth=authuser+x", 53);
  bad(authimapurlfull, "imap://joe@example.com/INBOX/;uid=20;urlauth=anonymous:internal:91354a)", 70);
  bad(imapurl, "imap://a/b/;UID=1;EXPIRE=2026-13-01T00:00:00Z;URLAUTH=authuser", 30);
  bad(imapurl, "imap://a/b/;UID=1;EXPIRE=2026-02-29T00:00:00Z;URLAUTH=authuser", 33);
  bad(imapurl, "imap://a/b/;UID=1;EXPIRE=2100-02-29T00:00:00Z;URLAUTH=authuser", 33);
  bad(imapurl, "imap://a/b/;UID=1;EXPIRE=2026-04-31T00:00:00Z;URLAUTH=authuser", 33);
  ok(authimapurlrump, "imap://a/b/;UID=1;EXPIRE=2028-02-29T00:00:00Z;URLAUTH=authuser");
}

TEST(Url, PercentEncoding) {
  EXPECT_EQ(percent_encode("a/b c;d&e%", UrlPlace::path), "a/b%20c%3Bd&e%25");
  EXPECT_EQ(percent_encode("a/b@c", UrlPlace::user), "a%2Fb%40c");
  EXPECT_EQ(percent_decode("a%2Fb%40c"), "a/b@c");
  EXPECT_EQ(percent_decode(percent_encode("\xe6\x97\xa5", UrlPlace::path)), "\xe6\x97\xa5");
}

}  // namespace
}  // namespace imapspec::grammar
