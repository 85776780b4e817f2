// Merge: one report of the shards of a run, as if it had been one run.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "reports/result.h"

namespace imapspec::reports {

// Each shard once, in any order; a shard that is missing makes the report incomplete. The tallies of a rule are added. It
// lasted as long as the longest shard. The error, for people, says why they are not of one run: other versions or
// counts of shards, or a result that two of them have. A rule that is expected to be broken and never was is a pass: no
// shard alone can call that unexpected.
std::expected<Report, std::string> merge(std::vector<Report> shards);

}  // namespace imapspec::reports
