#include "reference-server/connection/passed_limit.h"

#include <gtest/gtest.h>

#include "harness/grammar/parse.h"

namespace imapspec::reference_server {
namespace {

TEST(Nesting, CountsWhatIsOpenAtOnce) {
  EXPECT_EQ(nesting_of("a NOOP\r\n"), 0U);
  EXPECT_EQ(nesting_of("a SEARCH (SEEN) (OLD (NEW))\r\n"), 2U);
  EXPECT_EQ(nesting_of(")) ((\r\n"), 2U);
}

TEST(Nesting, PassesOverStrings) {
  EXPECT_EQ(nesting_of("a SEARCH (SUBJECT \"((\\\"((\")\r\n"), 1U);
  EXPECT_EQ(nesting_of("a SEARCH (SUBJECT {3}\r\n((( TEXT {1+}\r\n()\r\n"), 1U);
  EXPECT_EQ(nesting_of("a X {3} ((\r\n"), 2U);                        // no literal
  EXPECT_EQ(nesting_of("a X {99999999999999999999}\r\n((\r\n"), 2U);  // nor is this
  EXPECT_EQ(nesting_of("a X {9}\r\n((\r\n"), 2U);                     // nor what is longer than what there is
  EXPECT_EQ(nesting_of("a X \"((\r\n"), 0U);
  EXPECT_EQ(nesting_of("a X \"\\"), 0U);
}

TEST(PassedLimit, SeesBothSidesOfEachBound) {
  Profile profile;
  profile.search_depth_max = 3;
  profile.nesting_max = 2;
  const auto passed = [&profile](std::string_view octets) {
    Arena arena;
    const auto command = grammar::parse_command(octets, arena, {});
    EXPECT_TRUE(command) << octets;
    const char* why = command ? passed_limit(profile, *command, octets) : nullptr;
    return std::string(why == nullptr ? "" : why);
  };
  EXPECT_EQ(passed("a SEARCH NOT NOT NOT ALL\r\n"), "");
  EXPECT_EQ(passed("a SEARCH NOT NOT NOT NOT ALL\r\n"), "Search keys are nested too deep");
  EXPECT_EQ(passed("a SEARCH OR ALL NOT OR ALL NOT ALL\r\n"), "Search keys are nested too deep");
  EXPECT_EQ(passed("a SORT (DATE) US-ASCII NOT NOT NOT NOT ALL\r\n"), "Search keys are nested too deep");
  EXPECT_EQ(passed("a THREAD REFERENCES US-ASCII NOT NOT NOT NOT ALL\r\n"), "Search keys are nested too deep");
  EXPECT_EQ(passed("a SEARCH ((SEEN OLD) NEW)\r\n"), "");
  EXPECT_EQ(passed("a SEARCH (SEEN) (OLD) (NEW)\r\n"), "");
  EXPECT_EQ(passed("a SEARCH ((SEEN (OLD NEW)) NEW)\r\n"), "Nested too deep");
}

}  // namespace
}  // namespace imapspec::reference_server
