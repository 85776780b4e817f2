#include "harness/grammar/extension/notify.h"

#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(Notify, Commands) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_command("a NOTIFY NONE", dialect);
    ok_command(
        "b notify set status (selected (MessageNew (uid body.peek[header.fields (from)]) MessageExpunge)) "
        "(subtree Lists (MessageNew))",
        dialect);
    ok_command("c NOTIFY SET (selected-delayed (MessageNew MessageExpunge FlagChange AnnotationChange))", dialect);
    ok_command("d NOTIFY SET (mailboxes (INBOX misc) (MailboxName X-FUTURE)) (personal NONE)", dialect);
    ok_command("e NOTIFY SET (inboxes (SubscriptionChange MailboxMetadataChange ServerMetadataChange))", dialect);
  }
  bad_command("a NOTIFY", 8, "notify");
  bad_command("a NOTIFY NEVER", 9, "notify-none");
  bad_command("a NOTIFY SET", 12, "notify-set");
  bad_command("a NOTIFY SET (selected MessageNew)", 23, "events");  // erratum 1804
  bad_command("a NOTIFY SET (selected ())", 24, "atom");
  bad_command("a NOTIFY SET (outbox NONE)", 14, "filter-mailboxes");
  bad_command("a NOTIFY SET (subtree NONE)", 26, "event-group");
  bad_command("a NOTIFY SET (personal (FlagChange (uid)))", 35, "atom");
}

TEST(Notify, Codes) {
  ok_response("* NO [NOTIFICATIONOVERFLOW] ...A comment can go here...");
  ok_response("a NO [BADEVENT (MessageNew MessageExpunge FlagChange)] no");
  bad_response("a NO [BADEVENT] no", 14, "unsupported-events-code");
  bad_response("a NO [BADEVENT (Other)] no", 16, "event-name");
}

TEST(Notify, Terms) {
  Arena arena;
  const auto command =
      parse_command("a NOTIFY SET STATUS (subtree x (MessageNew MailboxName)) (personal NONE)\r\n", arena);
  ASSERT_TRUE(command);
  EXPECT_EQ(to_string(term_of(*command)),
            "a NOTIFY SET STATUS (SUBTREE (\"x\") (MESSAGENEW MAILBOXNAME)) (PERSONAL NONE)");
}

}  // namespace
}  // namespace imapspec::grammar
