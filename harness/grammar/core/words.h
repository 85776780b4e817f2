// Tables of words: a family of keywords and what each stands for. Parser, printer and generator read the same table.
#pragma once

#include <span>
#include <string_view>

#include "harness/grammar/core/cursor.h"

namespace imapspec::grammar {

template <class T>
struct Word {
  std::string_view text;  // as the RFC writes it in capitals
  T value;
};

// Takes the longest word of the table that stands here and is not the beginning of a longer atom: what follows it must
// be outside of `inside`. Mismatch and incomplete are named after `rule`.
template <class T>
Result<T> one_of(Cursor& c, std::span<const Word<T>> table, const char* rule, CharSet inside = kAtomChar) {
  bool short_of_it = false;
  const std::string_view rest = c.rest();
  std::size_t end = 0;
  while (end < rest.size() && is(inside, rest[end])) ++end;
  for (const auto& word : table) {
    if (word.text.size() != end && !(end < word.text.size() && end == rest.size())) continue;
    if (c.take_word(word.text, &short_of_it)) return word.value;
  }
  if (short_of_it) return c.incomplete(rule);
  return c.fail(rule);
}

// Whether a name is a word of the grammar, given in upper case.
inline bool is_word(std::string_view name, std::string_view upper) {
  if (name.size() != upper.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i)
    if ((name[i] >= 'a' && name[i] <= 'z' ? name[i] - 'a' + 'A' : name[i]) != upper[i]) return false;
  return true;
}

template <class T>
std::string_view text_of(std::span<const Word<T>> table, T value) {
  for (const auto& word : table)
    if (word.value == value) return word.text;
  return {};
}

}  // namespace imapspec::grammar
