// CONVERTED, the answer to CONVERT.
#include <array>

#include "harness/grammar/core/number.h"
#include "harness/grammar/extension/convert.h"
#include "harness/grammar/extension/convert_parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

using Code = ConvertError::Code;
constexpr std::array<Word<Code>, 3> kErrors = {{{"TEMPFAIL", Code::tempfail},
                                                {"BADPARAMETERS", Code::badparameters},
                                                {"MISSINGPARAMETERS", Code::missingparameters}}};

// RFC 5259 section 10: bad-params = "BADPARAMETERS" 1*(SP (quoted-from-mime-type / nil) SP mimetype-and-params)
// missing-params = "MISSINGPARAMETERS" 1*(SP quoted-from-mime-type SP mimetype-and-missing-params)
// mimetype-and-params = quoted-to-mime-type [SP "(" transcoding-params ")"]
// mimetype-and-missing-params = quoted-to-mime-type "(" transcoding-param-names ")": no SP stands before the names
Result<ConvertMismatch> mismatch(Cursor& c, bool missing) {
  ConvertMismatch m;
  TRY_(sp(c, "convert-error-code"));
  if (missing || c.looks_at('"')) {
    TRY(m.from, quoted_mime_type(c));
  } else {
    TRY_(nil(c));
  }
  TRY_(sp(c, "convert-error-code"));
  TRY(m.to, quoted_mime_type(c));
  if (missing) {
    TRY(m.missing, in_parentheses<String>(c, astring, "mimetype-and-missing-params"));
  } else {
    TRY(m.parameters, transcoding_params(c));
  }
  return m;
}

// RFC 5259 section 10: converterror-phrase = "(" "ERROR" SP convert-err-descript SP convert-error-code ")"
// convert-err-descript = string; convert-error-code = "TEMPFAIL" [SP nz-number] / bad-params / missing-params
Result<ConvertError> converterror_phrase(Cursor& c) {
  ConvertError e;
  TRY_(expect(c, '(', "converterror-phrase"));
  TRY_(word(c, "ERROR", "converterror-phrase"));
  TRY(e.description, spaced(c, string, "converterror-phrase"));
  TRY_(sp(c, "converterror-phrase"));
  TRY(e.code, one_of<Code>(c, kErrors, "convert-error-code"));
  if (e.code == Code::tempfail) {
    if (c.take(' ')) {
      TRY(e.seconds, nz_number(c));
    }
  } else {
    ListBuilder<ConvertMismatch> mismatches(c.arena());
    do {
      TRY(const auto m, mismatch(c, e.code == Code::missingparameters));
      mismatches.add(m);
    } while (c.looks_at(' '));
    e.mismatches = mismatches.done();
  }
  TRY_(expect(c, ')', "converterror-phrase"));
  return e;
}

// RFC 5259 section 10: mimetype-list = "(" "(" [quoted-to-mime-type *(SP quoted-to-mime-type)] ")" ")"
Result<List<String>> mimetype_list(Cursor& c) {
  TRY_(expect(c, '(', "mimetype-list"));
  TRY(const auto types, in_parentheses<String>(c, quoted_mime_type, "mimetype-list", true));
  TRY_(expect(c, ')', "mimetype-list"));
  return types;
}

// Whether "(ERROR" stands here and no body, which begins with a string, nor a list of types, which has two parentheses.
bool is_error(const Cursor& c) {
  const std::string_view rest = c.rest();
  return rest.starts_with('(') && (rest.size() == 1 || (rest[1] | 0x20) == 'e');
}

// RFC 5259 section 10: msg-att-conv-static = "UID" SP uniqueid
// msg-att-semistat = ("BINARY" section-convert ["<" number ">"] SP (nstring / literal8 / converterror-phrase)) /
// ("BINARY.SIZE" section-convert SP (number / converterror-phrase)) /
// ("BODYPARTSTRUCTURE" section-convert SP (body / converterror-phrase)) /
// ("AVAILABLECONVERSIONS" section-convert SP (mimetype-list / converterror-phrase))
// The answers to BODY[HEADER] and the like are not in the rule, only in section 8: they have an nstring.
Result<ConvertedItem> convert_msg_att(Cursor& c) {
  ConvertedItem i;
  TRY(i.kind, convertible(c, i.section, "convert-msg-att"));
  if (i.kind == Convertible::binary && c.take('<')) {
    TRY(i.origin, number(c));
    TRY_(expect(c, '>', "msg-att-semistat"));
  }
  TRY_(sp(c, "convert-msg-att"));
  if (i.kind != Convertible::uid && i.kind != Convertible::body && is_error(c)) {
    TRY(const auto error, converterror_phrase(c));
    i.error = c.arena().make(error);
    return i;
  }
  switch (i.kind) {
    case Convertible::uid: {
      TRY(i.number, nz_number(c, "uniqueid"));
      break;
    }
    case Convertible::bodypartstructure: {
      TRY(const auto structure, body(c));
      i.body = c.arena().make(structure);
      break;
    }
    case Convertible::binary: {
      TRY(i.octets, nstring_or_literal8(c));
      break;
    }
    case Convertible::binary_size: {
      TRY(i.number, number(c));
      break;
    }
    case Convertible::availableconversions: {
      TRY(i.types, mimetype_list(c));
      break;
    }
    case Convertible::body: {
      TRY(i.octets, nstring(c));
      break;
    }
  }
  return i;
}

