#include "harness/grammar/extension/metadata.h"

#include <array>

#include "harness/grammar/core/number.h"
#include "harness/grammar/extension/parts.h"
#include "harness/grammar/extension/tagged_param.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

using Depth = MetadataOption::Depth;
using What = CodeMetadata::What;

constexpr std::array<Word<Depth>, 3> kDepths = {{{"0", Depth::zero}, {"1", Depth::one}, {"INFINITY", Depth::infinity}}};
constexpr std::array<Word<What>, 4> kCodes = {{{"LONGENTRIES", What::longentries},
                                               {"MAXSIZE", What::maxsize},
                                               {"TOOMANY", What::toomany},
                                               {"NOPRIVATE", What::noprivate}}};

bool has_number(What what) {
  return what == What::longentries || what == What::maxsize;
}

// RFC 5464 section 5: getmetadata-option = tagged-ext-label [SP tagged-ext-val]
// maxsize-opt = "MAXSIZE" SP number; scope-opt = "DEPTH" SP ("0" / "1" / "infinity"): the last is no tagged-ext-val, so
// the two have rules of their own. A value of another option is no label, the next option is one.
Result<MetadataOption> getmetadata_option(Cursor& c) {
  MetadataOption o;
  TRY(o.name, tagged_ext_label(c));
  if (is_word(o.name, "MAXSIZE")) {
    TRY_(sp(c, "maxsize-opt"));
    TRY(o.maxsize, number(c));
    return o;
  }
  if (is_word(o.name, "DEPTH")) {
    TRY_(sp(c, "scope-opt"));
    TRY(o.depth, one_of<Depth>(c, kDepths, "scope-opt"));
    return o;
  }
  if (!looks_at_value(c)) return o;
  c.take(' ');
  TRY(o.value, tagged_ext_val(c));
  return o;
}

// RFC 5464 section 5: entry-value = entry SP value; value = nstring / literal8
Result<MetadataValue> entry_value(Cursor& c) {
  MetadataValue v;
  TRY(v.entry, entry(c));
  TRY_(sp(c, "entry-value"));
  TRY(v.value, nstring_or_literal8(c));
  return v;
}

void print_option(Printer& p, const MetadataOption& o) {
  p.raw(o.name);
  if (o.depth == Depth::none && !o.value && !is_word(o.name, "MAXSIZE")) return;
  p.sp();
  if (o.depth != Depth::none)
    p.word(text_of<Depth>(kDepths, o.depth));
  else if (o.value)
    print(p, *o.value);
  else
    p.number(o.maxsize);
}
void print_values(Printer& p, List<MetadataValue> values) {
  print_in_parentheses(p, values, [](Printer& to, const MetadataValue& v) {
    print(to, v.entry);
    print_each(to, v.value);
  });
}

Term entry_term(const String& s) {
  return string_term(s, Compare::nocase);
}
Term values_term(List<MetadataValue> values) {
  Term pairs = group(Kind::pairs);
  for (const auto& v : values) add(pairs, {entry_term(v.entry), nstring_term(v.value)});
  return pairs;
}
Term entries_term(List<String> entries) {
  return strings_term(Kind::set, entries, Compare::nocase);
}

}  // namespace

std::span<const Word<Depth>> metadata_depth_words() {
  return kDepths;
}
std::span<const Word<What>> metadata_code_words() {
  return kCodes;
}

namespace {

// RFC 5464 section 3.2, RFC 5257 section 3.2: no "*", "%" or "//", no "/" at the end, and nothing that is not ASCII.
Result<String> entry_from(Cursor& c, unsigned char least) {
  const std::uint32_t start = c.offset();
  TRY(const auto s, astring(c));
  const auto at = [&s, start](std::size_t i) {
    return start + (s.form == Form::atom ? static_cast<std::uint32_t>(i) : 0);
  };
  for (std::size_t i = 0; i < s.value.size(); ++i) {
    const auto octet = static_cast<unsigned char>(s.value[i]);
    const bool second_slash = octet == '/' && i > 0 && s.value[i - 1] == '/';
    if (octet < least || octet >= 0x80 || octet == '*' || octet == '%' || second_slash)
      return c.fail_at(at(i), "entry");
  }
  if (!s.value.ends_with('/')) return s;
  if (s.form == Form::atom) return c.fail("entry");
  return c.fail_at(start, "entry");
}

}  // namespace

// RFC 5464 section 5: entry = astring ;; slash-separated path to entry, MUST NOT contain "*" or "%"
// Section 3.2 forbids the octets 0x00 to 0x19 too.
Result<String> entry(Cursor& c) {
  return entry_from(c, 0x1a);
}

// RFC 5257 section 5: entry = astring ;; slash-separated path to entry, MUST NOT contain "*" or "%"
// Of the control octets its section 3.2 forbids NUL alone.
Result<String> annotation_entry(Cursor& c) {
  return entry_from(c, 0x01);
}

