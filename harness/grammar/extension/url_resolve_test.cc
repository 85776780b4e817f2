#include "harness/grammar/extension/url_resolve.h"

#include <gtest/gtest.h>

namespace imapspec::grammar {
namespace {

constexpr std::string_view kBase = "imap://joe;AUTH=*@h:143/a/b;UIDVALIDITY=5/;UID=3/;SECTION=1.2";

std::string resolved(std::string_view reference, std::string_view base = kBase) {
  const auto url = resolve_url(base, reference);
  return url ? *url : "no URL: " + std::string(url.error().rule) + " at " + std::to_string(url.error().offset);
}

// RFC 3986 section 5.2.2, with the parameters of RFC 5092 section 7 as segments of the path.
TEST(UrlResolve, TakesFromTheBaseWhatIsNotThere) {
  EXPECT_EQ(resolved(""), kBase);
  EXPECT_EQ(resolved(";SECTION=2"), "imap://joe;AUTH=*@h:143/a/b;UIDVALIDITY=5/;UID=3/;SECTION=2");
  EXPECT_EQ(resolved("/c"), "imap://joe;AUTH=*@h:143/c");
  EXPECT_EQ(resolved("/c?ALL"), "imap://joe;AUTH=*@h:143/c?ALL");
  EXPECT_EQ(resolved("/"), "imap://joe;AUTH=*@h:143/");
  EXPECT_EQ(resolved(";UID=4", "imap://h/a/;UID=3"), "imap://h/a/;UID=4");
  EXPECT_EQ(resolved(";UID=4/;PARTIAL=0.5", "imap://h/a/;UID=3"), "imap://h/a/;UID=4/;PARTIAL=0.5");
  EXPECT_EQ(resolved("b?ALL", "imap://h/x/a?SEEN"), "imap://h/x/b?ALL");
  EXPECT_EQ(resolved("", "imap://h/a?SEEN"), "imap://h/a?SEEN");
  EXPECT_EQ(resolved("b", "imap://h"), "imap://h/b");
}

// RFC 5092 section 7: the authentication mechanism goes with the user's name and the server.
TEST(UrlResolve, TakesAServerAsAWhole) {
  EXPECT_EQ(resolved("//i/c"), "imap://i/c");
  EXPECT_EQ(resolved("//ann@i"), "imap://ann@i");
  EXPECT_EQ(resolved("IMAP://i/c/../d"), "imap://i/d");
}

// RFC 3986 section 5.2.4.
TEST(UrlResolve, GoesUpBySegments) {
  EXPECT_EQ(resolved("../c", "imap://h/a/b/;UID=3"), "imap://h/a/c");
  EXPECT_EQ(resolved("./c/./d", "imap://h/a/b"), "imap://h/a/c/d");
  EXPECT_EQ(resolved("..", "imap://h/a/b/c"), "imap://h/a/");
  EXPECT_EQ(resolved("../../../../c", "imap://h/a/b"), "imap://h/c");
  EXPECT_EQ(resolved("/a/./..b/.c/d./%2e%2e/x"), "imap://joe;AUTH=*@h:143/a/..b/.c/d./%2e%2e/x");
}

TEST(UrlResolve, Refuses) {
  EXPECT_EQ(resolved(";UID=0"), "no URL: nz-number at 5");
  EXPECT_EQ(resolved("/c", "/a"), "no URL: imapurl at 0");
  EXPECT_EQ(resolved("/c", "imap://h/;b"), "no URL: imapurl at 9");
  EXPECT_EQ(resolved(";SECTION=1", "imap://h/a"), "no URL: imapurl at 0");  // a section of no message
}

}  // namespace
}  // namespace imapspec::grammar
