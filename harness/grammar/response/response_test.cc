#include "harness/grammar/response/response.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

Response parsed(std::string_view text, Arena& arena, Dialect dialect = {}) {
  return parse_response(text, arena, dialect).value();
}

TEST(Response, OfStatus) {
  for (const auto* line :
       {"* OK IMAP4rev1 server ready", "* NO Disk is 98% full", "* BAD x", "* PREAUTH x", "* bye x", "a OK x",
        "a3.1] NO [ALREADYEXISTS] \"that\"", "a BAD x {3}", "* OK [ALERT] System shutdown {10}"})
    for (const auto& dialect : {kRev1, kRev2}) ok_response(line, dialect);
  ok_response("a OK ", kRev2);
  bad_response("a OK ", 5, "text", kRev1);
  bad_response("a OK", 4, "resp-cond-state");
  bad_response("a PREAUTH x", 2, "resp-cond-state");
  bad_response("a BYE x", 2, "resp-cond-state");
  bad_response("a OKAY x", 2, "resp-cond-state");
  bad_response("*  OK x", 2, "response-data");
  bad_response("*", 1, "response");
}

TEST(Response, OfCapabilities) {
  ok_response("* CAPABILITY IMAP4rev1 STARTTLS AUTH=GSSAPI XPIG-LATIN", kRev1);
  ok_response("* CAPABILITY STARTTLS AUTH=GSSAPI IMAP4rev2 LOGINDISABLED", kRev2);
  ok_response("* CAPABILITY imap4REV1", kEither);
  bad_response("* CAPABILITY IMAP4rev2", 22, "capability-data", kRev1);
  bad_response("* CAPABILITY IMAP4rev1", 22, "capability-data", kRev2);
  bad_response("* CAPABILITY", 12, "capability-data");
  bad_response("* CAPABILITY IMAP4rev1 ", 23, "atom");
  ok_response("* ENABLED");
  ok_response("* ENABLED CONDSTORE QRESYNC");
}

TEST(Response, OfMailboxes) {
  for (const auto* line : {"* LIST (\\Noselect) \"/\" ~/Mail/foo", "* LIST () NIL INBOX", "* LIST () \"\\\\\" \"a b\"",
                           "* LIST () \"\\\"\" x", "* LIST (\\Marked \\NoInferiors \\Subscribed) \"/\" \"inbox\"",
                           "* LIST () \"/\" \"Foo\" (\"CHILDINFO\" (\"SUBSCRIBED\"))",
                           "* LIST () \"/\" foo (CHILDINFO (\"SUBSCRIBED\"))", "* LIST () \"/\" x ()",
                           "* LIST (\\Marked) \":\" Tables (tablecloth ((\"edge\" \"lacy\") (\"color\" \"red\")) X 5)",
                           "* LIST () \"/\" {3}\r\na\rb"})
    ok_response(line);
  ok_response("* LSUB () \".\" #news.comp.mail.misc", kRev1);
  bad_response("* LSUB () \".\" x", 2, "response-data", kRev2);
  bad_response("* LIST () \"\" x", 11);
  bad_response("* LIST () \"//\" x", 12, "mailbox-list");
  bad_response("* LIST () / x", 10);
  bad_response("* LIST (\\Noselect \\Marked) NIL x", 18, "mbx-list-flags");
  bad_response("* LIST (Marked) NIL x", 8, "mbx-list-flags");
  bad_response("* LIST NIL x", 7, "mailbox-list");
  bad_response("* LIST () NIL", 13, "mailbox-list");
  bad_response("* LIST () \"/\"  x", 14, "astring");
  bad_response("* LSUB () NIL x (X 1)", 15, "CRLF", kRev1);
  ok_response("* LIST () \"\xc3\xbc\" x", kRev2);
  bad_response("* LIST () \"\xc3\xbc\" x", 11, "QUOTED-CHAR", kRev1);
}

TEST(Response, OfFlagsAndCounts) {
  ok_response("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)");
  ok_response("* FLAGS ()");
  bad_response("* FLAGS (\\Recent)", 9, "flag");
  bad_response("* FLAGS (\\*)", 9, "flag");
  for (const auto* line : {"* 23 EXISTS", "* 0 EXISTS", "* 007 exists", "* 5 RECENT", "* 0 RECENT", "* 44 EXPUNGE"})
    for (const auto& dialect : {kRev1, kRev2}) ok_response(line, dialect);
  bad_response("* 0 EXPUNGE", 2, "nz-number");
  bad_response("* 01 EXPUNGE", 2, "nz-number");
  bad_response("* 4294967296 EXISTS", 11, "number");
  bad_response("* 1 EXIST", 4, "message-data");
  bad_response("* EXISTS 1", 2, "response-data");
}

