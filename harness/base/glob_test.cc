#include "harness/base/glob.h"

#include <gtest/gtest.h>

#include <string>

namespace imapspec {
namespace {

TEST(Glob, StarsAndMarks) {
  EXPECT_TRUE(matches_glob("a*b*c", "aXbXbc"));
  EXPECT_FALSE(matches_glob("a*b*c", "aXcXb"));
  EXPECT_TRUE(matches_glob("?", "x"));
  EXPECT_FALSE(matches_glob("?", ""));
  EXPECT_TRUE(matches_glob("*", ""));
  EXPECT_FALSE(matches_glob(std::string(2000, '*') + "y", std::string(20000, 'x')));
}

}  // namespace
}  // namespace imapspec
