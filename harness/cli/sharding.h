// Sharding: which part of the scenarios this machine plays, as --shard says it or as CI services do.
#pragma once

#include <expected>
#include <functional>
#include <string>

#include "reports/result.h"

namespace imapspec::cli {

using Environment = std::function<const char*(const char* name)>;  // std::getenv

// `option` is that of --shard: "i/n", i from 1; "/n", with i from JOB_COMPLETION_INDEX, as indexed jobs of Kubernetes have
// it; empty: GTEST_TOTAL_SHARDS and GTEST_SHARD_INDEX, or TEST_TOTAL_SHARDS and TEST_SHARD_INDEX, which Bazel sets, all
// from 0, or the whole. The error, for people, names what is not as it should be.
std::expected<reports::Shard, std::string> find_shard(const std::string& option, const Environment& environment);

}  // namespace imapspec::cli
