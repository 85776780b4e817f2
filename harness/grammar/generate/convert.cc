// CONVERT (RFC 5259).
#include "harness/grammar/generate/generate.h"

namespace imapspec::grammar {

namespace {

std::string reg_name(Generator& g) {
  return std::string(g.of("abcxyzABC019!#$&.+-^_", 1));
}

String quoted_type(Generator& g) {
  return {g.keep(reg_name(g) + '/' + reg_name(g)), Form::quoted};
}

String type_request(Generator& g) {
  if (g.chance(20)) return g.in_some_form("*", Place::astring);
  return g.in_some_form(reg_name(g) + '/' + (g.chance(20) ? "*" : reg_name(g)), Place::astring);
}

// The section that a kind of item has.
Section section_of(Generator& g, Convertible kind) {
  Section s;
  if (kind == Convertible::uid) return s;
  if (kind != Convertible::body || g.coin()) s.part = generate_part(g, kind == Convertible::body ? 1 : 0);
  if (kind == Convertible::body) s.text = !s.part.empty() && g.coin() ? Section::Text::mime : Section::Text::header;
  return s;
}

ConvertMismatch mismatch(Generator& g, bool missing) {
  ConvertMismatch m;
  if (missing || g.coin()) m.from = quoted_type(g);
  m.to = quoted_type(g);
  if (missing)
    m.missing = list_of(g, 1, &Generator::astring);
  else if (g.coin())
    generate(g, m.parameters);
  return m;
}

}  // namespace

void generate(Generator& g, ConvertAtt& a) {
  a = {};
  a.kind = g.pick(convertible_words()).value;
  a.section = section_of(g, a.kind);
  if (a.kind == Convertible::binary) generate(g, a.partial);
}

void generate(Generator& g, Convert& c) {
  c = {};
  generate(g, c.set);
  if (g.coin()) c.type = quoted_type(g);
  if (g.coin()) generate(g, c.parameters);
  c.items = one_or_list(g, c.list, made<ConvertAtt>);
  c.uid = g.coin();
}

void generate(Generator& g, Conversions& c) {
  c = {type_request(g), type_request(g)};
}

void generate(Generator& g, ConversionData& d) {
  d = {quoted_type(g), quoted_type(g), list_of(g, 0, &Generator::astring)};
}

void generate(Generator& g, ConvertError& e) {
  using Code = ConvertError::Code;
  e = {};
  e.description = g.string();
  e.code = g.pick(convert_error_words()).value;
  if (e.code == Code::tempfail)
    generate(g, e.seconds);
  else
    e.mismatches = list_of(g, 1, [&e](Generator& from) { return mismatch(from, e.code == Code::missingparameters); });
}

void generate(Generator& g, ConvertedData& d) {
  d = {g.nz_number(), g.string(), list_of<ConvertedItem>(g, 1)};
}

void generate(Generator& g, ConvertedItem& i) {
  i = {};
  i.kind = g.pick(convertible_words()).value;
  i.section = section_of(g, i.kind);
  if (i.kind == Convertible::binary && g.chance(30)) i.origin = g.number();
  if (i.kind != Convertible::uid && i.kind != Convertible::body && g.chance(30)) {
    i.error = g.arena().make(made<ConvertError>(g));
    return;
  }
  switch (i.kind) {
    case Convertible::uid:
      i.number = g.nz_number();
      return;
    case Convertible::bodypartstructure:
      i.body = g.arena().make(generate_body(g, true));
      return;
    case Convertible::binary:
      i.octets = generate_value(g);
      return;
    case Convertible::binary_size:
      i.number = g.number();
      return;
    case Convertible::availableconversions:
      i.types = list_of(g, 0, quoted_type);
      return;
    case Convertible::body:
      i.octets = g.nstring();
      return;
  }
}

}  // namespace imapspec::grammar
