#include "harness/net/url.h"

#include <gtest/gtest.h>

namespace imapspec::net {
namespace {

Url ok(std::string_view text) {
  auto url = parse_url(text);
  EXPECT_TRUE(url) << text << ": " << (url ? "" : url.error());
  return url ? *url : Url{};
}

std::string bad(std::string_view text) {
  auto url = parse_url(text);
  EXPECT_FALSE(url) << text;
  return url ? "" : url.error();
}

TEST(Url, TakesTheWholeForm) {
  const Url url = ok("imap://alice:secret@127.0.0.1:1143");
  EXPECT_EQ(url, (Url{Scheme::imap, "alice", "secret", "127.0.0.1", 1143, "", ""}));
  EXPECT_EQ(url.without_password(), "imap://alice@127.0.0.1:1143");
}

TEST(Url, HasTheDefaultPorts) {
  EXPECT_EQ(ok("imap://h").port, 143);
  EXPECT_EQ(ok("imaps://h").port, 993);
  EXPECT_EQ(ok("imaps://h/").host, "h");
  EXPECT_EQ(ok("imap://h").user, std::nullopt);
}

TEST(Url, TakesIpv6InBrackets) {
  const Url url = ok("imaps://bob@[fe80::1]:9993");
  EXPECT_EQ(url.host, "fe80::1");
  EXPECT_EQ(url.port, 9993);
  EXPECT_EQ(url.password, std::nullopt);
  EXPECT_EQ(url.without_password(), "imaps://bob@[fe80::1]:9993");
  EXPECT_EQ(ok("imap://[::1]").port, 143);
}

TEST(Url, DecodesUserAndPassword) {
  const Url url = ok("imap://a%40b:%3a%25%2F@h");
  EXPECT_EQ(url.user, "a@b");
  EXPECT_EQ(url.password, ":%/");
  EXPECT_EQ(url.without_password(), "imap://a%40b@h:143");
  EXPECT_EQ(ok("imap://a:b:c@d@h").password, "b:c@d");
  EXPECT_EQ(ok("imap://a:@h").password, "");
}

TEST(Url, TakesSocketsAndCommands) {
  EXPECT_EQ(ok("unix:/run/imap.sock").path, "/run/imap.sock");
  const Url url = ok("unix://al:pw@/run/imap.sock");
  EXPECT_EQ(url.path, "/run/imap.sock");
  EXPECT_EQ(url.password, "pw");
  EXPECT_EQ(url.without_password(), "unix://al@/run/imap.sock");
  EXPECT_EQ(ok("exec:dovecot --exec-mail imap").command, "dovecot --exec-mail imap");
}

TEST(Url, SaysWhatIsWrongAndNeverThePassword) {
  EXPECT_EQ(bad("imap://a:pw@h:0"), "the port must be a number from 1 to 65535");
  EXPECT_EQ(bad("imap://a:pw@h:65536"), "the port must be a number from 1 to 65535");
  EXPECT_EQ(bad("imap://h:14x"), "the port must be a number from 1 to 65535");
  EXPECT_EQ(bad("imap://h:"), "the port must be a number from 1 to 65535");
  EXPECT_EQ(bad("imap://a:pw@"), "there is no host");
  EXPECT_EQ(bad("imap://:pw@h"), "there is no user name before the @");
  EXPECT_EQ(bad("imap://::1"), "an IPv6 address must stand in brackets: imap://[::1]:143");
  EXPECT_EQ(bad("imap://[::1"), "the [ of an IPv6 address is not closed by a ]");
  EXPECT_EQ(bad("imap://[::1]143"), "after the ] of an IPv6 address only :PORT may follow");
  EXPECT_EQ(bad("imap://a:p%4@h"), "the password has a % without two hexadecimal digits (write %25)");
  EXPECT_EQ(bad("imap://a%00:p@h"), "the user name holds a NUL");
  EXPECT_EQ(bad("imap://h:143/INBOX"), "nothing may follow the port");
  EXPECT_EQ(bad("unix:"), "there is no path after unix:");
  EXPECT_EQ(bad("exec: "), "there is no command after exec:");
  for (const char* text : {"", "localhost", "http://h", "IMAP//h"}) {
    EXPECT_NE(bad(text).find("imap://USER"), std::string::npos);
  }
}

}  // namespace
}  // namespace imapspec::net
