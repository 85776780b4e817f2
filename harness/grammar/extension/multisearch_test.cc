#include "harness/grammar/extension/multisearch.h"

#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(Multisearch, SearchesSeveralMailboxes) {
  for (const auto& dialect : {kRev1, kRev2, kEither}) {
    ok_command("tag1 ESEARCH IN (mailboxes \"folder1\" subtree \"folder2\") unseen", dialect);
    ok_command("tag2 ESEARCH IN (subtree-one (\"folder2\" x)) RETURN (COUNT) CHARSET UTF-8 subject \"chad\"", dialect);
    ok_command("a esearch in (Selected inboxes personal SUBSCRIBED) ALL", dialect);
    ok_command("a ESEARCH IN (personal (X-DEPTH 5 X-OTHER)) ALL", dialect);
    ok_command("a ESEARCH RETURN () ALL", dialect);
    ok_command("a ESEARCH ALL", dialect);
  }
  bad_command("a ESEARCH IN () ALL", 14, "filter-mailboxes");
  bad_command("a ESEARCH IN (selected-delayed) ALL", 14, "source-mbox");
  bad_command("a ESEARCH IN (subtree) ALL", 21, "filter-mailboxes");
  bad_command("a ESEARCH IN (subtree ()) ALL", 23, "astring");
  bad_command("a ESEARCH IN (personal ()) ALL", 24, "tagged-ext-label");
  bad_command("a ESEARCH IN ((X-DEPTH)) ALL", 14, "filter-mailboxes");
  bad_command("a ESEARCH IN (personal)", 23, "esearch");
  bad_command("a UID ESEARCH ALL", 6, "uid");
  bad_command("a ESEARCH CHARSET {1}\r\nx ALL", 18, "charset", kRev1);
}

TEST(Multisearch, HasATerm) {
  Arena arena;
  EXPECT_EQ(
      to_string(term_of(parse_command("a ESEARCH IN (subtree (x y) selected) RETURN (MIN) ALL\r\n", arena).value())),
      "a ESEARCH IN (SUBTREE (\"x\" \"y\") SELECTED) RETURN (MIN) ALL");
}

TEST(FilterMailboxes, ListsAllItsWords) {
  for (const auto& word : filter_words())
    ok(filter_mailboxes, std::string(word.text) + (word.value < FilterMailboxes::Kind::subtree ? "" : " x"));
  ok(filter_mailboxes, "Selected-Delayed");
}

}  // namespace
}  // namespace imapspec::grammar
