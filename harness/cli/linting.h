// Linting: everything that can be found out about the suite's files without a peer.
#pragma once

#include <string>
#include <vector>

#include "harness/cli/common.h"
#include "reports/result.h"

namespace imapspec::cli {

struct Findings {
  std::vector<yaml::Mistake> mistakes, warnings;           // by file and place
  std::size_t scenarios = 0, requirements = 0, peers = 0;  // how many were read
};

// The catalogue, the scenarios and the peers' expectations, each held against the others. Where the catalogue has
// mistakes, scenarios are not asked for its ids.
Findings lint_suite(const FileSet& files);

// One file that lies anywhere: in a folder requirements/ it is of the catalogue; in a folder peers/, or with `name` or
// `expect` in it, of a peer; everything else is scenarios. It is held against `suite`, which is whole.
Findings lint_file(const std::string& path, const Suite& suite);

// A warning for each expectation of the peer's file that the results of its last run do not bear out: it passed there,
// it failed otherwise, or it was not among them.
std::vector<yaml::Mistake> stale_expectations(const catalogue::PeerFile& peer, const reports::Report& last);

}  // namespace imapspec::cli
