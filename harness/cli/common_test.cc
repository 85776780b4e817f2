#include "harness/cli/common.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "harness/cli/cli_test_support.h"
#include "harness/cli/embedded_files.h"

namespace imapspec::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Folder : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::path(testing::TempDir()) /
            ("imapspec-cli-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(root_);
  }
  void TearDown() override { fs::remove_all(root_); }
  std::string write(const std::string& path, std::string_view text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << text;
    return (root_ / path).string();
  }
  fs::path root_;
};

TEST(Common, TablesHaveColumns) {
  EXPECT_EQ(table({}), "");
  EXPECT_EQ(table({{"a", "one"}, {"long", "two"}}), "a     one\nlong  two\n");
  EXPECT_EQ(table({{"a", "b", "c"}, {"aa"}}), "a  b  c\naa\n");
  // What is very long does not push all others aside.
  EXPECT_THAT(table({{std::string(60, 'x'), "y"}, {"a", "b"}}), HasSubstr("\na" + std::string(49, ' ') + "b\n"));
}

TEST(Common, NearestWords) {
  const std::vector<std::string> known{"base/expunge/silent", "base/noop/any-state", "rules/uid-ascends"};
  EXPECT_THAT(nearest_words("base/noop/any-stat", known, 3), ElementsAre("base/noop/any-state"));
  EXPECT_THAT(nearest_words("base/nop/any-state", known, 3), ElementsAre("base/noop/any-state"));
  EXPECT_THAT(nearest_words("expunge", known, 3), ElementsAre("base/expunge/silent"));
  EXPECT_THAT(nearest_words("base", known, 1), ElementsAre("base/expunge/silent"));
  EXPECT_THAT(nearest_words("zebra", known, 3), IsEmpty());
  EXPECT_THAT(nearest_words("", known, 3), IsEmpty());
}

TEST(Common, EmbeddedFilesAreThoseOfTheSources) {
  const std::string folder = std::string(IMAPSPEC_SOURCE_DIR) + "/scenarios";
  const FileSet& embedded = embedded_scenarios();
  EXPECT_FALSE(embedded.files.empty());
  for (const auto& [path, text] : embedded.files) {
    std::ifstream file(folder + "/" + path, std::ios::binary);
    ASSERT_TRUE(file) << path;
    EXPECT_TRUE(std::string(std::istreambuf_iterator<char>(file), {}) == text) << path << " is not what was embedded";
  }
  const auto tree = read_tree(folder);
  ASSERT_TRUE(tree) << tree.error();
  for (const auto& [path, text] : tree->files) {
    const bool is_embedded = !path.starts_with("peers/") || path.ends_with(".yaml");
    EXPECT_EQ(embedded.find(path) != nullptr, is_embedded) << path;
  }
}

TEST(Common, SuiteFilesSayWhatIsMissing) {
  const auto files = suite_files("/nowhere/at/all");
  ASSERT_FALSE(files);
  EXPECT_THAT(files.error(), HasSubstr("/nowhere/at/all"));
  const auto suite = load_suite("/nowhere/at/all");
  ASSERT_FALSE(suite);
  EXPECT_TRUE(suite.error().ends_with("\n"));
}

TEST_F(Folder, AFileBelowScenariosKnowsItsPath) {
  const std::string path = write("scenarios/base/noop.yaml", "topic: x");
  write("scenarios/base/mail.eml", "Subject: x\r\n");
  write("scenarios/other/not.yaml", "");
  const auto found = find_file(path);
  ASSERT_TRUE(found) << found.error();
  EXPECT_EQ(found->path, "base/noop.yaml");
  EXPECT_EQ(found->files.display(found->path), path);
  EXPECT_EQ(*found->files.find("base/noop.yaml"), "topic: x");
  EXPECT_EQ(*found->files.find("base/mail.eml"), "Subject: x\r\n");
  EXPECT_EQ(found->files.find("other/not.yaml"), nullptr);
}

TEST_F(Folder, AFileElsewhereIsItsName) {
  const auto found = find_file(write("mine.yaml", "topic: x"));
  ASSERT_TRUE(found) << found.error();
  EXPECT_EQ(found->path, "mine.yaml");
  EXPECT_FALSE(find_file(root_.string()));
  EXPECT_FALSE(find_file((root_ / "none.yaml").string()));
}

TEST_F(Folder, AScenarioFileThatIsNotThereIsAMistake) {
  const scenario::Loaded loaded = load_scenario_file((root_ / "none.yaml").string(), catalogue::Catalogue());
  ASSERT_EQ(loaded.mistakes.size(), 1U);
  EXPECT_THAT(yaml::to_string(loaded.mistakes), HasSubstr("none.yaml:1:1: there is no such file"));
}

TEST_F(Folder, ScenariosOfAFolderAreLoaded) {
  for (const auto& [path, text] : small_files().files) write(path, text);
  const auto suite = load_suite(root_.string());
  ASSERT_TRUE(suite) << suite.error();
  std::vector<std::string> ids;
  for (const scenario::Scenario& scenario : suite->scenarios) ids.push_back(scenario.id);
  EXPECT_THAT(ids, ElementsAre("base/noop/spelt[lower]", "base/noop/spelt[mixed]", "base/noop/succeeds"));
  const auto results = result_ids(*suite);
  EXPECT_THAT(results, Contains("base/noop/spelt[mixed]"));
  EXPECT_THAT(results, Not(Contains("base/noop/spelt")));
  EXPECT_THAT(results, Contains("rules/" + load_options(suite->catalogue).rules.front()));
}

}  // namespace
}  // namespace imapspec::cli
