#include "harness/grammar/extension/esearch_data.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(Esearch, TellsHowAResultChanges) {
  ok_response("* ESEARCH (TAG \"B01\") UID ADDTO (0 32768:32769)");
  ok_response("* ESEARCH (TAG \"C01\") ADDTO (1 2733 1 2731:2732) REMOVEFROM (0 32768)");
  ok_response("* ESEARCH (TAG \"A01\") UID PARTIAL (23500:24000 55500:56000)");
  ok_response("* ESEARCH UID PARTIAL (-1:-100 250307:250307)");
  ok_response("* ESEARCH UID partial (24000:24500 NIL)");
  bad_response("* ESEARCH ADDTO ()", 17, "context-position");
  bad_response("* ESEARCH ADDTO (0)", 18, "search-return-data");
  bad_response("* ESEARCH ADDTO (0 $)", 19, "sequence-set");
  bad_response("* ESEARCH X $", 12, "sequence-set");
  bad_response("* ESEARCH ADDTO 5", 16, "search-return-data");
  bad_response("* ESEARCH PARTIAL (1:* NIL)", 21, "partial-range");
  bad_response("* ESEARCH PARTIAL (1:2 $)", 23, "partial-results");
  bad_response("* ESEARCH PARTIAL (1:2 NILS)", 26, "partial-results");
}

TEST(Esearch, ScoresRelevancy) {
  ok_response("* ESEARCH (TAG \"a1\") ALL 1,5,10 RELEVANCY (4 99 042)");
  ok_response("* ESEARCH RELEVANCY () X-OTHER (a)");
  bad_response("* ESEARCH RELEVANCY (0)", 21, "score");
  bad_response("* ESEARCH RELEVANCY (101)", 21, "score");
  bad_response("* ESEARCH RELEVANCY (0100)", 21, "score");
  bad_response("* ESEARCH RELEVANCY (4294967296)", 21, "score");  // where 101 is wrong too
}

// A tree that no line has, as a sender may make it.
TEST(Esearch, PrintsTheCorrelatorsThatAreThere) {
  constexpr std::array kOrder = {Correlator::uidvalidity, Correlator::mailbox, Correlator::tag};
  EsearchData data;
  data.mailbox = Mailbox{{"gone", Form::atom}};
  data.mailbox.reset();
  data.tag = String{"a", Form::quoted};
  data.order = List<Correlator>(kOrder.data(), kOrder.size());
  Response response;
  response.body = Untagged{data};
  EXPECT_EQ(print_response(response), "* ESEARCH (TAG \"a\")\r\n");
}

TEST(Esearch, NamesTheMailboxOfSeveral) {
  ok_response("* ESEARCH (TAG \"tag1\" MAILBOX \"folder1\" UIDVALIDITY 1) UID ALL 4001,4003,4005");
  ok_response("* ESEARCH (UIDVALIDITY 1 TAG a MAILBOX b) UID");
  ok_response("* ESEARCH (mailbox {1}\r\nb tag \"a\" uidvalidity 7)");
  bad_response("* ESEARCH (TAG a MAILBOX b)", 26, "search-correlator");
  bad_response("* ESEARCH (MAILBOX b UIDVALIDITY 1)", 34, "search-correlator");
  bad_response("* ESEARCH (TAG a TAG b MAILBOX c UIDVALIDITY 1)", 17, "search-correlator");
  bad_response("* ESEARCH (TAG a MAILBOX b UIDVALIDITY 0)", 39, "nz-number");
  bad_response("* ESEARCH ()", 11, "search-correlator");
}

TEST(Esearch, KeepsLargeNumbers) {
  ok_response("* ESEARCH MODSEQ 9223372036854775807 COUNT 007");
  ok_response("* ESEARCH X-LARGE 4294967296");
}

}  // namespace
}  // namespace imapspec::grammar