void print_error(Printer& p, const ConvertError& e) {
  p.raw('(');
  p.word("ERROR");
  print_each(p, e.description);
  p.sp();
  p.word(text_of<Code>(kErrors, e.code));
  if (e.seconds) {
    p.sp();
    p.number(*e.seconds);
  }
  for (const auto& m : e.mismatches) {
    print_each(p, m.from, m.to);
    if (e.code == Code::missingparameters)
      print_in_parentheses(p, m.missing);
    else
      print_transcoding_params(p, m.parameters);
  }
  p.raw(')');
}

void print_item(Printer& p, const ConvertedItem& i) {
  print_convertible(p, i.kind, i.section);
  if (i.origin) {
    p.raw('<');
    p.number(*i.origin);
    p.raw('>');
  }
  p.sp();
  if (i.error != nullptr) return print_error(p, *i.error);
  if (i.body != nullptr) return print(p, *i.body);
  if (i.kind == Convertible::uid || i.kind == Convertible::binary_size) return p.number(i.number);
  if (i.kind != Convertible::availableconversions) return print(p, i.octets);
  p.raw('(');
  print_in_parentheses(p, i.types);
  p.raw(')');
}

Term error_term(const ConvertError& e) {
  Term t = group(Kind::list, {term_parts::word("ERROR"), string_term(e.description),
                              term_parts::word(text_of<Code>(kErrors, e.code))});
  if (e.seconds) add(t, {number_term(*e.seconds)});
  for (const auto& m : e.mismatches) {
    add(t, {nstring_term(m.from, Compare::nocase), string_term(m.to, Compare::nocase)});
    if (!m.parameters.empty()) add(t, {transcoding_params_term(m.parameters)});
    if (!m.missing.empty()) add(t, {strings_term(Kind::set, m.missing, Compare::nocase)});
  }
  return t;
}

Term value_term(const ConvertedItem& i) {
  if (i.error != nullptr) return error_term(*i.error);
  if (i.body != nullptr) return body_structure_term(*i.body);
  if (i.kind == Convertible::uid || i.kind == Convertible::binary_size) return number_term(i.number);
  if (i.kind == Convertible::availableconversions) return strings_term(Kind::set, i.types, Compare::nocase);
  return nstring_term(i.octets);
}

}  // namespace

bool operator==(const ConvertedItem& a, const ConvertedItem& b) {
  const auto same = [](const auto* x, const auto* y) { return x == y || (x != nullptr && y != nullptr && *x == *y); };
  return a.kind == b.kind && a.section == b.section && a.origin == b.origin && a.number == b.number &&
         a.octets == b.octets && a.types == b.types && same(a.body, b.body) && same(a.error, b.error);
}

std::span<const Word<Code>> convert_error_words() {
  return kErrors;
}

// RFC 5259 section 10: nz-number SP "CONVERTED" SP convert-correlator SP convert-msg-attrs
// convert-correlator = "(" "TAG" SP tag-string ")"; tag-string = string
// convert-msg-attrs = "(" convert-msg-att *(SP convert-msg-att) ")"
Result<ConvertedData> converted(Cursor& c) {
  ConvertedData d;
  TRY_(sp(c, "message-data"));
  TRY_(expect(c, '(', "convert-correlator"));
  TRY_(word(c, "TAG", "convert-correlator"));
  TRY(d.tag, spaced(c, string, "convert-correlator"));
  TRY_(expect(c, ')', "convert-correlator"));
  TRY_(sp(c, "message-data"));
  TRY(d.items, in_parentheses<ConvertedItem>(c, convert_msg_att, "convert-msg-attrs"));
  return d;
}

void print(Printer& p, const ConvertedData& v) {
  p.raw(" (");
  p.word("TAG");
  print_each(p, v.tag);
  p.raw(") ");
  print_in_parentheses(p, v.items, print_item);
}

void add_terms(Term& t, const ConvertedData& v) {
  Term pairs = group(Kind::pairs);
  for (const auto& i : v.items) {
    Term name = convertible_term(i.kind, i.section);
    if (i.origin) add(name, {number_term(*i.origin)});
    add(pairs, {std::move(name), value_term(i)});
  }
  add(t, {group(Kind::pairs, {term_parts::word("TAG"), string_term(v.tag)}), std::move(pairs)});
}

}  // namespace imapspec::grammar
