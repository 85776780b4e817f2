// Pages about several reports: which peer does what, and what changed between two runs of one.
#pragma once

#include <string>
#include <vector>

#include "reports/result.h"

namespace imapspec::reports::html {

// The evidence of one side of a change, below a heading; ids of elements begin with `prefix`. Empty for null.
std::string evidence(const Report& report, const Result* result, const std::string& prefix);

// "base/expunge" of "base/expunge/silent-during-fetch"; "rules" of "rules/uid-ascends".
std::string area_of(const std::string& id);

// What a peer is called: its name, or its URL.
std::string peer_of(const Report& report);

}  // namespace imapspec::reports::html
