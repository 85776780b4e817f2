#include "harness/grammar/extension/in_progress.h"

#include "harness/grammar/extension/message_limit.h"
#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(InProgress, Code) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_response("* OK [INPROGRESS] Hang in there...", dialect);
    ok_response("* OK [INPROGRESS (\"tag\" NIL NIL)] Hang in there...", dialect);
    ok_response("* OK [inprogress (nil 175 Nil)] Processed 175 items so far", dialect);
    ok_response("* OK [INPROGRESS (\"a]\\\"b\" 0 1000)] Processed 17% of the items", dialect);
  }
  bad_response("* OK [INPROGRESS ()] x", 18, "nil");
  bad_response("* OK [INPROGRESS (tag NIL NIL)] x", 18, "nil");
  bad_response("* OK [INPROGRESS (\"a\" NIL 4)] x", 26, "nil");
  bad_response("* OK [INPROGRESS (\"a\" 1 0)] x", 24, "nz-number");
  Arena arena;
  const auto response = parse_response("* OK [INPROGRESS (\"a\" 1 NIL)] x\r\n", arena);
  ASSERT_TRUE(response);
  EXPECT_EQ(to_string(term_of(*response)), "* OK (INPROGRESS (\"a\" 1 NIL)) x");
}

TEST(MessageLimit, Code) {
  ok_response("03 OK [MESSAGELIMIT 1000 23221] FETCH completed with 1000 partial results");
  ok_response("10 NO [MESSAGELIMIT 1000] too many", kRev1);
  bad_response("10 NO [MESSAGELIMIT] too many", 19, "resp-text-code");
  bad_response("10 NO [MESSAGELIMIT 0] too many", 20, "message-limit");
  bad_response("10 NO [MESSAGELIMIT 1 0] too many", 22, "uniqueid");
}

TEST(MessageLimit, SearchKeys) {
  ok_command("12 UID SEARCH UIDAFTER 25000 uidbefore 27000 UNDELETED");
  bad_command("a SEARCH UIDAFTER 0", 18, "nz-number");
  Arena arena;
  const auto command = parse_command("a SEARCH UIDAFTER 7\r\n", arena);
  ASSERT_TRUE(command);
  EXPECT_EQ(to_string(term_of(*command)), "a SEARCH UIDAFTER 7");
}

TEST(UidOnly, UidFetch) {
  ok_response("* 25996 UIDFETCH (FLAGS (\\Seen))");
  ok_response("* 25997 uidfetch (FLAGS (\\Flagged \\Answered) RFC822.SIZE 44)", kRev2);
  ok_response("07 BAD [UIDREQUIRED] Message numbers are not allowed once UIDONLY is enabled");
  bad_response("* 0 UIDFETCH (FLAGS ())", 2, "nz-number");
  bad_response("* 1 UIDFETCH", 12, "uidfetch-resp");
  Arena arena;
  const auto response = parse_response("* 7 UIDFETCH (FLAGS (\\Seen))\r\n", arena);
  ASSERT_TRUE(response);
  EXPECT_EQ(to_string(term_of(*response)), "* 7 UIDFETCH (FLAGS (\\Seen))");
}

}  // namespace
}  // namespace imapspec::grammar
