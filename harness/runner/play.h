// Play: one scenario against a server, from what it is given to the cleaning up.
#pragma once

#include "harness/runner/scene.h"

namespace imapspec::runner {

struct Played {
  reports::Result result;
  RuleReport rules;
  bool refused = false;      // a connection or login was refused before anything was asked: perhaps there are too many
  bool silent = false;       // the server hung, hung up, or could not be reached
  bool interrupted = false;  // there is no verdict
  std::string left_behind;   // what could not be cleaned up, for people
};

// `number` makes its names its own within the run. The scenario is one that can be played (skip.h).
Played play(const scenario::Scenario& scenario, std::size_t number, Setting& setting);

}  // namespace imapspec::runner
