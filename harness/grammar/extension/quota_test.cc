#include "harness/grammar/extension/quota.h"

#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(Quota, Commands) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_command("G0001 GETQUOTA \"!partition/sda4\"", dialect);
    ok_command("G0002 getquotaroot INBOX", dialect);
    ok_command("S0001 SETQUOTA \"#user/alice\" (STORAGE 510 X-MESSAGE 9223372036854775807)", dialect);
    ok_command("S SETQUOTA \"\" ()", dialect);
  }
  bad_command("a GETQUOTA", 10, "getquota");
  bad_command("a GETQUOTAROOT", 14, "getquotaroot");
  bad_command("a SETQUOTA \"\" (STORAGE)", 22, "setquota-resource");
  bad_command("a SETQUOTA \"\" (STORAGE 9223372036854775808)", 41, "number64");
  bad_command("a SETQUOTA \"\"", 13, "setquota");
}

TEST(Quota, Responses) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_response("* QUOTA \"#user/alice\" (STORAGE 54 111 MESSAGE 42 1000)", dialect);
    ok_response("* QUOTAROOT INBOX \"#user/alice\" {1}\r\nx", dialect);
    ok_response("* QUOTAROOT comp.mail.mime", dialect);
  }
  bad_response("* QUOTA \"\" ()", 12, "atom");
  bad_response("* QUOTA \"\" (STORAGE 10)", 22, "quota-resource");
  bad_response("* QUOTAROOT", 11, "quotaroot-response");
}

TEST(Quota, StatusItems) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_command("S0003 STATUS INBOX (MESSAGES DELETED DELETED-STORAGE)", dialect);
    ok_response("* STATUS INBOX (MESSAGES 12 DELETED 4 DELETED-STORAGE 9223372036854775807)", dialect);
  }
  bad_response("* STATUS INBOX (DELETED-STORAGE x)", 32, "number64");
}

TEST(Quota, Terms) {
  Arena arena;
  const auto quota = parse_response("* QUOTA \"\" (STORAGE 10 512)\r\n", arena);
  ASSERT_TRUE(quota);
  EXPECT_EQ(to_string(term_of(*quota)), "* QUOTA \"\" (STORAGE (10 512))");
}

}  // namespace
}  // namespace imapspec::grammar
