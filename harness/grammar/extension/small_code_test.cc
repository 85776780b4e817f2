#include "harness/grammar/extension/small_code.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(SmallCode, OfSearchExtensions) {
  ok_response("* NO [NOUPDATE \"B02\"] Too many contexts");
  ok_response("a NO [UNDEFINED-FILTER on-the-road] Filter is not defined");
  ok_command("a SEARCH FILTER on-the-road SUBJECT x");
  bad_response("* NO [NOUPDATE B02] x", 15, "quoted");
  bad_response("a NO [UNDEFINED-FILTER a/b] x", 24, "resp-text");
  bad_command("a SEARCH FILTER /a", 16, "filter-name");
  bad_command("a SEARCH FILTER a/b", 17, "CRLF");
}

TEST(SmallCode, WithinAndFuzzyKeys) {
  ok_command("a SEARCH UNSEEN YOUNGER 259200 NOT older 1");
  ok_command("a SEARCH FUZZY (SUBJECT \"IMAP break\") FUZZY FUZZY ALL");
  bad_command("a SEARCH OLDER 0", 15, "nz-number");
  bad_command("a SEARCH FUZZY", 14, "search-key");
}

TEST(SmallCode, WordsOfRfc5530AndOthers) {
  for (const auto word : code_words()) ok_response("a NO [" + std::string(word) + "] x");
}

TEST(StatusItem, AppendLimitMayBeNil) {
  ok_command("a STATUS x (APPENDLIMIT SIZE)");
  ok_response("* STATUS x (APPENDLIMIT 257890)");
  ok_response("* STATUS x (appendlimit nil SIZE 9223372036854775807)");
  bad_response("* STATUS x (APPENDLIMIT NONE)", 24, "nil");
}

}  // namespace
}  // namespace imapspec::grammar
