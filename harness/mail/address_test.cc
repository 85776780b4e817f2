#include "harness/mail/address.h"

#include <gtest/gtest.h>

#include <string>

#include "harness/base/limits.h"
#include "harness/grammar/print.h"
#include "harness/mail/mail_test_support.h"

namespace imapspec::mail {
namespace {

std::string list(std::string_view body) {
  Arena arena;
  grammar::Envelope e;
  e.to = addresses(body, arena, {grammar::Revision::rev1});
  const std::string all = printed(e);
  constexpr std::string_view kBefore = "(NIL NIL NIL NIL NIL ", kAfter = " NIL NIL NIL NIL)";
  return all.substr(kBefore.size(), all.size() - kBefore.size() - kAfter.size());
}

TEST(Addresses, OfThreeForms) {
  EXPECT_EQ(list("joe@example.org"), R"(((NIL NIL "joe" "example.org")))");
  EXPECT_EQ(list("<joe@example.org>"), R"(((NIL NIL "joe" "example.org")))");
  EXPECT_EQ(list("Joe Q. Public <joe.public@example.org>, b@c"),
            R"((("Joe Q. Public" NIL "joe.public" "example.org")(NIL NIL "b" "c")))");
}
TEST(Addresses, LoseTheirQuotes) {  // RFC 3501 section 9: addr-name, addr-mailbox "after removing [RFC-2822] quoting"
  EXPECT_EQ(list(R"("Giant; \"Big\" Box" <"joe \\ box"@example.org>)"),
            R"((("Giant; \"Big\" Box" NIL "joe \\ box" "example.org")))");
  EXPECT_EQ(list(R"(Joe "Q." Public <a.b."c d"@e>)"), R"((("Joe Q. Public" NIL "a.b.c d" "e")))");
  EXPECT_EQ(list(R"("" <a@b>)"), R"((("" NIL "a" "b")))");
}
TEST(Addresses, LoseCommentsAndFolding) {
  EXPECT_EQ(list("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>"),
            R"((("Pete" NIL "pete" "silly.test")))");
  EXPECT_EQ(list("a@b (Joe)"), R"(((NIL NIL "a" "b")))");
  EXPECT_EQ(list("Joe\r\n\tPublic\r\n <a@b>"), R"((("Joe Public" NIL "a" "b")))");
}
TEST(Addresses, EncodedWordsStay) {
  EXPECT_EQ(list("=?iso-8859-1?Q?J=F6rg?= <j@x>"), R"((("=?iso-8859-1?Q?J=F6rg?=" NIL "j" "x")))");
}
TEST(Addresses, DomainLiterals) {
  EXPECT_EQ(list("jdoe@[IPv6:2001:db8::1]"), R"(((NIL NIL "jdoe" "[IPv6:2001:db8::1]")))");
}

TEST(Groups, BeginAndEndWithoutAHost) {  // RFC 3501 section 7.4.2, ENVELOPE
  EXPECT_EQ(list("A Group:Ed <e@a>,joe@b,John <j@c>;"),
            R"(((NIL NIL "A Group" NIL)("Ed" NIL "e" "a")(NIL NIL "joe" "b")("John" NIL "j" "c")(NIL NIL NIL NIL)))");
  EXPECT_EQ(list("Undisclosed recipients:;"), R"(((NIL NIL "Undisclosed recipients" NIL)(NIL NIL NIL NIL)))");
  EXPECT_EQ(list("(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;"),
            R"(((NIL NIL "Hidden recipients" NIL)(NIL NIL NIL NIL)))");
  EXPECT_EQ(list("a@b, \"x, y\": c@d;, e@f"),
            R"(((NIL NIL "a" "b")(NIL NIL "x, y" NIL)(NIL NIL "c" "d")(NIL NIL NIL NIL)(NIL NIL "e" "f")))");
}
TEST(Groups, AreAlwaysEnded) {
  EXPECT_EQ(list("a: b@c"), R"(((NIL NIL "a" NIL)(NIL NIL "b" "c")(NIL NIL NIL NIL)))");
  EXPECT_EQ(list("a: b: c@d;"),
            R"(((NIL NIL "a" NIL)(NIL NIL NIL NIL)(NIL NIL "b" NIL)(NIL NIL "c" "d")(NIL NIL NIL NIL)))");
  EXPECT_EQ(list(":;"), R"(((NIL NIL "" NIL)(NIL NIL NIL NIL)))");
  EXPECT_EQ(list(";"), "NIL");
}

