#include "harness/grammar/extension/message_modifier.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(FetchModifier, OfRfc9394IsAPart) {
  ok_command("a UID FETCH 25900:26600 (UID FLAGS) (PARTIAL -1:-30)");
  ok_command("a FETCH 1:* ALL (PARTIAL 1:100 CHANGEDSINCE 5)");
  bad_command("a FETCH 1 FLAGS (PARTIAL 5)", 26, "partial-range");
  bad_command("a FETCH 1 FLAGS (PARTIAL -5:3)", 28, "partial-range");
}

TEST(FetchModifier, AndStoreModifierKnowTheirWords) {
  ok(fetch_modifier, "changedSince 5");
  ok(fetch_modifier, "vanished");
  ok_command("a FETCH 1 ALL (UNCHANGEDSINCE (5))");  // of FETCH we know no such word: any value is right
  ok(store_modifier, "UNCHANGEDSINCE 5");
  bad(store_modifier, "UNCHANGEDSINCE (5)", 15);
}

}  // namespace
}  // namespace imapspec::grammar
