#include "harness/grammar/extension/jmap_access.h"

#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(JmapAccess, CommandAndResponse) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_command("1b GETJMAPACCESS", dialect);
    ok_response("* JMAPACCESS \"https://example.com/.well-known/jmap\"", dialect);
  }
  bad_command("1b GETJMAPACCESS x", 16, "CRLF");
  bad_response("* JMAPACCESS https://example.com/", 13, "quoted");
  Arena arena;
  const auto response = parse_response("* JMAPACCESS \"x\"\r\n", arena);
  ASSERT_TRUE(response);
  EXPECT_EQ(to_string(term_of(*response)), "* JMAPACCESS \"x\"");
}

}  // namespace
}  // namespace imapspec::grammar
