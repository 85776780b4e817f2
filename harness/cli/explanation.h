// Explanation: all that the program knows about one id, for a person.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "harness/cli/common.h"

namespace imapspec::cli {

// `id` is that of a requirement, an ambiguity, a scenario (with or without its row, or an earlier id), a rule
// (rules/NAME or NAME), a quirk or variation, a peer or a deviation. The error, for people, says what may have been
// meant.
std::expected<std::string, std::string> explain(const Suite& suite, std::string_view id);

}  // namespace imapspec::cli
