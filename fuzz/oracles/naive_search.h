// Search keys once more: each looked up in a table of plain facts about the seed messages, without any of the code that
// the server has for it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "fuzz/oracles/server.h"
#include "harness/grammar/command/search_key.h"

namespace imapspec::fuzz {

// Of each seed message, in their order, whether it matches all keys; message n has number and UID n. Nothing where that is
// beyond these: a key of an extension that asks for more than the message, text that is not ASCII, the text of a multipart.
std::vector<std::optional<bool>> naive_search(const List<grammar::SearchKey>& keys, std::int64_t now);

}  // namespace imapspec::fuzz
