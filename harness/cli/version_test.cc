#include "harness/cli/version.h"

#include <gtest/gtest.h>

namespace imapspec::cli {
namespace {

TEST(Version, NamesTheCommitWhereThereIsOne) {
  EXPECT_EQ(version().find_first_not_of("0123456789."), version().find(' '));
  if (commit().empty()) {
    EXPECT_EQ(version().find('('), std::string::npos);
  } else {
    EXPECT_TRUE(version().ends_with(" (" + std::string(commit()) + ")"));
    EXPECT_EQ(commit().find_first_not_of("0123456789abcdef"), std::string_view::npos);
  }
}

}  // namespace
}  // namespace imapspec::cli
