// Merge: one report of the shards of a run, as if it had been one run.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "reports/result.h"

namespace imapspec::reports {

struct Part {
  std::string file;  // what it is called, in errors
  Report report;     // of a shard, or of a whole run
};

// Each shard once, in any order; a shard that is missing makes the report incomplete. The tallies of a rule are added. It
// lasted as long as the longest shard. The error, for people, names two files that are not of one run and what they differ
// in: program, server, seed, command line, what was asked for, count of shards; or a result that both have. A rule that is
// expected to be broken and never was is a pass: no shard alone can call that unexpected.
std::expected<Report, std::string> merge(std::vector<Part> parts);

}  // namespace imapspec::reports