TEST(ObsoleteAddresses, Routes) {  // RFC 5322 section 4.4
  EXPECT_EQ(list("Mary Smith <@node.test:mary@example.net>"), R"((("Mary Smith" "@node.test" "mary" "example.net")))");
  EXPECT_EQ(list("<@a.b,@c.d:e@f>"), R"(((NIL "@a.b,@c.d" "e" "f")))");
  EXPECT_EQ(list("<,@a , , @b : e@f>"), R"(((NIL "@a,@b" "e" "f")))");
}
TEST(ObsoleteAddresses, NullMembers) {
  EXPECT_EQ(list(",, a@b ,, (x) , c@d,"), R"(((NIL NIL "a" "b")(NIL NIL "c" "d")))");
}
TEST(ObsoleteAddresses, SpaceAroundDots) {
  EXPECT_EQ(list("joe . public (dot) @ example  . org"), R"(((NIL NIL "joe.public" "example.org")))");
}
TEST(EmptyAddressLists, AreNil) {  // RFC 3501 section 7.4.2: present but empty
  EXPECT_EQ(list(""), "NIL");
  EXPECT_EQ(list(" \r\n ,, (none)"), "NIL");
}

TEST(BrokenAddresses, StillBecomeAddresses) {  // known bug 11
  EXPECT_EQ(list("joe"), R"(((NIL NIL "joe" "")))");
  EXPECT_EQ(list("Joe Public, a@b"), R"(((NIL NIL "Joe Public" "")(NIL NIL "a" "b")))");
  EXPECT_EQ(list("<>"), R"(((NIL NIL "" "")))");
  EXPECT_EQ(list("Joe <>"), R"((("Joe" NIL "" "")))");
  EXPECT_EQ(list("@b"), R"(((NIL NIL "" "b")))");
  EXPECT_EQ(list("<@b>"), R"(((NIL NIL "" "b")))");
  EXPECT_EQ(list("a@"), R"(((NIL NIL "a" "")))");
  EXPECT_EQ(list("@"), R"(((NIL NIL "" "")))");
  EXPECT_EQ(list("a@b@c"), R"(((NIL NIL "a@b" "c")))");
  EXPECT_EQ(list("<a@b@c>"), R"(((NIL NIL "a@b" "c")))");
  EXPECT_EQ(list("a@b <c@d>"), R"((("a@b" NIL "c" "d")))");
  EXPECT_EQ(list("Joe <a@b, c@d"), R"((("Joe" NIL "a" "b")(NIL NIL "c" "d")))");
  EXPECT_EQ(list("Joe <a@b"), R"((("Joe" NIL "a" "b")))");
  EXPECT_EQ(list("Joe <a@b> junk <x>, c@d"), R"((("Joe" NIL "a" "b")(NIL NIL "c" "d")))");
  EXPECT_EQ(list("a@b:25"), R"(((NIL NIL "a" "b:25")))");
  EXPECT_EQ(list("\"Joe <a@b>"), R"(((NIL NIL "Joe <a@b>" "")))");
  EXPECT_EQ(list("a@b (Joe, c@d"), R"(((NIL NIL "a" "b")))");
}
TEST(BrokenAddresses, CommentThatEndsWithABackslash) {  // known bug 21
  EXPECT_EQ(list("(x\\"), "NIL");
  EXPECT_EQ(list("a@b (x\\"), R"(((NIL NIL "a" "b")))");
}
TEST(BrokenAddresses, EightBitAndNul) {
  EXPECT_EQ(list("J\xf6rg <j@x>"), "(({4}\r\nJ\xf6rg NIL \"j\" \"x\"))");
  EXPECT_EQ(list(std::string_view("J\0 <j@x>", 8)), R"((("J?" NIL "j" "x")))");
  EXPECT_EQ(list("J\xc3 <j@x>"), "(({2}\r\nJ\xc3 NIL \"j\" \"x\"))");  // known bug 12
}

// Known bug 4: what a list costs is proportional to its octets, and bounded however long it is.
TEST(ManyAddresses, CostWhatTheyWeigh) {
  Arena few(64), many(64);
  addresses(repeated("a,", 1'000), few, {});
  addresses(repeated("a,", 8'000), many, {});
  EXPECT_LE(many.used_octets(), few.used_octets() * 17);  // doubling, at most twice the octets

  Arena arena;
  EXPECT_EQ(addresses(repeated("a,", 100'000), arena, {}).size(), limits::kAddressesMax);
  EXPECT_LE(addresses("g:" + repeated("a,", 100'000), arena, {}).size(), limits::kAddressesMax + 1);
  EXPECT_LE(addresses(repeated("g:", 100'000), arena, {}).size(), limits::kAddressesMax + 1);
  EXPECT_LE(addresses(repeated("g:;", 100'000), arena, {}).size(), limits::kAddressesMax + 1);
  EXPECT_EQ(addresses(repeated("a@", 100'000), arena, {}).size(), 1u);
  EXPECT_EQ(addresses(repeated("<", 100'000), arena, {}).size(), 1u);
  EXPECT_EQ(addresses("<" + repeated("@a,", 100'000), arena, {}).size(), 1u);
}

}  // namespace
}  // namespace imapspec::mail
