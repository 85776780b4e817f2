#include "harness/grammar/extension/url_auth.h"

#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(UrlAuth, Commands) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_command("a31 RESETKEY", dialect);
    ok_command("a33 RESETKEY INBOX XSAMPLE internal", dialect);
    ok_command("a777 GENURLAUTH \"imap://joe@example.com/INBOX/;uid=20;urlauth=submit+fred\" INTERNAL imap://x/ X-1.2",
               dialect);
    ok_command("a002 URLFETCH \"imap://joe@example.com/INBOX/;uid=20\" {1}\r\nx", dialect);
    ok_command("A001 URLFETCH (imap://x BINARY BODYPARTSTRUCTURE) y (z)", dialect);
  }
  bad_command("a RESETKEY INBOX X_Y", 18, "CRLF");
  bad_command("a GENURLAUTH", 12, "genurlauth");
  bad_command("a GENURLAUTH imap://x/", 22, "genurlauth");
  bad_command("a GENURLAUTH imap://x/ _", 23, "mechanism");
  bad_command("a URLFETCH", 10, "urlfetch");
  bad_command("a URLFETCH (x (BODY))", 14, "atom");
}

TEST(UrlAuth, Responses) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_response("* GENURLAUTH \"imap://joe@example.com/INBOX/;uid=20;urlauth=submit+fred:internal:91354a\" x", dialect);
    ok_response("* URLFETCH \"imap://joe@example.com/\" {5}\r\nabcde y NIL", dialect);
    ok_response(
        "* URLFETCH x (BINARY ~{2}\r\n\r\n) (bodypartstructure (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 3 1)) y NIL",
        dialect);
    ok_response("* URLFETCH x (BODY {2}\r\nab)", dialect);
    ok_response("a32 OK [URLMECH INTERNAL] mechs", dialect);
    ok_response("a33 OK [urlmech internal XSAMPLE=P34OKhO7VEkCbsiYY8rGEg== Y] done", dialect);
  }
  bad_response("* GENURLAUTH", 12, "genurlauth-data");
  bad_response("* URLFETCH x", 12, "urlfetch-data");
  bad_response("* URLFETCH x (BODY ~{2}\r\nab)", 19, "nstring");
  bad_response("* URLFETCH x (SIZE 3)", 14, "url-metadata-el");
  bad_response("a OK [URLMECH XSAMPLE] x", 14, "resp-text-code");
  bad_response("a OK [URLMECH INTERNAL X=abc] x", 28, "base64-terminal");
}

TEST(UrlAuth, Terms) {
  Arena arena;
  const auto data = parse_response("* URLFETCH x (BODY \"a\") y NIL\r\n", arena);
  ASSERT_TRUE(data);
  EXPECT_EQ(to_string(term_of(*data)), "* URLFETCH \"x\" (BODY \"a\") \"y\" NIL");
  const auto code = parse_response("a OK [URLMECH INTERNAL X=YQ==] x\r\n", arena);
  ASSERT_TRUE(code);
  EXPECT_EQ(to_string(term_of(*code)), "a OK (URLMECH INTERNAL X YQ==) x");
}

TEST(UrlAuth, DataIsEqualByWhatItSays) {
  Arena arena;
  const char* text = "* URLFETCH x (BODYPARTSTRUCTURE (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 3 1))\r\n";
  const auto one = parse_response(text, arena), same = parse_response(text, arena);
  const auto other =
      parse_response("* URLFETCH x (BODYPARTSTRUCTURE (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 3 2))\r\n", arena);
  ASSERT_TRUE(one && same && other);
  EXPECT_EQ(*one, *same);
  EXPECT_NE(*one, *other);
}

}  // namespace
}  // namespace imapspec::grammar
