#include "harness/grammar/extension/sort.h"

#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(Sort, HasCriteriaCharsetAndKeys) {
  for (const auto& dialect : {kRev1, kRev2, kEither}) {
    ok_command("A282 SORT (SUBJECT) UTF-8 SINCE 1-Feb-1994", dialect);
    ok_command("A283 SORT (SUBJECT REVERSE DATE) \"UTF-8\" ALL", dialect);
    ok_command("a uid sort (reverse Arrival displayfrom) us-ascii not seen 1:*", dialect);
    ok_command("a SORT RETURN (MIN UPDATE) (DATE) UTF-8 UNDELETED", dialect);
    ok_command("a UID SORT RETURN () (RELEVANCY DISPLAYTO) UTF-8 FUZZY SUBJECT x", dialect);
  }
  bad_command("a SORT () UTF-8 ALL", 8, "sort-key");
  bad_command("a SORT SUBJECT UTF-8 ALL", 7, "sort-criteria");
  bad_command("a SORT (REVERSE REVERSE DATE) UTF-8 ALL", 16, "sort-key");
  bad_command("a SORT (REVERSE) UTF-8 ALL", 15, "sort-criterion");
  bad_command("a SORT (DATES) UTF-8 ALL", 8, "sort-key");
  bad_command("a SORT (DATE) {5}\r\nUTF-8 ALL", 14, "charset");
  bad_command("a SORT (DATE) UTF-8", 19, "search-criteria");
}

TEST(Sort, ListsAllItsKeys) {
  for (const auto& key : sort_keys()) ok_command("a SORT (" + std::string(key.text) + ") UTF-8 ALL");
}

TEST(SortData, KeepsTheOrder) {
  ok_response("* SORT 2 84 882");
  ok_response("* SORT");
  ok_response("* SORT 5 3 2 (MODSEQ 917162500)");
  bad_response("* SORT ", 7, "nz-number");
  bad_response("* SORT (MODSEQ 5)", 7, "nz-number");
  Arena arena;
  const auto term = term_of(parse_response("* SORT 5 3 (MODSEQ 9)\r\n", arena).value());
  EXPECT_EQ(to_string(term), "* SORT (5 3) (MODSEQ 9)");
}

}  // namespace
}  // namespace imapspec::grammar
