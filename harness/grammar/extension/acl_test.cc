#include "harness/grammar/extension/acl.h"

#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(Acl, Rights) {
  ok(rights, "lrswipkxtecda0123456789");
  ok(rights, "\"\"");
  ok(rights, "{2}\r\nlr");
  bad(rights, "lrQs", 2);
  bad(rights, "\"lrQs\"", 0);
  bad(rights, "+lr", 0);
  ok(mod_rights, "+cda");
  ok(mod_rights, "-");
  ok(mod_rights, "lr");
  bad(mod_rights, "l+r", 1);
  bad(mod_rights, "++", 1);
}

TEST(Acl, Commands) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_command("A002 SETACL INBOX/Drafts Chris +cda", dialect);
    ok_command("B002 DeleteAcl INBOX \"-Fred\"", dialect);
    ok_command("A003 GETACL {12}\r\nINBOX/Drafts", dialect);
    ok_command("a001 LISTRIGHTS ~/Mail/saved smith", dialect);
    ok_command("A003 myrights INBOX", dialect);
  }
  bad_command("A SETACL INBOX Chris", 20, "setacl");
  bad_command("A SETACL INBOX Chris lrQ", 23, "mod-rights");
  bad_command("A DELETEACL INBOX", 17, "deleteacl");
  bad_command("A LISTRIGHTS INBOX", 18, "listrights");
  bad_command("A GETACL", 8, "getacl");
  bad_command("A MYRIGHTS INBOX lr", 16, "CRLF");
}

TEST(Acl, Responses) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_response("* ACL INBOX", dialect);
    ok_response("* ACL INBOX Fred rwipslxetad -Fred wetd $team w", dialect);
    ok_response("* LISTRIGHTS ~/Mail/saved smith la r swicdkxte", dialect);
    ok_response("* listrights archive.imap anyone \"\" l r s", dialect);
    ok_response("* MYRIGHTS INBOX rwiptsldaex", dialect);
  }
  bad_response("* ACL INBOX Fred", 16, "acl-data");
  bad_response("* ACL INBOX Fred lR", 18, "rights");
  bad_response("* LISTRIGHTS INBOX smith", 24, "listrights-data");
  bad_response("* MYRIGHTS INBOX", 16, "myrights-data");
}

TEST(Acl, Terms) {
  Arena arena;
  const auto acl = parse_response("* ACL box Fred lr Bob w\r\n", arena);
  ASSERT_TRUE(acl);
  EXPECT_EQ(to_string(term_of(*acl)), "* ACL \"box\" (\"Fred\" \"lr\" \"Bob\" \"w\")");
  const auto set = parse_command("a SETACL box Fred +lr\r\n", arena);
  ASSERT_TRUE(set);
  EXPECT_EQ(to_string(term_of(*set)), "a SETACL \"box\" \"Fred\" \"+lr\"");
}

}  // namespace
}  // namespace imapspec::grammar
