#include "harness/grammar/extension/replace.h"

#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(Replace, Commands) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_command("A003 REPLACE 4 Drafts (\\Seen \\Draft) {3}\r\na\r\n", dialect);
    ok_command("A004 uid replace * Drafts \" 1-Jan-2015 00:05:00 -0500\" ~{1}\r\nx", dialect);
    ok_command("A011 UID REPLACE 3002 Drafts CATENATE (TEXT {2}\r\nab URL \"/Drafts/;UID=3002\")", dialect);
  }
  bad_command("a REPLACE 1:2 Drafts {0}", 11, "replace");
  bad_command("a REPLACE 0 Drafts {0}", 10, "seq-number");
  bad_command("a REPLACE 1 Drafts", 18, "replace");
}

TEST(Replace, Terms) {
  Arena arena;
  const auto command = parse_command("a UID REPLACE 7 Drafts (\\Seen) {1}\r\nx\r\n", arena);
  ASSERT_TRUE(command);
  EXPECT_EQ(to_string(term_of(*command)), "a UID REPLACE 7 \"Drafts\" (\\Seen) \"x\"");
}

}  // namespace
}  // namespace imapspec::grammar
