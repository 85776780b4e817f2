// Tables of words: a family of keywords and what each stands for. Parser, printer and generator read the same table.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "harness/grammar/core/cursor.h"

namespace imapspec::grammar {

template <class T>
struct Word {
  std::string_view text;  // as the RFC writes it in capitals
  T value;
};

// Whether a name is a word of the grammar, given in upper case.
bool is_word_in_any_case(std::string_view name, std::string_view upper);
inline bool is_word(std::string_view name, std::string_view upper) {
  return name.size() == upper.size() && (same_octets(name, upper) || is_word_in_any_case(name, upper));
}

// A table of anything that has a `text`, with an index: length, first and last octet lead to the few words that may
// be meant. Made at compile time of a table that outlives it.
template <class Entry>
class WordIndex {
 public:
  constexpr explicit WordIndex(std::span<const Entry> entries) : entries_(entries) {
    for (std::size_t i = entries.size(); i > 0; --i) {
      std::uint8_t& head = heads_[slot(entries[i - 1].text)];
      next_[i] = head;
      head = static_cast<std::uint8_t>(i);
    }
  }
  std::span<const Entry> entries() const { return entries_; }
  // The first entry whose word this is, without regard to case, and for which allowed(entry) holds; or null.
  // `canonical` says whether it is written in the case of the table.
  template <class Allowed>
  const Entry* find(std::string_view written, Allowed allowed, bool& canonical) const {
    if (written.empty()) return nullptr;
    for (std::uint8_t i = heads_[slot(written)]; i != 0; i = next_[i]) {
      const Entry& entry = entries_[i - 1U];
      if (entry.text.size() != written.size()) continue;
      canonical = same_octets(written, entry.text);
      if ((canonical || is_word_in_any_case(written, entry.text)) && allowed(entry)) return &entry;
    }
    return nullptr;
  }

 private:
  static constexpr std::size_t kSlots = 128;
  static constexpr std::size_t kEntriesMax = 255;
  // Upper and lower case of a letter have their low five bits in common.
  static constexpr std::size_t slot(std::string_view word) {
    const auto low = [](char c) { return static_cast<std::size_t>(c) & 0x1fU; };
    return (word.size() * 9 + low(word.front()) * 5 + low(word.back())) % kSlots;
  }
  std::span<const Entry> entries_;
  std::array<std::uint8_t, kSlots> heads_{};          // places in the table, from 1
  std::array<std::uint8_t, kEntriesMax + 1> next_{};  // by place
};

// Takes the word of the table that stands here and ends where `written`, the run of octets that could be a word, does.
// Else null: then `short_of_it` is set where the input ends within a word of the table.
template <class Entry, class Allowed>
const Entry* take_entry(Cursor& c, const WordIndex<Entry>& index, std::string_view written, Allowed allowed,
                        bool* short_of_it) {
  bool canonical = true;
  if (const Entry* entry = index.find(written, allowed, canonical)) {
    c.take_found_word(written.size(), canonical);
    return entry;
  }
  if (written.size() == c.rest().size())
    for (const Entry& entry : index.entries())
      if (allowed(entry) && entry.text.size() > written.size()) c.looks_at_word(entry.text, short_of_it);
  return nullptr;
}

// Takes the longest word of the table that stands here and is not the beginning of a longer atom: what follows it must
// be outside of `inside`. Mismatch and incomplete are named after `rule`.
template <class T>
Result<T> one_of(Cursor& c, std::span<const Word<T>> table, const char* rule, CharSet inside = kAtomChar) {
  bool short_of_it = false;
  const std::string_view written = c.ahead(inside);
  for (const auto& word : table) {
    if (word.text.size() != written.size() || !is_word(written, word.text)) continue;
    c.take_found_word(written.size(), same_octets(written, word.text));
    return word.value;
  }
  if (written.size() == c.rest().size())
    for (const auto& word : table)
      if (word.text.size() > written.size()) c.looks_at_word(word.text, &short_of_it);
  if (short_of_it) return c.incomplete(rule);
  return c.fail(rule);
}
// The same of a table that is long enough to have an index.
template <class T>
Result<T> one_of(Cursor& c, const WordIndex<Word<T>>& index, const char* rule, CharSet inside = kAtomChar) {
  bool short_of_it = false;
  const auto any = [](const Word<T>&) { return true; };
  if (const Word<T>* word = take_entry(c, index, c.ahead(inside), any, &short_of_it)) return word->value;
  if (short_of_it) return c.incomplete(rule);
  return c.fail(rule);
}

// The entry itself, of those for which allowed(entry) holds.
template <class Entry, class Allowed>
Result<const Entry*> entry_of(Cursor& c, const WordIndex<Entry>& index, const char* rule, Allowed allowed) {
  bool short_of_it = false;
  if (const Entry* entry = take_entry(c, index, c.ahead(kAtomChar), allowed, &short_of_it)) return entry;
  if (short_of_it) return c.incomplete(rule);
  return c.fail(rule);
}

template <class T>
std::string_view text_of(std::span<const Word<T>> table, T value) {
  for (const auto& word : table)
    if (word.value == value) return word.text;
  return {};
}

}  // namespace imapspec::grammar
