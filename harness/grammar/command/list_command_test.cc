#include "harness/grammar/command/list_command.h"

#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(ListCommand, KnowsItsOptions) {
  for (const auto& dialect : {kRev1, kRev2, kEither}) {
    ok_command("a LIST (SUBSCRIBED REMOTE RECURSIVEMATCH SPECIAL-USE) \"\" (\"%\" x*) RETURN (CHILDREN)", dialect);
    ok_command("a LIST () \"\" % RETURN ()", dialect);
    ok_command("a LIST \"\" % RETURN (subscribed special-use MYRIGHTS)", dialect);
    ok_command("a LIST \"\" % RETURN (METADATA (\"/shared/vendor\" /private/comment) STATUS (MESSAGES SIZE))", dialect);
    ok_command("a LIST (X-NEW (a b) X-OTHER) \"\" % RETURN (X-MORE (c (d)))", dialect);
  }
  bad_command("a LIST (SUBSCRIBED (a)) \"\" %", 19, "atom");
  bad_command("a LIST \"\" % RETURN (CHILDREN (a))", 29, "atom");
  bad_command("a LIST \"\" % RETURN (METADATA)", 28, "return-option");
  bad_command("a LIST \"\" % RETURN (METADATA ())", 30, "astring");
  ok_command("a LIST \"\" % RETURN (METADATA (comment {2+}\r\n/a))");
  bad_command("a LIST \"\" % RETURN (METADATA (\"/a*\"))", 30, "entry");
  bad_command("a LIST \"\" % RETURN (METADATA (/a//b))", 33, "entry");  // RFC 5464 section 3.2
  bad_command("a LIST \"\" % RETURN (METADATA (/a/))", 33, "entry");
  bad_command("a LIST \"\" % RETURN (X-A ())", 25, "option-value");
}

// A modifier needs a base option beside it, and REMOTE and SPECIAL-USE are none.
TEST(ListCommand, ModifierNeedsABase) {
  ok_command("a LIST (RECURSIVEMATCH SUBSCRIBED) \"\" %");
  ok_command("a LIST (RECURSIVEMATCH X-NEW) \"\" %");
  bad_command("a LIST (RECURSIVEMATCH) \"\" %", 7, "list-select-opts");
  bad_command("a LIST (REMOTE SPECIAL-USE RECURSIVEMATCH) \"\" %", 7, "list-select-opts");
}

TEST(ListCommand, ListsAllItsWords) {
  using Class = ListOptionWord::Class;
  for (const auto& word : list_select_words()) ok_command("a LIST (SUBSCRIBED " + std::string(word.text) + ") \"\" %");
  for (const auto& word : list_return_words())
    ok_command("a LIST \"\" % RETURN (" + std::string(word.text) +
               (word.kind == Class::status     ? " (SIZE))"
                : word.kind == Class::metadata ? " (/a))"
                                               : ")"));
}

TEST(ListCommand, HasATerm) {
  Arena arena;
  EXPECT_EQ(to_string(term_of(parse_command("a LIST \"\" % RETURN (METADATA (/a /b) CHILDREN)\r\n", arena).value())),
            "a LIST \"\" \"%\" RETURN (METADATA (\"/a\" \"/b\") CHILDREN)");
}

TEST(ListData, HasExtendedItems) {
  ok_response("* LIST () \"/\" Foo (\"CHILDINFO\" (\"SUBSCRIBED\" \"X-OTHER\"))");
  ok_response("* LIST (\\NonExistent) \"/\" foo (childinfo (\"a\"))");
  ok_response("* LIST () \"/\" \"NewMailbox\" (\"OLDNAME\" (\"OldMailbox\"))");
  ok_response("* LIST () \"/\" x (X-NEW 5 X-MORE (a) X-LAST -3:-1)");
  bad_response("* LIST () \"/\" x (CHILDINFO ())", 27);
  bad_response("* LIST () \"/\" x (CHILDINFO (SUBSCRIBED))", 27);
  bad_response("* LIST () \"/\" x (CHILDINFO 5)", 27);
  bad_response("* LIST () \"/\" x (OLDNAME (a b))", 25);
  bad_response("* LIST () \"/\" x (OLDNAME ((a)))", 25);
}

}  // namespace
}  // namespace imapspec::grammar
