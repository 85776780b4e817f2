#include "harness/grammar/extension/fetch_item.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(SaveDate, IsADateTimeOrNil) {
  ok_command("a FETCH 1 SAVEDATE");
  ok_command("a SEARCH SAVEDBEFORE 1-Feb-1994 SAVEDON \"1-Feb-1994\" SAVEDSINCE 01-Feb-1994 SAVEDATESUPPORTED");
  ok_response("* 1 FETCH (SAVEDATE \"06-Jan-2018 17:29:22 -0800\" UID 3)");
  ok_response("* 1 FETCH (SAVEDATE NIL)");
  bad_response("* 1 FETCH (SAVEDATE 5)", 20, "nil");
  bad_command("a SEARCH SAVEDON", 16, "search-key");
}

TEST(Preview, MayBeLazy) {
  for (const auto& dialect : {kRev1, kRev2, kEither}) {
    ok_command("a FETCH 1 (RFC822.SIZE PREVIEW)", dialect);
    ok_command("a FETCH 1 (preview (Lazy) UID PREVIEW (LAZY LAZY))", dialect);
    ok_command("a FETCH 1 PREVIEW", dialect);
    ok_command("a FETCH 1 PREVIEW (LAZY)", dialect);
    ok_response("* 1 FETCH (PREVIEW \"Preview text!\")", dialect);
    ok_response("* 1 FETCH (PREVIEW {4}\r\na b! UID 1)", dialect);
    ok_response("* 1 FETCH (PREVIEW nil)", dialect);
  }
  bad_command("a FETCH 1 (PREVIEW ())", 20, "preview-mod");
  bad_command("a FETCH 1 (PREVIEW (EAGER))", 20, "preview-mod");
  bad_response("* 1 FETCH (PREVIEW a)", 19, "nstring");
}

// Without parentheses around the items, those behind PREVIEW may be its own or the command's.
TEST(Preview, LeavesFetchModifiersAlone) {
  ok_command("a FETCH 1 PREVIEW (CHANGEDSINCE 5)");
  ok_command("a FETCH 1 PREVIEW (LAZY) (CHANGEDSINCE 5)");
  ok_command("a FETCH 1 PREVIEW (LAZYBONES 5)");
  bad_command("a FETCH 1 PREVIEW (CHANGEDSINCE 0)", 32, "mod-sequence-value");
  Arena arena;
  const auto command = parse_command("a FETCH 1 PREVIEW (LAZY)\r\n", arena).value();
  EXPECT_EQ(std::get<Fetch>(command.body).items.front().preview_mods.size(), 1U);
  EXPECT_TRUE(std::get<Fetch>(command.body).modifiers.empty());
}

}  // namespace
}  // namespace imapspec::grammar
