// Return options of SEARCH, SORT and ESEARCH: RFC 4466, RFC 4731, RFC 5182 (SAVE), RFC 5267 (UPDATE, CONTEXT, PARTIAL),
// RFC 5465 (what UPDATE fetches), RFC 6203 (RELEVANCY), RFC 9394 (PARTIAL from the end).
#pragma once

#include <optional>

#include "harness/grammar/command/fetch_att.h"
#include "harness/grammar/core/tagged_ext.h"
#include "harness/grammar/core/words.h"

namespace imapspec::grammar {

struct Term;

struct SearchReturn {
  std::string_view name;              // as written
  std::optional<TaggedExtVal> value;  // the range of PARTIAL; any of an option that we do not know
  List<FetchAtt> fetch;               // UPDATE (...)
  friend bool operator==(const SearchReturn&, const SearchReturn&) = default;
};

enum class ReturnValue : std::uint8_t { none, partial_range, fetch_atts };  // what may or must stand behind an option
std::span<const Word<ReturnValue>> search_return_words();

Result<List<SearchReturn>> search_return_opts(Cursor& c);                 // "(" ... ")", behind "RETURN" SP
Result<std::optional<List<SearchReturn>>> return_opts_and_sp(Cursor& c);  // ["RETURN" SP "(" ... ")" SP]
void print_search_return_opts(Printer& p, List<SearchReturn> options);    // "RETURN" too
Term search_returns_term(List<SearchReturn> options);                     // the set behind the word RETURN
Term partial_term(const PartialRange& range);                             // a word, 1:100 or -1:-100

}  // namespace imapspec::grammar
