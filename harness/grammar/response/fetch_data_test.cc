#include "harness/grammar/response/fetch_data.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(MsgAtt, OfBothRevisions) {
  for (const auto* line :
       {"* 23 FETCH (FLAGS (\\Seen) RFC822.SIZE 44827 UID 447)", "* 1 FETCH (FLAGS (\\Recent $x))",
        "* 1 FETCH (FLAGS ())", "* 1 fetch (internaldate \"17-Jul-1996 02:44:25 -0700\")", "* 1 FETCH (BODY[] NIL)",
        "* 1 FETCH (BODY[]<0> \"abc\")", "* 12 FETCH (BODY[HEADER] {5}\r\na: b\n UID 1)",
        "* 1 FETCH (BODY[1.2.HEADER.FIELDS.NOT (From \"To\")]<5> {0}\r\n)",
        "* 1 FETCH (BINARY[1] ~{3}\r\nabc BINARY[2] \"x\" BINARY[3] NIL BINARY.SIZE[1] 3)"})
    for (const auto& dialect : {kRev1, kRev2}) ok_response(line, dialect);
}

TEST(MsgAtt, OfRev1Only) {
  for (const auto* line :
       {"* 1 FETCH (RFC822 {3}\r\nabc RFC822.HEADER \"\" RFC822.TEXT NIL)", "* 1 FETCH (BINARY[1]<5> \"x\")"})
    ok_response(line, kRev1);
  bad_response("* 1 FETCH (RFC822 {3}\r\nabc)", 11, "msg-att", kRev2);
  bad_response("* 1 FETCH (BINARY[1]<5> \"x\")", 20, "msg-att-static", kRev2);  // erratum 7246
  bad_response("* 1 FETCH (RFC822.SIZE 4294967296)", 32, "number", kRev1);
  ok_response("* 1 FETCH (RFC822.SIZE 4294967296)", kRev2);
}

TEST(MsgAtt, RefusesAtTheOctetThatIsWrong) {
  bad_response("* 1 FETCH ()", 11, "msg-att");
  bad_response("* 1 FETCH (FLAGS (\\Seen) )", 25, "msg-att");
  bad_response("* 1 FETCH (UID 0)", 15, "uniqueid");
  bad_response("* 1 FETCH (X-GM-MSGID 1)", 11, "msg-att");
  bad_response("* 1 FETCH (BODY[] abc)", 18, "nstring");
  bad_response("* 1 FETCH (BODY[]<0.5> \"x\")", 19, "msg-att-static");
  bad_response("* 1 FETCH (BODY[MIME] \"x\")", 16, "section-msgtext");
  bad_response("* 1 FETCH (BODY[] ~{1}\r\nx)", 18, "nstring");
  bad_response("* 1 FETCH (FLAGS (\\*))", 18, "flag-fetch");
  bad_response("* 1 FETCH (BODY[] {1+}\r\nx)", 20, "literal");  // not from a server
  bad_response("* 1 FETCH FLAGS ()", 10, "msg-att");
}

}  // namespace
}  // namespace imapspec::grammar
