#include "harness/cli/listing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/cli/cli_test_support.h"

namespace imapspec::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string listed(std::string_view kind, bool coverage = false) {
  const auto text = listing(small_suite(), kind, coverage);
  EXPECT_TRUE(text) << text.error();
  return text.value_or("");
}

TEST(Listing, EveryKindHasSomething) {
  for (const std::string& kind : list_kinds()) EXPECT_FALSE(listed(kind).empty()) << kind;
}

TEST(Listing, OneALine) {
  EXPECT_EQ(listed("scenarios"),
            "base/noop/spelt[lower]  NOOP in any case\n"
            "base/noop/spelt[mixed]  NOOP in any case\n"
            "base/noop/succeeds      NOOP succeeds\n");
  EXPECT_THAT(listed("requirements"), StartsWith("rfc7-1-a  MUST     server  NOOP succeeds.\n"));
  EXPECT_EQ(listed("peers"), "seven  server  1 expected failure\n");
  EXPECT_THAT(listed("deviations"), HasSubstr("badcharset-literal"));
  EXPECT_THAT(listed("quirks"), testing::ContainsRegex("\ncancelled-is-no +quirk before login +rfc3501-6.2.2-e  "));
}

TEST(Listing, CoverageOfScenariosIsWhatTheyVerify) {
  EXPECT_THAT(listed("scenarios", true), HasSubstr("base/noop/succeeds      rfc7-1-a  NOOP succeeds\n"));
}

TEST(Listing, CoverageOfRequirementsCountsWhatCanBeJudged) {
  const std::string text = listed("requirements", true);
  EXPECT_THAT(text, HasSubstr("rfc7-1-a  MUST     3 scenarios   NOOP succeeds.\n"));
  EXPECT_THAT(text, HasSubstr("rfc7-1-c  defined  not testable  Both are polite.\n"));
  EXPECT_THAT(text, HasSubstr("rfc7-2-a  MAY      -             A server may sing.\n"));
  EXPECT_THAT(text, HasSubstr("\n7    server  MUST    1 of 1\n"));
  EXPECT_THAT(text, HasSubstr("\n7    server  MAY     0 of 1\n"));
  EXPECT_THAT(text, HasSubstr("\n7    client  SHOULD  0 of 1\n"));
  EXPECT_THAT(text, HasSubstr("1 cannot be judged from the wire\n"));
}

TEST(Listing, RefusesWhatItDoesNotKnow) {
  EXPECT_FALSE(listing(small_suite(), "rules", true));
  EXPECT_FALSE(listing(small_suite(), "colours", false));
}

}  // namespace
}  // namespace imapspec::cli
