// What values of holes are made of: words without case, numbers in any guise, sets as ranges. For this folder alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "harness/base/word.h"
#include "harness/grammar/term.h"

namespace imapspec::scenario {

using Ranges = std::vector<grammar::TermRange>;

bool same_mailbox(std::string_view a, std::string_view b);  // names in one spelling: INBOX in any case
std::optional<std::uint64_t> to_number(std::string_view digits);
// The number that a value is, be it written as a number, a word, a string or a set of one.
std::optional<std::uint64_t> number_in(const grammar::Term& value);
// Sorted and merged, so that equal sets are equal vectors. Linear in what was written, never in the numbers.
Ranges normal(const Ranges& ranges);
bool in_ranges(const Ranges& ranges, std::uint32_t n);  // "*" contains nothing that is known
std::uint64_t members(const Ranges& ranges);            // "*", or a range to it, counts as one

}  // namespace imapspec::scenario