TEST(Response, OfStatusData) {
  ok_response("* STATUS blurdybloop (MESSAGES 231 UIDNEXT 44292)");
  ok_response("* STATUS \"a\" ()");
  ok_response("* STATUS x (SIZE 9223372036854775807 HIGHESTMODSEQ 5 MAILBOXID (a))");
  ok_response("* STATUS x (RECENT 1)", kRev1);
  for (const auto dialect : {kRev1, kRev2})  // RFC 3501 has number, which RFC 4466 section 3 mends
    bad_response("* STATUS x (UIDNEXT 0)", 20, "nz-number", dialect);
  bad_response("* STATUS x (RECENT 1)", 12, "status-att", kRev2);
  bad_response("* STATUS x (MESSAGES)", 20, "status-att-val");
  bad_response("* STATUS x (MESSAGES 1 )", 23, "status-att");
  bad_response("* STATUS x", 10, "mailbox-data");
}

TEST(Response, OfSearch) {
  for (const auto* line :
       {"* SEARCH", "* SEARCH 2 84 882", "* ESEARCH", "* ESEARCH (TAG \"A283\") ALL 2,10:11",
        "* ESEARCH UID COUNT 17 ALL 4:18,21,28", "* ESEARCH (TAG {1}\r\na) MIN 1 MAX 2 COUNT 0 X-Y (a (b))",
        "* ESEARCH COUNT 18 UIDX 4", "* ESEARCH COUNT 060"})
    for (const auto& dialect : {kRev1, kRev2}) ok_response(line, dialect);
  ok_response("* ESEARCH (TAG a) UID", kRev2);
  bad_response("* ESEARCH (TAG a) UID", 15, "string", kRev1);  // RFC 4466 section 3: tag-string = string
  bad_response("* SEARCH ", 9, "nz-number");
  bad_response("* SEARCH 0", 9, "nz-number");
  bad_response("* SEARCH 1 ", 11, "nz-number");
  bad_response("* ESEARCH MIN 0", 14, "nz-number");
  bad_response("* ESEARCH COUNT 4294967296", 25, "number");
  bad_response("* ESEARCH MIN 1:2", 15, "CRLF");
  bad_response("* ESEARCH ALL $", 14, "sequence-set");
  bad_response("* ESEARCH ALL", 13, "search-return-data");
  bad_response("* ESEARCH UID (TAG \"a\")", 14, "tagged-ext-label");
  bad_response("* ESEARCH (UID \"a\")", 11, "search-correlator");
}

TEST(Response, OfNamespace) {
  for (const auto* line : {"* NAMESPACE NIL NIL NIL",
                           "* NAMESPACE ((\"\" \"/\")) ((\"~\" \"/\")) ((\"#shared/\" \"/\")(\"#public/\" \"/\"))",
                           "* NAMESPACE ((\"\" \"/\")(\"#mh/\" \"/\" \"X-PARAM\" (\"FLAG1\" \"FLAG2\"))) NIL NIL",
                           "* NAMESPACE ((\"\" NIL)) NIL NIL"})
    ok_response(line);
  bad_response("* NAMESPACE () NIL NIL", 13, "namespace-descr");
  bad_response("* NAMESPACE NIL NIL", 19, "namespace-response");
  bad_response("* NAMESPACE ((\"\" \"/\") (\"x\" \"/\")) NIL NIL", 21, "namespace-descr");
  bad_response("* NAMESPACE NIL  NIL NIL", 16, "namespace");
  bad_response("* NAMESPACE ((\"\" \"/\" \"X\" ())) NIL NIL", 26, "string");
}

TEST(Response, OfId) {
  ok_response("* ID NIL");
  ok_response("* ID (\"name\" \"Cyrus\" \"version\" NIL)");
  bad_response("* ID", 4, "response-data");
}

TEST(Continuation, IsTextOrBase64) {
  for (const auto* line :
       {"+ ", "+ idling", "+ Ready for literal data", "+ YGgGCSqGSIb3EgECAgI=", "+ [ALERT] x", "+ {3}"})
    for (const auto& dialect : {kRev1, kRev2}) ok_response(line, dialect);
  Arena arena;
  const auto is_base64 = [&arena](std::string_view text) {
    return std::get<Continuation>(parsed(text, arena).body).base64;
  };
  EXPECT_TRUE(is_base64("+ \r\n"));
  EXPECT_TRUE(is_base64("+ Rm9v\r\n"));
  EXPECT_TRUE(is_base64("+ moah\r\n"));
  EXPECT_FALSE(is_base64("+ idling\r\n"));
  bad_response("+", 1, "continue-req");
  bad_response("+OK", 1, "continue-req");
}

TEST(Response, IsNamed) {
  Arena arena;
  EXPECT_EQ(name_of(parsed("* 1 fetch (UID 1)\r\n", arena)), "FETCH");
  EXPECT_EQ(name_of(parsed("* lsub () NIL x\r\n", arena, kRev1)), "LSUB");
  EXPECT_EQ(name_of(parsed("a no x\r\n", arena)), "NO");
  EXPECT_EQ(name_of(parsed("+ x\r\n", arena)), "+");
}

}  // namespace
}  // namespace imapspec::grammar
