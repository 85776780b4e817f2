#include "harness/grammar/extension/uid_batches.h"

#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(UidBatches, Commands) {
  ok_command("A143 UIDBATCHES 2000");
  ok_command("A302 uidbatches 500 11:20", kRev1);
  bad_command("a UIDBATCHES", 12, "message-batches");
  bad_command("a UIDBATCHES 0", 13, "nz-number");
  bad_command("a UIDBATCHES 500 1", 18, "message-batches");
  bad_command("a UIDBATCHES 500 1:*", 19, "nz-number");
}

TEST(UidBatches, Responses) {
  ok_response("* UIDBATCHES (TAG \"A143\") 215295:99696,99695:20351,20350:7830,7829:1");
  ok_response("* UIDBATCHES (tag A302)", kRev1);
  ok_response("A302 NO [TOOFEW] Minimum batch size is 500");
  bad_response("* UIDBATCHES 4:1", 13, "search-correlator");
  bad_response("* UIDBATCHES (TAG a) 4", 22, "uid-range");
  bad_response("* UIDBATCHES (TAG a) 4:1,", 25, "uniqueid");
}

TEST(UidBatches, Terms) {
  Arena arena;
  const auto data = parse_response("* UIDBATCHES (TAG a) 9:5,4:1\r\n", arena);
  ASSERT_TRUE(data);
  EXPECT_EQ(to_string(term_of(*data)), "* UIDBATCHES (TAG \"a\") 9:5,4:1");
  const auto command = parse_command("a UIDBATCHES 500 1:2\r\n", arena);
  ASSERT_TRUE(command);
  EXPECT_EQ(to_string(term_of(*command)), "a UIDBATCHES 500 1:2");
}

}  // namespace
}  // namespace imapspec::grammar
