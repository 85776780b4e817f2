#include "harness/grammar/extension/annotate.h"

#include <array>

#include "harness/grammar/core/number.h"
#include "harness/grammar/extension/metadata.h"
#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

using Attribute = AnnotationMatch::Attribute;
constexpr std::array<Word<Attribute>, 3> kAttributes = {
    {{"VALUE", Attribute::value}, {"VALUE.PRIV", Attribute::value_priv}, {"VALUE.SHARED", Attribute::value_shared}}};
using What = CodeAnnotate::What;
constexpr std::array<Word<What>, 2> kCodes = {{{"TOOBIG", What::toobig}, {"TOOMANY", What::toomany}}};
using Level = CodeAnnotations::Level;
constexpr std::array<Word<Level>, 2> kLevels = {{{"NONE", Level::none}, {"READ-ONLY", Level::read_only}}};

// RFC 5257 section 3.2: components with "." between them: ASCII, without NUL, "*" and "%", and none empty but the first.
// "priv" and "shared" are no names, but suffixes (section 3.3): they stand behind one, at the end.
Result<void> attribute_name(Cursor& c) {
  const auto component = [](char each) {
    const auto octet = static_cast<unsigned char>(each);
    return octet > 0 && octet < 0x80 && each != '*' && each != '%' && each != '.';
  };
  for (bool first = true;; first = false) {
    const std::uint32_t start = c.offset();
    const std::string_view name = run_of(c, component);
    if (name.empty() && !first) return c.fail("attrib");
    const bool suffix = name == "priv" || name == "shared";
    if (suffix && first && c.at_end()) return c.incomplete("attrib");  // of a longer name it may be the beginning
    if (suffix && (first || c.looks_at('.'))) return c.fail_at(start, "attrib");
    if (!c.take('.')) return {};
  }
}

// RFC 5257 section 5: attrib = astring ;; MUST NOT contain "*" or "%"
Result<String> attrib(Cursor& c) {
  return astring_holding(c, attribute_name, "attrib");
}

// RFC 5257 section 5: att-value = attrib SP value; value = nstring / literal8
Result<AnnotationValue> att_value(Cursor& c) {
  AnnotationValue v;
  TRY(v.attribute, attrib(c));
  TRY_(sp(c, "att-value"));
  TRY(v.value, nstring_or_literal8(c));
  return v;
}

// RFC 5257 section 5: entry-att = entry SP "(" att-value *(SP att-value) ")", behind the entry
Result<List<AnnotationValue>> values_of_entry(Cursor& c) {
  TRY_(sp(c, "entry-att"));
  return in_parentheses<AnnotationValue>(c, att_value, "entry-att");
}
Result<Annotation> entry_att(Cursor& c) {
  Annotation a;
  TRY(a.entry, annotation_entry(c));
  TRY(a.values, values_of_entry(c));
  return a;
}

void print_annotation(Printer& p, const Annotation& a) {
  print(p, a.entry);
  p.sp();
  print_in_parentheses(p, a.values, [](Printer& to, const AnnotationValue& v) {
    print(to, v.attribute);
    print_each(to, v.value);
  });
}

// RFC 5257 section 3.2: names of entries and attributes are case-sensitive, unlike those of METADATA.
Term names_term(List<String> names) {
  return strings_term(Kind::set, names);
}

}  // namespace

std::span<const Word<Attribute>> annotation_match_words() {
  return kAttributes;
}
std::span<const Word<What>> annotate_code_words() {
  return kCodes;
}

// RFC 5257 section 5: att-annotate = "ANNOTATION" SP "(" entry-att *(SP entry-att) ")"
Result<List<Annotation>> att_annotate(Cursor& c) {
  TRY_(sp(c, "att-annotate"));
  return in_parentheses<Annotation>(c, entry_att, "att-annotate");
}

// RFC 5257 section 5: fetch-att =/ "ANNOTATION" SP "(" entries SP attribs ")"
// entries = entry-match / "(" entry-match *(SP entry-match) ")"; entry-match = list-mailbox
// attribs = attrib / "(" attrib *(SP attrib) ")"
Result<AnnotationRequest> annotation_request(Cursor& c) {
  AnnotationRequest r;
  TRY_(sp(c, "fetch-att"));
  TRY_(expect(c, '(', "fetch-att"));
  TRY(r.entries, one_or_list<String>(c, list_mailbox, "entries", r.entry_list));
  TRY_(sp(c, "fetch-att"));
  TRY(r.attributes, one_or_list<String>(c, attrib, "attribs", r.attribute_list));
  TRY_(expect(c, ')', "fetch-att"));
  return r;
}

// RFC 5257 section 5: search-key =/ "ANNOTATION" SP entry-match SP att-search SP value
// att-search = "value" / "value.priv" / "value.shared"
Result<AnnotationMatch> annotation_match(Cursor& c) {
  AnnotationMatch m;
  TRY(m.entry, spaced(c, list_mailbox, "search-key"));
  TRY_(sp(c, "search-key"));
  TRY(m.attribute, one_of<Attribute>(c, kAttributes, "att-search"));
  TRY_(sp(c, "search-key"));
  TRY(m.value, nstring_or_literal8(c));
  return m;
}

// RFC 5257 section 5: sort-key =/ "ANNOTATION" SP entry SP att-sort; att-sort = "value.priv" / "value.shared"
Result<AnnotationSort> annotation_sort(Cursor& c) {
  AnnotationSort s;
  TRY(s.entry, spaced(c, annotation_entry, "sort-key"));
  TRY_(sp(c, "sort-key"));
  TRY(s.attribute, one_of<Attribute>(c, std::span(kAttributes).subspan<1>(), "att-sort"));
  return s;
}

