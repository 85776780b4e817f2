#include "harness/grammar/extension/search_return.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(SearchReturn, KnowsItsOptions) {
  for (const auto& dialect : {kRev1, kRev2, kEither}) {
    ok_command("a SEARCH RETURN (MIN MAX ALL COUNT SAVE) ALL", dialect);
    ok_command("a UID SEARCH RETURN () 1", dialect);
    ok_command("a SEARCH return (update context partial 1:500) ALL", dialect);
    ok_command("a SEARCH RETURN (PARTIAL -1:-100 COUNT) ALL", dialect);
    ok_command("a SEARCH RETURN (ALL RELEVANCY) FUZZY TEXT x", dialect);
    ok_command("a SEARCH RETURN (COUNT UPDATE (UID BODY[HEADER.FIELDS (TO FROM)]) ALL) 1", dialect);
    ok_command("a SEARCH RETURN (X-NEW X-OTHER (a) X-MORE 1:5 X-LAST -3:-1) ALL", dialect);
  }
  bad_command("a SEARCH RETURN (COUNT 5) ALL", 23, "tagged-ext-label");
  bad_command("a SEARCH RETURN (PARTIAL) ALL", 24, "search-return-opt");
  bad_command("a SEARCH RETURN (PARTIAL 1:*) ALL", 27, "partial-range");
  bad_command("a SEARCH RETURN (PARTIAL 0:5) ALL", 25, "partial-range");
  bad_command("a SEARCH RETURN (UPDATE ()) ALL", 25, "fetch-att");
  bad_command("a SEARCH RETURN (UPDATE(UID)) ALL", 23, "search-return-opts");
  bad_command("a SEARCH RETURN ALL", 16, "search-return-opts");
}

TEST(SearchReturn, ListsAllItsWords) {
  for (const auto& word : search_return_words())
    ok_command("a SEARCH RETURN (" + std::string(word.text) +
               (word.value == ReturnValue::partial_range ? " 1:2) ALL" : ") ALL"));
}

}  // namespace
}  // namespace imapspec::grammar
