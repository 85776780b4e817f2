// Listing: what `imapspec list` shows of each kind of thing, one a line.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "harness/cli/common.h"

namespace imapspec::cli {

std::vector<std::string> list_kinds();  // "scenarios", "requirements", ...

// A line for each. With `coverage` (of requirements and scenarios): who covers a requirement, and how many are covered;
// what a scenario verifies. The error, for people, is a mistake of the caller.
std::expected<std::string, std::string> listing(const Suite& suite, std::string_view kind, bool coverage);

}  // namespace imapspec::cli
