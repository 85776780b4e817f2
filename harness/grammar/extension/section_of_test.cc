#include "harness/grammar/extension/section_of.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {

TEST(SectionOf, RulesOfExtensionsAreNamedByTheirRfc) {
  EXPECT_EQ(diagnose_command("a SETACL INBOX fred\r\n").section, "RFC 4314 section 7");
  EXPECT_EQ(diagnose_command("a NOTIFY SET (selected NEW)\r\n").section, "RFC 5465 section 8");
  EXPECT_EQ(diagnose_response("* 1 UIDFETCH\r\n").section, "RFC 9586 section 4");
  EXPECT_EQ(extension_section_of("mailbox"), "");
  EXPECT_EQ(extension_section_of("zzz"), "");
}

}  // namespace
}  // namespace imapspec::grammar
