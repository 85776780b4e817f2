// The commands of CONVERT, and CONVERSION.
#include "harness/grammar/extension/convert.h"

#include "harness/grammar/core/number.h"
#include "harness/grammar/extension/convert_parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

// RFC 5259 section 10: convert-att = "UID" / "BODYPARTSTRUCTURE" section-convert / "BINARY" section-convert [partial] /
// "BINARY.SIZE" section-convert / "BODY[HEADER]" / ... / "AVAILABLECONVERSIONS" section-convert
Result<ConvertAtt> convert_att(Cursor& c) {
  ConvertAtt a;
  TRY(a.kind, convertible(c, a.section, "convert-att"));
  if (a.kind != Convertible::binary || !c.looks_at('<')) return a;
  TRY(a.partial, partial(c));
  return a;
}

void print_att(Printer& p, const ConvertAtt& a) {
  print_convertible(p, a.kind, a.section);
  if (!a.partial) return;
  p.raw('<');
  p.number(a.partial->first);
  p.raw('.');
  p.number(a.partial->count);
  p.raw('>');
}

Term type_term(const String& s) {
  return string_term(s, Compare::nocase);
}

template <class T>
Result<T> limit_code(Cursor& c) {
  TRY(const auto n, spaced(c, [](Cursor& at) { return nz_number(at); }, "resp-text-code"));
  return T{n};
}

}  // namespace

// RFC 5259 section 10: convert = "CONVERT" SP sequence-set SP convert-params SP
// (convert-att / "(" convert-att *(SP convert-att) ")")
// convert-params = "(" (quoted-to-mime-type / default-conversion) [SP "(" transcoding-params ")"] ")"
// default-conversion = "NIL"
Result<Convert> convert(Cursor& c) {
  Convert v;
  TRY(v.set, spaced(c, sequence_set, "convert"));
  TRY_(sp(c, "convert"));
  TRY_(expect(c, '(', "convert-params"));
  if (c.looks_at('"')) {
    TRY(v.type, quoted_mime_type(c));
  } else {
    TRY_(nil(c));
  }
  TRY(v.parameters, transcoding_params(c));
  TRY_(expect(c, ')', "convert-params"));
  TRY_(sp(c, "convert"));
  TRY(v.items, one_or_list<ConvertAtt>(c, convert_att, "convert", v.list));
  return v;
}

// RFC 5259 section 10: conversions-cmd = "CONVERSIONS" SP from-mime-type-req SP to-mime-type-req, astrings that hold a
// mime-type-req
Result<Conversions> conversions_cmd(Cursor& c) {
  const auto type = [](Cursor& at) { return astring_holding(at, mime_type_req, "mime-type-req"); };
  Conversions v;
  TRY(v.from, spaced(c, type, "conversions-cmd"));
  TRY(v.to, spaced(c, type, "conversions-cmd"));
  return v;
}

// RFC 5259 section 10: conversion-data = "CONVERSION" SP quoted-from-mime-type SP quoted-to-mime-type
// [SP "(" transcoding-param-name *(SP transcoding-param-name) ")"]
Result<ConversionData> conversion_data(Cursor& c) {
  ConversionData v;
  TRY(v.from, spaced(c, quoted_mime_type, "conversion-data"));
  TRY(v.to, spaced(c, quoted_mime_type, "conversion-data"));
  if (!c.another_item()) return v;
  TRY(v.parameters, in_parentheses<String>(c, astring, "conversion-data"));
  return v;
}

// RFC 5259 section 10: "MAXCONVERTMESSAGES" SP nz-number
Result<CodeMaxConvertMessages> maxconvertmessages(Cursor& c) {
  return limit_code<CodeMaxConvertMessages>(c);
}
// RFC 5259 section 10: "MAXCONVERTPARTS" SP nz-number
Result<CodeMaxConvertParts> maxconvertparts(Cursor& c) {
  return limit_code<CodeMaxConvertParts>(c);
}

void print(Printer& p, const Convert& v) {
  print_each(p, v.set);
  p.raw(" (");
  print(p, NString(v.type));
  print_transcoding_params(p, v.parameters);
  p.raw(") ");
  print_one_or_list(p, v.items, v.list, print_att);
}
void print(Printer& p, const Conversions& v) {
  print_each(p, v.from, v.to);
}
void print(Printer& p, const ConversionData& v) {
  print_each(p, v.from, v.to);
  if (v.parameters.empty()) return;
  p.sp();
  print_in_parentheses(p, v.parameters);
}
void print(Printer& p, const CodeMaxConvertMessages& code) {
  p.sp();
  p.number(code.limit);
}
void print(Printer& p, const CodeMaxConvertParts& code) {
  p.sp();
  p.number(code.limit);
}

void add_terms(Term& t, const Convert& v) {
  Term how = group(Kind::list, {v.type ? type_term(*v.type) : nil_term()});
  if (!v.parameters.empty()) how.items.push_back(transcoding_params_term(v.parameters));
  Term items = group(Kind::set);
  for (const auto& a : v.items) {
    Term item = convertible_term(a.kind, a.section);
    if (a.partial) add(item, {number_term(a.partial->first), number_term(a.partial->count)});
    items.items.push_back(std::move(item));
  }
  add(t, {set_term(v.set), std::move(how), std::move(items)});
}
void add_terms(Term& t, const Conversions& v) {
  add(t, {type_term(v.from), type_term(v.to)});
}
void add_terms(Term& t, const ConversionData& v) {
  add(t, {type_term(v.from), type_term(v.to)});
  if (!v.parameters.empty()) add(t, {strings_term(Kind::set, v.parameters, Compare::nocase)});
}
void add_terms(Term& t, const CodeMaxConvertMessages& code) {
  add(t, {number_term(code.limit)});
}
void add_terms(Term& t, const CodeMaxConvertParts& code) {
  add(t, {number_term(code.limit)});
}

}  // namespace imapspec::grammar
