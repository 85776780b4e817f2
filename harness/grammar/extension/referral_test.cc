#include "harness/grammar/extension/referral.h"

#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(Referral, Commands) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_command("A001 RLIST \"\" *", dialect);
    ok_command("A001 rlsub #news. \"%/a\"", dialect);
  }
  bad_command("a RLIST x", 9, "rlist");
  bad_command("a RLSUB", 7, "rlsub");
}

TEST(Referral, Code) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_response("A001 NO [REFERRAL IMAP://MIKE@SERVER2/] Specified user is invalid on this server.", dialect);
    ok_response("* BYE [referral imap://user;AUTH=*@SERVER2/] Try SERVER2", dialect);
    ok_response("A NO [REFERRAL IMAP://user;AUTH=*@SERVER2/REMOTE imap://[::1]/x http://[::1]/?a#b] Try.", dialect);
  }
  bad_response("A NO [REFERRAL] x", 14, "referral_response_code");
  bad_response("A NO [REFERRAL server2] x", 22, "url");
  bad_response("A NO [REFERRAL imap://a/;b] x", 24, "resp-text");
  bad_response("A NO [REFERRAL imap://a/%4x] x", 26, "pct-encoded");
  bad_response("A NO [REFERRAL x:%4x] x", 19, "pct-encoded");
  bad_response("A NO [REFERRAL x:[a[] x", 19, "url");
  Arena arena;
  const auto response = parse_response("A NO [REFERRAL imap://a/ imap://b/] x\r\n", arena);
  ASSERT_TRUE(response);
  EXPECT_EQ(to_string(term_of(*response)), "A NO (REFERRAL imap://a/ imap://b/) x");
}

}  // namespace
}  // namespace imapspec::grammar
