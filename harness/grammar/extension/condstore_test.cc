#include "harness/grammar/extension/condstore.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(ModSequence, HasSixtyThreeBits) {
  for (const auto* text : {"1", "007", "9223372036854775807"}) {
    ok(mod_sequence_value, text);
    ok(mod_sequence_valzer, text);
  }
  ok(mod_sequence_valzer, "0");
  bad(mod_sequence_value, "0)", 0);
  bad(mod_sequence_valzer, "00)", 0);
  bad(mod_sequence_value, "9223372036854775808", 18);
}

TEST(Condstore, IsSelectFetchAndStore) {
  for (const auto& dialect : {kRev1, kRev2, kEither}) {
    ok_command("a SELECT INBOX (CONDSTORE)", dialect);
    ok_command("a examine INBOX (condstore)", dialect);
    ok_command("a FETCH 1:* (FLAGS) (CHANGEDSINCE 12345)", dialect);
    ok_command("a UID FETCH 1:* FLAGS (CHANGEDSINCE 12345 VANISHED)", dialect);
    ok_command("a FETCH 1:* (MODSEQ UID)", dialect);
    ok_command("a STORE 7,5,9 (UNCHANGEDSINCE 320162338) +FLAGS.SILENT (\\Deleted)", dialect);
    ok_command("a UID STORE 6 (UNCHANGEDSINCE 0) -FLAGS \\Seen", dialect);
    ok_command("a STATUS x (UIDNEXT HIGHESTMODSEQ)", dialect);
  }
  bad_command("a SELECT x (CONDSTORE 5)", 22, "tagged-ext-label");
  bad_command("a FETCH 1 FLAGS (CHANGEDSINCE 0)", 30, "mod-sequence-value");
  bad_command("a FETCH 1 FLAGS (CHANGEDSINCE)", 29, "fetch-modifier");
  bad_command("a FETCH 1 FLAGS (VANISHED 5)", 26, "tagged-ext-label");
  bad_command("a STORE 1 (UNCHANGEDSINCE 00) FLAGS ()", 26, "mod-sequence-valzer");
}

TEST(Qresync, SaysWhatTheClientKnew) {
  ok_command("a SELECT INBOX (QRESYNC (67890007 90060115194045000 41,43:211,214:541))");
  ok_command("a SELECT INBOX (QRESYNC (67890007 90060115194045000))");
  ok_command("a SELECT INBOX (QRESYNC (1 2 3:4 (5 6)) X-OTHER)");
  ok_command("a SELECT INBOX (qresync (1 2 (5,7:9 6,8:10)))");
  bad_command("a SELECT x (QRESYNC)", 19, "select-param");
  bad_command("a SELECT x (QRESYNC (0 2))", 21, "uidvalidity");
  bad_command("a SELECT x (QRESYNC (1))", 22, "select-param");
  bad_command("a SELECT x (QRESYNC (1 2 1:*))", 27, "uniqueid");
  bad_command("a SELECT x (QRESYNC (1 2 3 ))", 27, "seq-match-data");
  bad_command("a SELECT x (QRESYNC (1 2 (3)))", 27, "seq-match-data");
}

TEST(Vanished, NamesUids) {
  ok_response("* VANISHED 300:310,405,411");
  ok_response("* VANISHED (EARLIER) 41,43:116");
  ok_response("* vanished (earlier) 1");
  bad_response("* VANISHED (EARLY) 1", 11);
  bad_response("* VANISHED", 10, "expunged-resp");
  bad_response("* VANISHED 1:*", 13, "uniqueid");
}

TEST(ModSeq, StandsInResponses) {
  ok_response("* 1 FETCH (UID 4 MODSEQ (65402) FLAGS (\\Seen))");
  ok_response("* STATUS blurdybloop (MESSAGES 231 HIGHESTMODSEQ 7011231777)");
  ok_response("* STATUS x (HIGHESTMODSEQ 0)");
  ok_response("* SEARCH 2 5 6 (MODSEQ 917162500)");
  ok_response("* ESEARCH (TAG \"a\") ALL 1:3,5 MODSEQ 1236");
  ok_response("* OK [HIGHESTMODSEQ 715194045007] Highest");
  ok_response("* OK [NOMODSEQ] Sorry");
  ok_response("A1 OK [MODIFIED 7,9] Conditional STORE failed");
  ok_response("* OK [CLOSED] done");
  bad_response("* SEARCH (MODSEQ 5)", 9, "nz-number");
  bad_response("* SEARCH 1 (MODSEQ 0)", 19, "mod-sequence-value");
  bad_response("* SEARCH 1 (MODSEQ 5) 6", 21, "CRLF");
  bad_response("* 1 FETCH (MODSEQ 5)", 18, "fetch-mod-resp");
  bad_response("* OK [HIGHESTMODSEQ 0] x", 20, "mod-sequence-value");
  bad_response("* OK [MODIFIED $] x", 15, "sequence-set");
  bad_response("* ESEARCH MODSEQ 0", 17);
}

TEST(ModSeqKey, MayNameAnEntry) {
  ok(search_modseq_ext, R"("/flags/\\draft" all)");
  ok(search_modseq_ext, "\"/FLAGS/$MDNSent\" Shared");
  ok_command("a SEARCH MODSEQ \"/flags/\\\\draft\" all 620162338");
  ok_command("a SEARCH MODSEQ 0 OR modseq 5 ALL");
  bad(search_modseq_ext, R"("/flags/\draft" all)", 9);
  bad(search_modseq_ext, R"("/flags/\\recent" all)", 10);
  bad(search_modseq_ext, R"("/flag/a" all)", 1);
  bad(search_modseq_ext, R"("/flags/a b" all)", 9);
  bad(search_modseq_ext, R"("/flags/a" any)", 11);
  bad_command("a SEARCH MODSEQ \"/flags/a\" all", 30, "search-modsequence");
}

TEST(ModSeqKey, DecodesTheFlag) {
  Arena arena;
  const auto command = parse_command("a SEARCH MODSEQ \"/flags/\\\\Seen\" priv 5\r\n", arena).value();
  const auto& key = std::get<Search>(command.body).keys.front();
  EXPECT_EQ(key.field.value, "/flags/\\Seen");
  EXPECT_EQ(key.string.value, "priv");
  EXPECT_EQ(key.number, 5U);
}

}  // namespace
}  // namespace imapspec::grammar
