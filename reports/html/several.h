// Pages about several reports: which peer does what, and what changed between two runs of one.
#pragma once

#include <string>

#include "reports/result.h"

namespace imapspec::reports::html {

// "base/expunge" of "base/expunge/silent-during-fetch"; "rules" of "rules/uid-ascends".
std::string area_of(const std::string& id);

// What a peer is called: its name, or its URL.
std::string peer_of(const Report& report);

}  // namespace imapspec::reports::html
