// Rebuild: a tree once more, with other octets in it.
#pragma once

#include <functional>
#include <string_view>

#include "harness/base/arena.h"
#include "harness/grammar/command/command.h"
#include "harness/grammar/response/response.h"

namespace imapspec::grammar {

// What stands in the place of every String, and of every other run of octets (atoms, names, texts). Absent: as it was.
struct Change {
  std::function<String(const String&)> string = {};
  std::function<std::string_view(std::string_view)> octets = {};
};

// A copy whose Lists are in `arena`. Octets are shared with the tree, or belong to whom `change` says.
Command rebuilt(const Command& tree, Arena& arena, const Change& change);
Response rebuilt(const Response& tree, Arena& arena, const Change& change);

// Equal in everything but the forms in which strings are written.
bool same_but_for_forms(const Command& a, const Command& b);
bool same_but_for_forms(const Response& a, const Response& b);

}  // namespace imapspec::grammar
