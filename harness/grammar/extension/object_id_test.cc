#include "harness/grammar/extension/object_id.h"

#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(ObjectId, IsShortAndPlain) {
  ok(objectid, "F6352ae03-1f0f-11e8");
  ok(objectid, std::string(255, '_'));
  bad(objectid, std::string(256, 'a'), 255);
  bad(objectid, "a.b", 1);
}

TEST(ObjectId, NamesMailboxesMessagesAndThreads) {
  for (const auto& dialect : {kRev1, kRev2, kEither}) {
    ok_command("a STATUS foo (MESSAGES MAILBOXID)", dialect);
    ok_command("a FETCH 1 (EMAILID threadid)", dialect);
    ok_command("a UID SEARCH EMAILID M6d99ac3275bb4e NOT THREADID T64b478a75b7ea9", dialect);
    ok_response("* STATUS foo (MESSAGES 0 MAILBOXID (F2212ea87-6097-4256-9d51-71338625))", dialect);
    ok_response("a OK [MAILBOXID (F2212ea87)] Completed", dialect);
    ok_response("* 1 FETCH (EMAILID (M6d99ac3275bb4e) THREADID (T64b478a75b7ea9))", dialect);
    ok_response("* 3 FETCH (THREADID nil)", dialect);
  }
  bad_response("* 1 FETCH (EMAILID NIL)", 19, "objectid");
  bad_response("* 1 FETCH (EMAILID ())", 20, "objectid");
  bad_response("a OK [MAILBOXID F2] x", 16, "objectid");
  bad_response("* STATUS foo (MAILBOXID 5)", 24, "objectid");
  bad_command("a SEARCH EMAILID \"M6\"", 17, "objectid");
}

TEST(ObjectId, IsAStringToPatterns) {
  Arena arena;
  EXPECT_EQ(to_string(term_of(parse_response("* 1 FETCH (EMAILID (M6) THREADID NIL)\r\n", arena).value())),
            "* 1 FETCH (EMAILID \"M6\" THREADID NIL)");
}

}  // namespace
}  // namespace imapspec::grammar
