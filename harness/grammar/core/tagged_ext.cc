#include "harness/grammar/core/tagged_ext.h"

#include <algorithm>

#include "harness/grammar/core/number.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

// RFC 4466 section 3: tagged-ext-label = tagged-label-fchar *tagged-label-char
Result<std::string_view> tagged_ext_label(Cursor& c) {
  const std::uint32_t start = c.offset();
  if (!c.looks_at(kLabelFirst)) return c.fail("tagged-ext-label");
  c.run(kLabelChar);
  return c.since(start);
}

namespace {

// RFC 4466 section 3: tagged-ext-comp = astring / tagged-ext-comp *(SP tagged-ext-comp) / "(" tagged-ext-comp ")"
// Read up to the closing parenthesis, which is taken. `empty` says whether nothing at all may stand here.
Result<List<TaggedExtComp>> components(Cursor& c, bool empty) {
  const Cursor::Nested level(c);
  if (!level) return c.limit("tagged-ext-comp");
  ListBuilder<TaggedExtComp> items(c.arena());
  if (empty && c.take(')')) return items.done();
  do {
    TaggedExtComp item;
    if (c.take('(')) {
      item.list = true;
      TRY(item.items, components(c, false));
    } else {
      TRY(item.string, astring(c));
    }
    items.add(item);
  } while (c.take(' '));
  TRY_(expect(c, ')', "tagged-ext-comp"));
  return items.done();
}

// Whether a number64 stands here that is written as no sequence-set: with a zero in front, or above 32 bits.
bool is_number64(std::string_view rest) {
  const std::size_t end = std::min(rest.find_first_not_of("0123456789"), rest.size());
  if (end == 0 || (end < rest.size() && (rest[end] == ':' || rest[end] == ','))) return false;
  return rest[0] == '0' || end > 10 || (end == 10 && rest.substr(0, 10) > "4294967295");
}

void print_components(Printer& p, List<TaggedExtComp> items) {
  p.raw('(');
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) p.sp();
    if (items[i].list)
      print_components(p, items[i].items);
    else
      print(p, items[i].string);
  }
  p.raw(')');
}

}  // namespace

TaggedExtVal number_as_value(Arena& arena, std::uint64_t n) {
  if (n == 0 || n > kMax32) return n;  // no seq-number
  const SeqItem item = SeqNumber(static_cast<std::uint32_t>(n));
  return SequenceSet{{arena.make(item), 1}, false};
}

// RFC 4466 section 3: tagged-ext-val = tagged-ext-simple / "(" [tagged-ext-comp] ")"
// tagged-ext-simple = sequence-set / number (RFC 9051: / number64; RFC 9394 section 4: / partial-range-last)
Result<TaggedExtVal> tagged_ext_val(Cursor& c) {
  if (c.take('(')) {
    TRY(const auto items, components(c, true));
    c.ended("tagged-ext-val");
    return items;
  }
  if (is_number64(c.rest())) {
    TRY(const auto n, number64(c));
    return number_as_value(c.arena(), n);
  }
  if (c.looks_at('-')) {
    TRY(const auto range, partial_range(c));
    return range;
  }
  TRY(const auto set, c.dialect().from_client ? sequence_set(c) : told_set(c));
  return set;
}

void print(Printer& p, const TaggedExtVal& v) {
  if (const auto* set = std::get_if<SequenceSet>(&v))
    print(p, *set);
  else if (const auto* n = std::get_if<std::uint64_t>(&v))
    p.number(*n);
  else if (const auto* range = std::get_if<PartialRange>(&v))
    print(p, *range);
  else
    print_components(p, std::get<List<TaggedExtComp>>(v));
}

}  // namespace imapspec::grammar
