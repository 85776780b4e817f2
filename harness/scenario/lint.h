// Lint: what is asked of a scenario as a whole once its parts were read: levels, tests of nothing, lines that are no
// IMAP.
#pragma once

#include "harness/scenario/load_context.h"
#include "harness/scenario/scenario.h"

namespace imapspec::scenario {

// Each line against the strict grammar; fills in `beyond_grammar`.
void prove_lines(Scenario& scenario, const LoadContext& context);

// What fails together must be of one level, and everything must cite something.
void check_requirements(const Scenario& scenario, const yaml::Node& node, const LoadContext& context);

}  // namespace imapspec::scenario
