// What could have stood at some place of a message. It is found by trying: the parser is asked about all that came
// before, followed by each octet, and by one octet more wherever a word begins. So the answer is exactly what the parser
// does, no list of words has to be kept beside its tables, and a parse that succeeds never pays for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/result.h"
#include "harness/grammar/core/dialect.h"

namespace imapspec::grammar {

// How a message is refused; nothing where it is accepted.
using Refuse = std::optional<ParseError> (*)(std::string_view message, const Dialect& dialect);

// In the names of the grammar and in the order in which people would say them: "SP", "CRLF", "astring", "nz-number",
// words in capitals, and single octets in quotes. Empty where `before` is too long to be tried.
std::vector<std::string> expected_behind(Refuse refuse, std::string_view before, const Dialect& dialect);

// The greatest number that may stand where `before` ends in digits and no further digit fits; 0 where there is none
// that we know: 4294967295, or 9223372036854775807.
std::uint64_t greatest_number(Refuse refuse, std::string_view before, const Dialect& dialect);

}  // namespace imapspec::grammar
