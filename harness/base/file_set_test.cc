#include "harness/base/file_set.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace imapspec {
namespace {
namespace fs = std::filesystem;

class ReadTree : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "imapspec-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
  }
  void TearDown() override { fs::remove_all(root_); }
  void write(const std::string& path, const std::string& text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << text;
  }
  fs::path root_;
};

TEST_F(ReadTree, PathsAreSortedAndHiddenFilesLeftOut) {
  write("b/c.yaml", "c");
  write("a.yaml", std::string("a\0\r\n", 4));
  write(".hidden/x", "x");
  write("b/.x", "x");
  const auto set = read_tree(root_.string());
  ASSERT_TRUE(set) << set.error();
  ASSERT_EQ(set->files.size(), 2u);
  EXPECT_EQ(set->files.begin()->first, "a.yaml");
  EXPECT_EQ(*set->find("a.yaml"), std::string("a\0\r\n", 4));
  EXPECT_EQ(*set->find("b/c.yaml"), "c");
  EXPECT_EQ(set->find("c.yaml"), nullptr);
  EXPECT_EQ(set->display("a.yaml"), root_.string() + "/a.yaml");
  EXPECT_EQ(FileSet{}.display("a.yaml"), "a.yaml");
}

TEST_F(ReadTree, ADirectoryThatIsNotThereIsAnError) {
  const auto set = read_tree((root_ / "none").string());
  ASSERT_FALSE(set);
  EXPECT_NE(set.error().find("none: No such file"), std::string::npos) << set.error();
}

}  // namespace
}  // namespace imapspec
