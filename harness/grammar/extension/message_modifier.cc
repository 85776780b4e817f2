#include "harness/grammar/extension/message_modifier.h"

#include <array>

#include "harness/grammar/extension/condstore.h"
#include "harness/grammar/extension/parts.h"
#include "harness/grammar/extension/search_return.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

constexpr std::array<Word<ModifierWord>, 3> kFetchWords = {{{"CHANGEDSINCE", ModifierWord::changedsince},
                                                            {"VANISHED", ModifierWord::vanished},
                                                            {"PARTIAL", ModifierWord::partial}}};
constexpr std::array<Word<ModifierWord>, 1> kStoreWords = {{{"UNCHANGEDSINCE", ModifierWord::unchangedsince}}};

struct Writer {
  Printer& p;
  void operator()(const TaggedParam& param) const { print(p, param); }
  void operator()(ChangedSince since) const { number("CHANGEDSINCE", since.mod_sequence); }
  void operator()(UnchangedSince since) const { number("UNCHANGEDSINCE", since.mod_sequence); }
  void operator()(WithVanished) const { p.word("VANISHED"); }
  void operator()(const PartialRange& range) const {
    p.word("PARTIAL");
    print_each(p, range);
  }
  void number(std::string_view word, std::uint64_t n) const {
    p.word(word);
    p.sp();
    p.number(n);
  }
};

struct AddModifier {
  Term& t;
  void operator()(const TaggedParam& param) const { add_terms(t, param); }
  void operator()(ChangedSince since) const { add(t, {word("CHANGEDSINCE"), number_term(since.mod_sequence)}); }
  void operator()(UnchangedSince since) const { add(t, {word("UNCHANGEDSINCE"), number_term(since.mod_sequence)}); }
  void operator()(WithVanished) const { add(t, {word("VANISHED")}); }
  void operator()(const PartialRange& range) const { add(t, {word("PARTIAL"), partial_term(range)}); }
};

template <class Modifier>
Term modifiers_term(List<Modifier> modifiers) {
  Term t = group(Kind::set);
  for (const auto& modifier : modifiers) std::visit(AddModifier{t}, modifier);
  return t;
}

}  // namespace

std::span<const Word<ModifierWord>> fetch_modifier_words() {
  return kFetchWords;
}
std::span<const Word<ModifierWord>> store_modifier_words() {
  return kStoreWords;
}

// RFC 4466 section 3: fetch-modifier = fetch-modifier-name [SP fetch-modif-params]
// RFC 7162 section 7: chgsince-fetch-mod = "CHANGEDSINCE" SP mod-sequence-value; rexpunges-fetch-mod = "VANISHED"
// RFC 9394 section 4: fetch-modifier =/ modifier-partial; modifier-partial = "PARTIAL" SP partial-range
Result<FetchModifier> fetch_modifier(Cursor& c) {
  const auto known = known_label<ModifierWord>(c, kFetchWords);
  if (!known) {
    TRY(const auto param, tagged_param(c));
    return param;
  }
  if (*known == ModifierWord::vanished) return WithVanished{};
  TRY_(sp(c, "fetch-modifier"));
  if (*known == ModifierWord::partial) {
    TRY(const auto range, partial_range(c));
    return range;
  }
  TRY(const auto n, mod_sequence_value(c));
  return ChangedSince{n};
}
void print(Printer& p, const FetchModifier& modifier) {
  std::visit(Writer{p}, modifier);
}

// RFC 4466 section 3: store-modifier = store-modifier-name [SP store-modif-params]
// RFC 7162 section 7: store-modifier =/ "UNCHANGEDSINCE" SP mod-sequence-valzer
Result<StoreModifier> store_modifier(Cursor& c) {
  if (!known_label<ModifierWord>(c, kStoreWords)) {
    TRY(const auto param, tagged_param(c));
    return param;
  }
  TRY(const auto n, spaced(c, mod_sequence_valzer, "store-modifier"));
  return UnchangedSince{n};
}
void print(Printer& p, const StoreModifier& modifier) {
  std::visit(Writer{p}, modifier);
}

Term term_of(List<FetchModifier> modifiers) {
  return modifiers_term(modifiers);
}
Term term_of(List<StoreModifier> modifiers) {
  return modifiers_term(modifiers);
}

}  // namespace imapspec::grammar