// RFC 5257 section 5: msg-att-dynamic =/ "ANNOTATION" SP ("(" entry-att *(SP entry-att) ")" / "(" entry *(SP entry)
// ")"): what follows the first entry tells which.
Result<FetchAnnotation> fetch_annotation(Cursor& c) {
  FetchAnnotation a;
  TRY_(sp(c, "msg-att-dynamic"));
  TRY_(expect(c, '(', "msg-att-dynamic"));
  TRY(const auto first, annotation_entry(c));
  if (c.at_end() || c.rest() == " ") return c.incomplete("msg-att-dynamic");
  if (c.rest().starts_with(" (")) {
    ListBuilder<Annotation> annotations(c.arena());
    TRY(const auto values, values_of_entry(c));
    annotations.add(Annotation{first, values});
    while (c.take(' ')) {
      TRY(const auto next, entry_att(c));
      annotations.add(next);
    }
    a.annotations = annotations.done();
  } else {
    ListBuilder<String> entries(c.arena());
    entries.add(first);
    while (c.take(' ')) {
      TRY(const auto next, annotation_entry(c));
      entries.add(next);
    }
    a.entries = entries.done();
  }
  TRY_(expect(c, ')', "msg-att-dynamic"));
  return a;
}

// RFC 5257 section 5: resp-text-code =/ "ANNOTATE" SP "TOOBIG" / "ANNOTATE" SP "TOOMANY"
Result<CodeAnnotate> annotate_code(Cursor& c) {
  TRY_(sp(c, "resp-text-code"));
  TRY(const auto what, one_of<What>(c, kCodes, "resp-text-code"));
  return CodeAnnotate{what};
}

// RFC 5257 section 5: "ANNOTATIONS" SP ann-size; ann-size = "NONE" / (("READ-ONLY" / nz-number) [SP "NOPRIVATE"])
Result<CodeAnnotations> annotations_code(Cursor& c) {
  CodeAnnotations code;
  TRY_(sp(c, "resp-text-code"));
  if (c.looks_at(kDigit)) {
    code.level = Level::size;
    TRY(code.octets, nz_number(c));
  } else {
    TRY(code.level, one_of<Level>(c, kLevels, "ann-size"));
    if (code.level == Level::none) return code;
  }
  if (!c.take(' ')) return code;
  TRY_(word(c, "NOPRIVATE", "ann-size"));
  code.noprivate = true;
  return code;
}

void print_annotations(Printer& p, List<Annotation> annotations) {
  p.sp();
  print_in_parentheses(p, annotations, print_annotation);
}
void print(Printer& p, const AnnotationRequest& r) {
  p.raw(" (");
  print_one_or_list(p, r.entries, r.entry_list);
  p.sp();
  print_one_or_list(p, r.attributes, r.attribute_list);
  p.raw(')');
}
void print(Printer& p, const AnnotationMatch& m) {
  print_each(p, m.entry);
  p.sp();
  p.word(text_of<Attribute>(kAttributes, m.attribute));
  print_each(p, m.value);
}
void print(Printer& p, const AnnotationSort& s) {
  print_each(p, s.entry);
  p.sp();
  p.word(text_of<Attribute>(kAttributes, s.attribute));
}
void print(Printer& p, const FetchAnnotation& a) {
  if (a.entries.empty()) return print_annotations(p, a.annotations);
  p.sp();
  print_in_parentheses(p, a.entries);
}
void print(Printer& p, const CodeAnnotate& code) {
  p.sp();
  p.word(text_of<What>(kCodes, code.what));
}
void print(Printer& p, const CodeAnnotations& code) {
  p.sp();
  if (code.level == Level::size)
    p.number(code.octets);
  else
    p.word(text_of<Level>(kLevels, code.level));
  if (!code.noprivate) return;
  p.sp();
  p.word("NOPRIVATE");
}

Term annotations_term(List<Annotation> annotations) {
  Term pairs = group(Kind::pairs);
  for (const auto& a : annotations) {
    Term values = group(Kind::pairs);
    for (const auto& v : a.values) add(values, {string_term(v.attribute), nstring_term(v.value)});
    add(pairs, {string_term(a.entry), std::move(values)});
  }
  return pairs;
}
void add_terms(Term& t, const AnnotationRequest& r) {
  add(t, {group(Kind::list, {names_term(r.entries), names_term(r.attributes)})});
}
void add_terms(Term& t, const AnnotationMatch& m) {
  add(t, {string_term(m.entry), term_parts::word(text_of<Attribute>(kAttributes, m.attribute)), nstring_term(m.value)});
}
void add_terms(Term& t, const AnnotationSort& s) {
  add(t, {string_term(s.entry), word(text_of<Attribute>(kAttributes, s.attribute))});
}
void add_terms(Term& t, const FetchAnnotation& a) {
  add(t, {a.entries.empty() ? annotations_term(a.annotations) : names_term(a.entries)});
}
void add_terms(Term& t, const CodeAnnotate& code) {
  add(t, {term_parts::word(text_of<What>(kCodes, code.what))});
}
void add_terms(Term& t, const CodeAnnotations& code) {
  if (code.level == Level::size)
    add(t, {number_term(code.octets)});
  else
    add(t, {term_parts::word(text_of<Level>(kLevels, code.level))});
  if (code.noprivate) add(t, {term_parts::word("NOPRIVATE")});
}

}  // namespace imapspec::grammar
