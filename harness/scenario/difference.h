// Difference: how far a received message is from an expected line, and where they first differ, for people.
#pragma once

#include <string>

#include "harness/grammar/term.h"
#include "harness/scenario/bindings.h"
#include "harness/scenario/match.h"

namespace imapspec::scenario {

struct Difference {
  unsigned distance = 0;  // 0: none was found part by part
  std::string text;       // "2 in place of 3", "no (FLAGS (\Seen))"
};

// Holes bound before the step count with their values; others fit anything.
Difference difference(const Line& expected, const Seen& received, const MatchContext& context,
                      const Bindings& bindings);
// A node as a person writes it, with the values of bound holes in place: "$n (5)".
std::string shown(const Node& node, const Bindings& bindings, const Scope& scope);

}  // namespace imapspec::scenario
