#include "harness/cli/explanation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/cli/cli_test_support.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::cli {
namespace {

using ::testing::HasSubstr;

std::string explained(std::string_view id) {
  const auto text = explain(small_suite(), id);
  EXPECT_TRUE(text) << text.error();
  return text.value_or("");
}

TEST(Explanation, OfARequirement) {
  EXPECT_EQ(explained("rfc7-1-a"),
            "rfc7-1-a  requirement\n"
            "  asks         NOOP succeeds.\n"
            "  level        MUST\n"
            "  of           servers\n"
            "  read         RFC 7 section 1\n"
            "               https://www.rfc-editor.org/rfc/rfc7#section-1\n"
            "  ambiguity    how-often: How often does it succeed?\n"
            "  scenarios    base/noop/spelt[lower]\n"
            "               base/noop/spelt[mixed]\n"
            "               base/noop/succeeds\n");
  EXPECT_THAT(explained("rfc7-1-c"), HasSubstr("  level        MUST (defined)\n"));
  EXPECT_THAT(explained("rfc7-1-c"), HasSubstr("  not tested   nobody sees it\n"));
  EXPECT_THAT(explained("rfc7-2-a"), HasSubstr("  scenarios    none tests it yet\n"));
}

TEST(Explanation, OfAScenario) {
  const std::string text = explained("base/noop/succeeds");
  for (const char* part : {"base/noop/succeeds  scenario\n", "  title        NOOP succeeds\n",
                           "scenarios/base/noop.yaml:3\n", "  verifies     rfc7-1-a: NOOP succeeds.\n", "NOOP",
                           "  was          base/noop/works\n", "imapspec run 'base/noop/succeeds' --server URL\n"})
    EXPECT_THAT(text, HasSubstr(part));
  EXPECT_THAT(explained("base/noop/works"), HasSubstr("NOOP succeeds"));
}

TEST(Explanation, OfRows) {
  EXPECT_THAT(explained("base/noop/spelt"),
              HasSubstr("  rows         base/noop/spelt[lower]\n               base/noop/spelt[mixed]\n"));
  EXPECT_THAT(explained("base/noop/spelt[mixed]"), HasSubstr("NooP"));
}

TEST(Explanation, OfARuleWithAndWithoutItsFolder) {
  const std::string name = load_options(catalogue::Catalogue()).rules.front();
  EXPECT_THAT(explained(name), HasSubstr("rules/" + name + "  rule\n"));
  EXPECT_EQ(explained(name), explained("rules/" + name));
}

TEST(Explanation, OfAQuirkAndAVariation) {
  const std::string quirk(reference_server::all_quirks().front().name),
      variation(reference_server::all_variations().front().name);
  EXPECT_THAT(explained(quirk), HasSubstr(quirk + "  quirk\n"));
  EXPECT_THAT(explained(quirk), HasSubstr("  violates     "));
  EXPECT_THAT(explained(quirk), HasSubstr("log in as alice+quirk=" + quirk + " to"));
  EXPECT_THAT(explained("cancelled-is-no"), HasSubstr("no: it acts before the name is known\n"));
  EXPECT_THAT(explained(variation), HasSubstr(variation + "  variation\n"));
  EXPECT_THAT(explained(variation), HasSubstr("  allowed by   "));
}

TEST(Explanation, OfTheRest) {
  EXPECT_THAT(explained("how-often"), HasSubstr("  we assert    Always is asserted.\n"));
  EXPECT_THAT(
      explained("seven"),
      HasSubstr(
          "  fails        base/noop/succeeds (RFC 7 section 1)\n               It refuses NOOP in every state.\n"));
  EXPECT_THAT(explained("trailing-space"), HasSubstr("with --tolerate trailing-space"));
  EXPECT_THAT(explained("badcharset-literal"), HasSubstr("  tolerated    never\n"));
}

TEST(Explanation, OfNothingSaysWhatWasMeant) {
  const auto text = explain(small_suite(), "base/noop/suceeds");
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error(), "nothing is called base/noop/suceeds; did you mean base/noop/succeeds?");
  EXPECT_THAT(explain(small_suite(), "rfc7-1-d").error(), HasSubstr("did you mean rfc7-1-"));
  EXPECT_EQ(explain(small_suite(), "zzz").error(), "nothing is called zzz");
}

}  // namespace
}  // namespace imapspec::cli
