// Steps in YAML. For the loader alone.
#pragma once

#include <vector>

#include "harness/scenario/flow.h"
#include "harness/scenario/load_context.h"
#include "harness/scenario/scenario.h"

namespace imapspec::scenario {

// All steps of a list, judged by the flow as they come. `in_do`: those of a server rule.
std::vector<Step> read_steps(const yaml::Node& node, const Scenario& scenario, Flow& flow, bool in_do,
                             const LoadContext& context);

// Client role: rules of `server`, `expect`, and the rounds of `then`, the first being the scenario itself.
std::vector<Round> read_rounds(const yaml::Node& node, Scenario& scenario, const LoadContext& context);

}  // namespace imapspec::scenario
