#include "harness/grammar/extension/tagged_param.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(TaggedParam, MayHaveAValue) {
  for (const auto* text :
       {"X-A", "a 5", "a 1:3,*", "a $", "a 18446", "a ()", "a (b \"c d\" (e))", "a -5:-3", "a -5", "a -5:-00X b"})
    ok_command("a RENAME x y (" + std::string(text) + ")");
  bad(tagged_param, "5", 0);
  bad(tagged_param, "a 5 b", 3);  // b is the next parameter
  bad(tagged_param, "a -5", 1);   // and so is -5, a label
}

TEST(TaggedExt, HasAValue) {
  ok(tagged_ext, "a 5");
  bad(tagged_ext, "a)", 1);
  bad(tagged_ext, "a b", 2);
}

TEST(TaggedParam, IsTheFrameOfFiveCommands) {
  for (const auto& dialect : {kRev1, kRev2, kEither}) {
    ok_command("a SELECT x (X-A X-B 5 X-C (d))", dialect);
    ok_command("a EXAMINE x (X-A)", dialect);
    ok_command("a CREATE x (X-A (\"b\"))", dialect);
    ok_command("a RENAME x y (X-A 7 X-B)", dialect);
    ok_command("a FETCH 1 FLAGS (X-A)", dialect);
    ok_command("a FETCH 1 ALL (X-A 1:5)", dialect);
    ok_command("a UID FETCH 1 (FLAGS) (X-A 1 X-B)", dialect);
    ok_command("a STORE 1 (X-A 5) FLAGS ()", dialect);
  }
  bad_command("a SELECT x ()", 12, "tagged-ext-label");
  bad_command("a SELECT x X-A", 11, "select-params");
  bad_command("a RENAME x y (X-A  X-B)", 18, "tagged-ext-label");
  bad_command("a STORE 1 FLAGS () (X-A 5)", 18, "CRLF");
}

}  // namespace
}  // namespace imapspec::grammar
