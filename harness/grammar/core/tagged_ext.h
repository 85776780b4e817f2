// tagged-ext (RFC 4466 section 2.1, RFC 9051 section 9): the shape that data of extensions unknown to us take.
#pragma once

#include <variant>

#include "harness/grammar/core/partial_range.h"
#include "harness/grammar/core/sequence_set.h"
#include "harness/grammar/core/string.h"

namespace imapspec::grammar {

struct TaggedExtComp {  // one member of the parenthesised form: an astring or a list within
  String string;
  List<TaggedExtComp> items;
  bool list = false;
  friend bool operator==(const TaggedExtComp& a, const TaggedExtComp& b) {
    return a.list == b.list && a.string == b.string && a.items == b.items;
  }
};
// tagged-ext-simple as sequence-set (a single number included, whatever zeros it is written with), number64 or
// partial-range (of these only the partial-range-last of RFC 9394 is no sequence-set), else the members of the list.
using TaggedExtVal = std::variant<SequenceSet, std::uint64_t, List<TaggedExtComp>, PartialRange>;

Result<std::string_view> tagged_ext_label(Cursor& c);
Result<TaggedExtVal> tagged_ext_val(Cursor& c);
// A number in that form.
TaggedExtVal number_as_value(Arena& arena, std::uint64_t n);
void print(Printer& p, const TaggedExtVal& v);

}  // namespace imapspec::grammar
