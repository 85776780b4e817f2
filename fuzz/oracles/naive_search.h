// Search keys once more: each looked up in a table of plain facts about the seed messages, without any of the code that
// the server has for it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "fuzz/oracles/server.h"
#include "harness/grammar/command/search_key.h"

namespace imapspec::fuzz {

// The numbers of the seed messages, of which message n has UID n, that match all keys. Nothing where a key is beyond
// these: of an extension that asks for more than the message, or text that is not ASCII.
std::optional<std::vector<std::uint32_t>> naive_search(const List<grammar::SearchKey>& keys, std::int64_t now);

}  // namespace imapspec::fuzz
