#include "harness/grammar/extension/metadata.h"

#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(Metadata, EntryNames) {
  ok(entry, "/shared/comment");
  ok(entry, "\"/private/vendor/a b\"");
  ok(entry, "{2}\r\n/a");
  bad(entry, "/shared//a", 8);
  bad(entry, "\"/shared/*\"", 0);
  bad(entry, "/shared/ ", 8);  // nothing behind the last "/"
  bad(entry, "\"/shared/\"", 0);
  bad(entry, "/a%", 2);
}

TEST(Metadata, Commands) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_command("a GETMETADATA \"\" /shared/comment", dialect);
    ok_command("a GETMETADATA \"INBOX\" (/shared/comment /private/comment)", dialect);
    ok_command("a GETMETADATA (MAXSIZE 1024) INBOX (/shared/comment)", dialect);
    ok_command("a getmetadata (depth Infinity maxsize 007 x-other (a b) x-more) INBOX /private/a", dialect);
    ok_command("a GETMETADATA (DEPTH 1) \"INBOX\" (/private/filters/values)", dialect);
    ok_command("a SETMETADATA INBOX (/private/comment {3}\r\nabc /shared/comment NIL /shared/b ~{1}\r\n" +
                   std::string(1, '\0') + ")",
               dialect);
  }
  bad_command("a GETMETADATA INBOX", 19, "getmetadata");
  bad_command("a GETMETADATA () INBOX /a", 15, "tagged-ext-label");
  bad_command("a GETMETADATA (DEPTH 2) INBOX /a", 21, "scope-opt");
  bad_command("a GETMETADATA (MAXSIZE) INBOX /a", 22, "maxsize-opt");
  bad_command("a GETMETADATA INBOX (MAXSIZE 1024) (/a)", 34, "CRLF");  // erratum 2785
  bad_command("a SETMETADATA INBOX ()", 21, "astring");
  bad_command("a SETMETADATA INBOX (/a b)", 24, "nstring");
}

TEST(Metadata, Responses) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_response("* METADATA \"INBOX\" (/private/comment \"My comment\" /shared/comment NIL)", dialect);
    ok_response("* METADATA \"\" /shared/comment", dialect);
    ok_response("* METADATA \"INBOX\" /shared/comment /private/comment", dialect);
    ok_response("a OK [METADATA LONGENTRIES 2199] GETMETADATA complete", dialect);
    ok_response("a NO [metadata maxsize 1024] too large", dialect);
    ok_response("a NO [METADATA TOOMANY] SETMETADATA failed", dialect);
    ok_response("a NO [METADATA NOPRIVATE] no", dialect);
  }
  bad_response("* METADATA INBOX", 16, "metadata-resp");
  bad_response("* METADATA INBOX ()", 18, "astring");
  bad_response("a NO [METADATA LARGE] x", 15, "resp-text-code");
  bad_response("a NO [METADATA MAXSIZE] x", 22, "resp-text-code");
}

TEST(Metadata, Terms) {
  Arena arena;
  const auto get = parse_command("a GETMETADATA (DEPTH 1) \"\" /shared\r\n", arena);
  ASSERT_TRUE(get);
  EXPECT_EQ(to_string(term_of(*get)), "a GETMETADATA (DEPTH 1) \"\" (\"/shared\")");
  const auto unknown = parse_command("a GETMETADATA (X-A -5:-3) \"\" /shared\r\n", arena);
  ASSERT_TRUE(unknown);
  EXPECT_EQ(to_string(term_of(*unknown)), "a GETMETADATA (X-A -5:-3) \"\" (\"/shared\")");
  const auto data = parse_response("* METADATA INBOX (/shared/a NIL)\r\n", arena);
  ASSERT_TRUE(data);
  EXPECT_EQ(to_string(term_of(*data)), "* METADATA \"INBOX\" (\"/shared/a\" NIL)");
}

}  // namespace
}  // namespace imapspec::grammar
