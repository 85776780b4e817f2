#include "harness/cli/modeline.h"

#include <gtest/gtest.h>

#include "harness/cli/cli_test_support.h"
#include "harness/cli/linting.h"

namespace imapspec::cli {
namespace {

TEST(Modeline, LeadsFromTheFileToTheSchema) {
  EXPECT_EQ(modeline("base/expunge.yaml"), "# yaml-language-server: $schema=../schema.json");
  EXPECT_EQ(modeline("extensions/idle/push.yaml"), "# yaml-language-server: $schema=../../schema.json");
}

TEST(Modeline, LintSaysWhatToAdd) {
  FileSet files = small_files();
  EXPECT_TRUE(lint_suite(files).mistakes.empty()) << "there is no schema to be found";
  files.files["schema.json"] = "{}";
  const auto mistakes = lint_suite(files).mistakes;
  ASSERT_EQ(mistakes.size(), 1U) << yaml::to_string(mistakes);
  EXPECT_EQ(yaml::to_string(mistakes[0]),
            "scenarios/base/noop.yaml:1:1: editors find the schema by the first line; add this one: "
            "# yaml-language-server: $schema=../schema.json");
  files.files["base/noop.yaml"].insert(0, modeline("base/noop.yaml") + "\n");
  EXPECT_TRUE(lint_suite(files).mistakes.empty());
}

}  // namespace
}  // namespace imapspec::cli
