// Modifiers of FETCH and STORE (RFC 4466 section 3): CHANGEDSINCE, VANISHED and UNCHANGEDSINCE (RFC 7162), PARTIAL (RFC
// 9394), and any that we do not know.
#pragma once

#include <variant>

#include "harness/grammar/core/partial_range.h"
#include "harness/grammar/extension/tagged_param.h"

namespace imapspec::grammar {

struct Term;

struct ChangedSince {
  std::uint64_t mod_sequence = 0;  // never 0
  friend bool operator==(ChangedSince, ChangedSince) = default;
};
struct WithVanished {  // that it stands in UID FETCH only, beside CHANGEDSINCE, is for the server to see
  friend bool operator==(WithVanished, WithVanished) = default;
};
using FetchModifier = std::variant<ChangedSince, WithVanished, PartialRange, TaggedParam>;

struct UnchangedSince {
  std::uint64_t mod_sequence = 0;
  friend bool operator==(UnchangedSince, UnchangedSince) = default;
};
using StoreModifier = std::variant<UnchangedSince, TaggedParam>;

enum class ModifierWord : std::uint8_t { changedsince, vanished, partial, unchangedsince };
std::span<const Word<ModifierWord>> fetch_modifier_words();
std::span<const Word<ModifierWord>> store_modifier_words();

Result<FetchModifier> fetch_modifier(Cursor& c);
Result<StoreModifier> store_modifier(Cursor& c);
void print(Printer& p, const FetchModifier& modifier);
void print(Printer& p, const StoreModifier& modifier);
Term term_of(List<FetchModifier> modifiers);
Term term_of(List<StoreModifier> modifiers);

}  // namespace imapspec::grammar
