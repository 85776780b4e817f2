#include "harness/grammar/extension/ip_literal.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(IpLiteral, Version6) {
  for (const char* text :
       {"[1:2:3:4:5:6:7:8]", "[2001:db8::1]", "[::]", "[::1]", "[1::]", "[1:2:3:4:5:6:7::]", "[::2:3:4:5:6:7:8]",
        "[1::3:4:5:6:7:8]", "[FE80::abcd]", "[::ffff:192.0.2.255]", "[1:2:3:4:5:6:0.0.0.10]", "[::3:4:5:6:7:1.2.3.4]"})
    ok(ip_literal, text);
}

TEST(IpLiteral, Version6Refused) {
  bad(ip_literal, "[]", 1);
  bad(ip_literal, "[464]", 4);  // one of eight
  bad(ip_literal, "[(464]", 1);
  bad(ip_literal, "[I864]", 1);
  bad(ip_literal, "[12345::]", 5);
  bad(ip_literal, "[:1]", 2);
  bad(ip_literal, "[1:]", 3);
  bad(ip_literal, "[1::2::3]", 6);
  bad(ip_literal, "[:::]", 3);
  bad(ip_literal, "[1:2:3:4:5:6:7:8:9]", 16);
  bad(ip_literal, "[1:2:3:4:5:6:7::8]", 16);  // "::" stands for one at least
  bad(ip_literal, "[1:2:3:4:5:6:7]", 14);
}

TEST(IpLiteral, Version4WithinVersion6) {
  bad(ip_literal, "[192.0.2.1]", 4);
  bad(ip_literal, "[::256.0.2.1]", 6);
  bad(ip_literal, "[::01.0.2.1]", 5);
  bad(ip_literal, "[::1.0.2.256]", 11);
  bad(ip_literal, "[::1.0.02.1]", 8);
  bad(ip_literal, "[::1.0.2]", 8);
  bad(ip_literal, "[::1.0.2.1:1]", 10);
  bad(ip_literal, "[1:2:3:4:5:6:7:1.2.3.4]", 16);
  bad(ip_literal, "[::2:3:4:5:6:7:1.2.3.4]", 16);
}

TEST(IpLiteral, OfTheFuture) {
  ok(ip_literal, "[v1F.a:b~$&']");
  ok(ip_literal, "[V7.x]");
  bad(ip_literal, "[v.x]", 2);
  bad(ip_literal, "[v1x]", 3);
  bad(ip_literal, "[v1.]", 4);
  bad(ip_literal, "[v1.a/b]", 5);
}

}  // namespace
}  // namespace imapspec::grammar
