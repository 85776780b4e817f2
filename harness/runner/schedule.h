// Schedule: plays many scenarios over several connections at once, and knows when to stop.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "harness/runner/play.h"

namespace imapspec::runner {

struct ScheduleOptions {
  PlayOptions play;
  unsigned connections = 8;       // at once; fewer where the server refuses them
  Duration max_time{0};           // then no other scenario is begun, and steps end; 0: no limit
  unsigned max_errors = 10;       // scenarios in a row that got no answer; 0: no limit
  bool keep_transcripts = false;  // of what passed, too
  // Why a scenario is not to be played, by its id; empty: it is. Called from any thread.
  std::function<std::string(std::string_view id)> left_out = [](std::string_view) { return std::string(); };
  // Told of each result as it comes, one at a time, from any thread.
  std::function<void(const reports::Result&, std::size_t done, std::size_t of)> on_result = [](const auto&, std::size_t,
                                                                                               std::size_t) {};
};

struct Run {
  std::vector<reports::Result> results;  // of scenarios in the order given, then of rules
  std::string incomplete;                // why it ended early; empty: it did not
  std::vector<std::string> left_behind;  // mailboxes that could not be removed, and why
  bool judged = false;                   // anything was asked and answered
};

// Scenarios of the role `server`; what cannot be played is skipped. `exclusive` ones come last, alone. Results do not depend on
// the number of connections. Passwords are masked.
Run run_scenarios(const PeerFactory& peers, const std::vector<const scenario::Scenario*>& scenarios,
                  const Survey& survey, const catalogue::Catalogue& catalogue, const ScheduleOptions& options);

}  // namespace imapspec::runner
