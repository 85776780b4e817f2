#include "harness/cli/sharding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace imapspec::cli {
namespace {

using ::testing::HasSubstr;

std::string shard(const std::string& option, const std::map<std::string, const char*>& variables = {}) {
  const auto found = find_shard(option, [&](const char* name) -> const char* {
    const auto variable = variables.find(name);
    return variable == variables.end() ? nullptr : variable->second;
  });
  return found ? std::to_string(found->index) + "/" + std::to_string(found->count) : found.error();
}

TEST(Sharding, TheOptionComesFirst) {
  EXPECT_EQ(shard(""), "1/1");
  EXPECT_EQ(shard("2/8"), "2/8");
  EXPECT_EQ(shard("2/8", {{"GTEST_TOTAL_SHARDS", "3"}, {"GTEST_SHARD_INDEX", "0"}}), "2/8");
  EXPECT_THAT(shard("9/8"), HasSubstr("i/n was expected"));
}

TEST(Sharding, WhatServicesSetCountsFromZero) {
  EXPECT_EQ(shard("", {{"GTEST_TOTAL_SHARDS", "3"}, {"GTEST_SHARD_INDEX", "0"}}), "1/3");
  EXPECT_EQ(shard("", {{"TEST_TOTAL_SHARDS", "3"}, {"TEST_SHARD_INDEX", "2"}}), "3/3");
  EXPECT_EQ(shard("/4", {{"JOB_COMPLETION_INDEX", "3"}}), "4/4");
}

TEST(Sharding, HalfOfItIsAMistake) {
  EXPECT_THAT(shard("/4"), HasSubstr("JOB_COMPLETION_INDEX is not set"));
  EXPECT_THAT(shard("", {{"GTEST_TOTAL_SHARDS", "3"}}), HasSubstr("GTEST_SHARD_INDEX= of 3"));
  EXPECT_THAT(shard("", {{"TEST_TOTAL_SHARDS", "3"}, {"TEST_SHARD_INDEX", "3"}}), HasSubstr("TEST_SHARD_INDEX=3 of 3"));
}

}  // namespace
}  // namespace imapspec::cli
