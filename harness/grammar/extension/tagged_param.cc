#include "harness/grammar/extension/tagged_param.h"

#include "harness/grammar/term_parts.h"

namespace imapspec::grammar {

// RFC 9394 section 4 makes a partial-range-last a value, although it has the shape of a label: whole, it is a value.
bool looks_at_value_behind_sp(const Cursor& c) {
  return c.looks_at(kDigit) || c.looks_at('*') || c.looks_at('$') || c.looks_at('(') || looks_at_partial_range_last(c);
}

bool looks_at_value(const Cursor& c) {
  Cursor ahead = c;
  return ahead.take(' ') && looks_at_value_behind_sp(ahead);
}

// RFC 4466 section 3: select-param = select-param-name [SP select-param-value], and so are create-param, rename-param,
// fetch-modifier, store-modifier, search-return-opt and RFC 7377's scope-option
Result<TaggedParam> tagged_param(Cursor& c) {
  TaggedParam param;
  TRY(param.name, tagged_ext_label(c));
  if (!looks_at_value(c)) return param;
  c.take(' ');
  TRY(param.value, tagged_ext_val(c));
  return param;
}

// RFC 4466 section 3: tagged-ext = tagged-ext-label SP tagged-ext-val
Result<TaggedParam> tagged_ext(Cursor& c) {
  TaggedParam param;
  TRY(param.name, tagged_ext_label(c));
  TRY_(sp(c, "tagged-ext"));
  TRY(param.value, tagged_ext_val(c));
  return param;
}

void print(Printer& p, const TaggedParam& param) {
  p.raw(param.name);
  if (!param.value) return;
  p.sp();
  print(p, *param.value);
}

void add_terms(Term& t, const TaggedParam& param) {
  t.items.push_back(term_parts::word(param.name));
  if (param.value) t.items.push_back(term_parts::tagged_term(*param.value));
}

}  // namespace imapspec::grammar
