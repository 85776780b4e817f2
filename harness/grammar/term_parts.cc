#include "harness/grammar/term_parts.h"

namespace imapspec::grammar::term_parts {

Term word(std::string_view octets) {
  Term t;
  t.kind = Kind::word;
  t.compare = Compare::nocase;
  t.octets = octets;
  return t;
}
Term string_term(const String& s, Compare compare) {
  Term t;
  t.kind = Kind::string;
  t.compare = compare;
  t.form = s.form;
  t.octets = s.value;
  return t;
}
Term nil_term() {
  Term t;
  t.kind = Kind::nil;
  return t;
}
Term nstring_term(const NString& s, Compare compare) {
  return s ? string_term(*s, compare) : nil_term();
}
Term number_term(std::uint64_t n) {
  Term t;
  t.kind = Kind::number;
  t.number = n;
  return t;
}
Term text_term(std::string_view octets) {
  Term t;
  t.kind = Kind::text;
  t.octets = octets;
  return t;
}
Term group(Kind kind, std::vector<Term> items) {
  Term t;
  t.kind = kind;
  t.items = std::move(items);
  return t;
}
Term mailbox_term(const Mailbox& m) {
  return string_term(m.name, Compare::mailbox);
}
Term flags_term(List<Flag> flags) {
  Term t = group(Kind::set);
  for (const auto& f : flags) t.items.push_back(word(f.name));
  return t;
}
Term words_term(List<std::string_view> words) {
  Term t = group(Kind::set);
  for (const auto w : words) t.items.push_back(word(w));
  return t;
}
Term strings_term(Kind kind, List<String> strings, Compare compare) {
  Term t = group(kind);
  for (const auto& s : strings) t.items.push_back(string_term(s, compare));
  return t;
}

namespace {

std::uint32_t bound(const SeqNumber& n) {
  const auto* number = std::get_if<std::uint32_t>(&n);
  return number == nullptr ? 0 : *number;
}

}  // namespace

Term set_term(const SequenceSet& set) {
  Term t;
  t.kind = Kind::ranges;
  t.saved_result = set.saved_result;
  for (const auto& item : set.items) {
    if (const auto* range = std::get_if<SeqRange>(&item))
      t.ranges.push_back({bound(range->first), bound(range->last)});
    else
      t.ranges.push_back({bound(std::get<SeqNumber>(item)), bound(std::get<SeqNumber>(item))});
  }
  return t;
}
Term uid_set_term(const UidSet& set) {
  Term t;
  t.kind = Kind::ranges;
  for (const auto& range : set.items) t.ranges.push_back({range.first, range.last});
  return t;
}

Term date_time_term(const DateTime& d) {
  Term t;
  t.kind = Kind::string;
  t.compare = Compare::date_time;
  t.form = Form::quoted;
  t.octets = printed(d);
  t.octets = t.octets.substr(1, t.octets.size() - 2);
  return t;
}

Term component_term(const TaggedExtComp& c) {
  if (!c.list) return string_term(c.string);
  Term t = group(Kind::list);
  for (const auto& item : c.items) t.items.push_back(component_term(item));
  return t;
}
Term tagged_term(const TaggedExtVal& v) {
  if (const auto* set = std::get_if<SequenceSet>(&v)) {
    // A single number is a number: COUNT 4, MODSEQ 7.
    if (set->items.size() == 1)
      if (const auto* n = std::get_if<SeqNumber>(&set->items.front()); n != nullptr && bound(*n) != 0)
        return number_term(bound(*n));
    return set_term(*set);
  }
  if (const auto* n = std::get_if<std::uint64_t>(&v)) return number_term(*n);
  if (const auto* range = std::get_if<PartialRange>(&v)) return word(printed(*range));
  Term t = group(Kind::list);
  for (const auto& item : std::get<List<TaggedExtComp>>(v)) t.items.push_back(component_term(item));
  return t;
}

Term section_term(const Section& s) {
  Term t = group(Kind::list);
  for (const std::uint32_t n : s.part) t.items.push_back(number_term(n));
  if (s.text != Section::Text::none) t.items.push_back(word(name_of(s.text)));
  if (!s.fields.empty()) t.items.push_back(strings_term(Kind::set, s.fields, Compare::nocase));
  return t;
}
Term part_term(List<std::uint32_t> part) {
  Term t = group(Kind::list);
  for (const std::uint32_t n : part) t.items.push_back(number_term(n));
  return t;
}
Term item_term(std::string_view name) {
  return group(Kind::item, {word(name)});
}

Term id_term(const std::optional<List<IdParameter>>& parameters) {
  if (!parameters) return nil_term();
  Term t = group(Kind::pairs);
  for (const auto& p : *parameters) {
    t.items.push_back(string_term(p.field, Compare::nocase));
    t.items.push_back(nstring_term(p.value));
  }
  return t;
}

}  // namespace imapspec::grammar::term_parts