namespace {

// What stands in parentheses behind the mailbox are entries, unless entries follow: they look alike.
Result<List<MetadataOption>> options_behind_mailbox(Cursor& c) {
  const auto mark = c.mark();
  if (!c.looks_at('(') || !c.deviates(Deviation::options_behind_mailbox)) return List<MetadataOption>();
  const auto options = in_parentheses<MetadataOption>(c, getmetadata_option, "getmetadata-options");
  if (options && c.take(' ')) return options;
  if (!options && options.error().kind == ParseError::Kind::incomplete) return options;
  c.rewind(mark);
  return List<MetadataOption>();
}

}  // namespace

// RFC 5464 section 5: getmetadata = "GETMETADATA" [SP getmetadata-options] SP mailbox SP entries
// entries = entry / "(" entry *(SP entry) ")". The RFC's examples have the options behind the mailbox: erratum 2785.
Result<GetMetadata> getmetadata(Cursor& c) {
  GetMetadata m;
  TRY_(sp(c, "getmetadata"));
  if (c.looks_at('(')) {
    TRY(m.options, in_parentheses<MetadataOption>(c, getmetadata_option, "getmetadata-options"));
    TRY_(sp(c, "getmetadata"));
  }
  TRY(m.mailbox, mailbox(c));
  TRY_(sp(c, "getmetadata"));
  if (m.options.empty()) {
    TRY(m.options, options_behind_mailbox(c));
  }
  TRY(m.entries, one_or_list<String>(c, entry, "entries", m.list));
  return m;
}

// RFC 5464 section 5: setmetadata = "SETMETADATA" SP mailbox SP entry-values
// entry-values = "(" entry-value *(SP entry-value) ")"
Result<SetMetadata> setmetadata(Cursor& c) {
  SetMetadata m;
  TRY(m.mailbox, spaced(c, mailbox, "setmetadata"));
  TRY_(sp(c, "setmetadata"));
  TRY(m.values, in_parentheses<MetadataValue>(c, entry_value, "entry-values"));
  return m;
}

// RFC 5464 section 5: metadata-resp = "METADATA" SP mailbox SP (entry-values / entry-list)
// entry-list = entry *(SP entry)
Result<MetadataData> metadata_resp(Cursor& c) {
  MetadataData m;
  TRY(m.mailbox, spaced(c, mailbox, "metadata-resp"));
  if (c.rest().starts_with(" (")) {
    c.take(' ');
    TRY(m.values, in_parentheses<MetadataValue>(c, entry_value, "entry-values"));
    return m;
  }
  TRY(m.entries, spaced_list<String>(c, entry, "metadata-resp"));
  return m;
}

// RFC 5464 section 5: resp-text-code =/ "METADATA" SP "LONGENTRIES" SP number
// resp-text-code =/ "METADATA" SP ("MAXSIZE" SP number / "TOOMANY" / "NOPRIVATE")
Result<CodeMetadata> metadata_code(Cursor& c) {
  CodeMetadata m;
  TRY_(sp(c, "resp-text-code"));
  TRY(m.what, one_of<What>(c, kCodes, "resp-text-code"));
  if (!has_number(m.what)) return m;
  TRY_(sp(c, "resp-text-code"));
  TRY(m.number, number(c));
  return m;
}

void print(Printer& p, const GetMetadata& m) {
  if (!m.options.empty()) {
    p.sp();
    print_in_parentheses(p, m.options, print_option);
  }
  print_each(p, m.mailbox);
  p.sp();
  if (m.list)
    print_in_parentheses(p, m.entries);
  else
    print(p, m.entries.front());
}
void print(Printer& p, const SetMetadata& m) {
  print_each(p, m.mailbox);
  p.sp();
  print_values(p, m.values);
}
void print(Printer& p, const MetadataData& m) {
  print_each(p, m.mailbox);
  if (m.values.empty()) return print_spaced(p, m.entries);
  p.sp();
  print_values(p, m.values);
}
void print(Printer& p, const CodeMetadata& m) {
  p.sp();
  p.word(text_of<What>(kCodes, m.what));
  if (!has_number(m.what)) return;
  p.sp();
  p.number(m.number);
}

void add_terms(Term& t, const GetMetadata& m) {
  if (!m.options.empty()) {
    Term options = group(Kind::pairs);
    for (const auto& o : m.options) {
      Term value = nil_term();
      if (o.depth != Depth::none) value = term_parts::word(text_of<Depth>(kDepths, o.depth));
      if (is_word(o.name, "MAXSIZE")) value = number_term(o.maxsize);
      if (o.value) value = tagged_term(*o.value);
      add(options, {term_parts::word(o.name), std::move(value)});
    }
    t.items.push_back(std::move(options));
  }
  add(t, {mailbox_term(m.mailbox), entries_term(m.entries)});
}
void add_terms(Term& t, const SetMetadata& m) {
  add(t, {mailbox_term(m.mailbox), values_term(m.values)});
}
void add_terms(Term& t, const MetadataData& m) {
  add(t, {mailbox_term(m.mailbox), m.values.empty() ? entries_term(m.entries) : values_term(m.values)});
}
void add_terms(Term& t, const CodeMetadata& m) {
  add(t, {term_parts::word(text_of<What>(kCodes, m.what))});
  if (has_number(m.what)) add(t, {number_term(m.number)});
}

}  // namespace imapspec::grammar
