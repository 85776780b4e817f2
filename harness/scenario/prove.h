// Prove: that a line is IMAP. Its holes are filled with what could stand there until the strict grammar takes the
// whole.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "harness/grammar/core/dialect.h"
#include "harness/scenario/pattern.h"

namespace imapspec::scenario {

// What is known of a variable before anything is played.
enum class VariableKind : std::uint8_t { unknown, mailbox, number, separator, data, word };

struct Disproof {
  std::size_t offset = 0;  // of the line, where reading stopped for good
  std::string rule;        // the RFC's name of what was expected there
};

// Nothing where the line is IMAP in that dialect. Lines that answer a "+" are not held against anything.
std::optional<Disproof> disprove(const Line& line, const grammar::Dialect& dialect,
                                 const std::function<VariableKind(std::string_view)>& kind_of);

// Words of commands and responses that the grammar does not read yet.
bool is_beyond_grammar(const Line& line);
// Whether the grammar reads all that this capability adds.
bool is_in_grammar(std::string_view capability);

}  // namespace imapspec::scenario
