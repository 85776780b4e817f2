// What a scenario expects, altered in one place so that no server can meet it: where the scenario passes all the same, it asserts
// nothing there.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/scenario.h"

namespace imapspec::scenario {

struct Alteration {
  Scenario scenario;
  std::string what;  // the line or condition that was altered, as written; "outcomes" for all of a step's
  yaml::Place place;
  bool conditional = false;  // its step has a `when`, and may be passed over
};

// One for each line of `S` and `await` that is bound to nothing or to what is `in_force`, for the outcomes of a step together, and
// for each condition of `check`. Of the role `server`.
std::vector<Alteration> alterations(const Scenario& scenario,
                                    const std::function<bool(std::string_view bound_to)>& in_force);

}  // namespace imapspec::scenario
