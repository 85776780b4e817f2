// Parameters and modifiers of commands in the frame of RFC 4466: a label, and with most of them a value. A label that an
// extension defines is read by that extension's own rule and no other; one that none defines takes any tagged-ext-val.
#pragma once

#include <optional>

#include "harness/grammar/core/tagged_ext.h"
#include "harness/grammar/core/words.h"

namespace imapspec::grammar {

struct Term;

struct TaggedParam {      // one that we do not know
  std::string_view name;  // as written
  std::optional<TaggedExtVal> value;
  friend bool operator==(const TaggedParam&, const TaggedParam&) = default;
};
using RenameParam = TaggedParam;  // RFC 4466 section 3: no extension has defined one

Result<TaggedParam> tagged_param(Cursor& c);  // tagged-ext-label [SP tagged-ext-val]
Result<TaggedParam> tagged_ext(Cursor& c);    // tagged-ext-label SP tagged-ext-val
// Whether SP and a tagged-ext-val stand here, and not SP and the next label.
bool looks_at_value(const Cursor& c);
// The same behind the SP.
bool looks_at_value_behind_sp(const Cursor& c);

// The label that stands here, whole, if the table has it: then it is taken, and its spelling noted.
template <class T>
std::optional<T> known_label(Cursor& c, std::span<const Word<T>> table) {
  if (!c.looks_at(kLabelFirst)) return std::nullopt;
  const std::string_view rest = c.rest();
  std::size_t end = 0;
  while (end < rest.size() && is(kLabelChar, rest[end])) ++end;
  for (const auto& word : table)
    if (is_word(rest.substr(0, end), word.text)) {
      c.note_spelling(c.run(kLabelChar), word.text);
      return word.value;
    }
  return std::nullopt;
}

void print(Printer& p, const TaggedParam& param);
void add_terms(Term& t, const TaggedParam& param);  // the label and, where it has one, the value

}  // namespace imapspec::grammar
