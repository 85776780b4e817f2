#include "harness/grammar/response/body_structure.h"

#include "harness/grammar/core/number.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

namespace {

// A number that is a size or counts lines. Under the deviation negative-size one below 0 counts as 0.
template <class Number>
Result<std::uint64_t> size(Cursor& c, Number number, const char* rule) {
  const bool negative = c.looks_at('-') && c.deviates(Deviation::negative_size);
  if (negative) c.take('-');
  TRY(const std::uint64_t n, number(c, rule));
  return negative ? 0 : n;
}

// A string, and under the deviation given also NIL, which then is `instead`.
Result<String> string_or(Cursor& c, Deviation deviation, std::string_view instead) {
  if ((c.looks_at('N') || c.looks_at('n')) && c.deviates(deviation)) {
    bool short_of_it = false;
    if (!c.looks_at_word("NIL", &short_of_it)) return short_of_it ? c.incomplete("string") : c.fail("string");
    std::string_view taken;
    c.skip(3, taken);  // not as a word: none is printed in its place, so that it has no spelling
    return String{instead, Form::quoted};
  }
  return string(c);
}

// RFC 9051 section 9: body-fld-param = "(" string SP string *(SP string SP string) ")" / nil
Result<List<BodyParameter>> body_fld_param(Cursor& c) {
  if (!c.take('(')) {
    if (auto none = nil(c); !none)
      return std::unexpected(ParseError{none.error().kind, none.error().offset, "body-fld-param"});
    return List<BodyParameter>();
  }
  ListBuilder<BodyParameter> list(c.arena());
  if (c.looks_at(')') && c.deviates(Deviation::empty_parameter_list)) {
    c.take(')');
    c.note_canonical();  // of the NIL that is printed in its place
    return list.done();
  }
  do {
    BodyParameter& parameter = list.add();
    TRY(parameter.name, string(c));
    TRY_(sp(c, "body-fld-param"));
    TRY(parameter.value, string_or(c, Deviation::nil_parameter_value, ""));
  } while (c.take(' '));
  TRY_(expect(c, ')', "body-fld-param"));
  c.ended("body-fld-param");
  return list.done();
}

// RFC 9051 section 9: body-fld-dsp = "(" string SP body-fld-param ")" / nil
Result<void> body_fld_dsp(Cursor& c, std::optional<BodyDisposition>& to) {
  if (!c.take('(')) {
    if (auto none = nil(c); !none)
      return std::unexpected(ParseError{none.error().kind, none.error().offset, "body-fld-dsp"});
    return {};
  }
  BodyDisposition& d = to.emplace();
  TRY(d.type, string(c));
  TRY_(sp(c, "body-fld-dsp"));
  TRY(d.parameters, body_fld_param(c));
  TRY_(expect(c, ')', "body-fld-dsp"));
  c.ended("body-fld-dsp");
  return {};
}

// RFC 9051 section 9: body-fld-lang = nstring / "(" string *(SP string) ")"
Result<BodyLanguage> body_fld_lang(Cursor& c) {
  BodyLanguage l;
  ListBuilder<String> tags(c.arena());
  if (c.take('(')) {
    l.list = true;
    do {
      TRY(const auto tag, string(c));
      tags.add(tag);
    } while (c.take(' '));
    TRY_(expect(c, ')', "body-fld-lang"));
    c.ended("body-fld-lang");
  } else {
    TRY(const auto tag, nstring(c));
    if (tag) tags.add(*tag);
  }
  l.tags = tags.done();
  return l;
}

// RFC 9051 section 9: body-extension = nstring / number / number64 (RFC 3501: number) / "(" body-extension *(SP
// body-extension) ")"
Result<BodyExtension> body_extension(Cursor& c) {
  const Cursor::Nested level(c);
  if (!level) return c.limit("body-extension");
  if (c.looks_at(kDigit)) {
    TRY(const std::uint64_t n, c.dialect().rev2() ? number64(c) : Result<std::uint64_t>(number(c)));
    return BodyExtension{n};
  }
  if (c.take('(')) {
    ListBuilder<BodyExtension> list(c.arena());
    do {
      TRY(const auto item, body_extension(c));
      list.add(item);
    } while (c.take(' '));
    TRY_(expect(c, ')', "body-extension"));
    c.ended("body-extension");
    return BodyExtension{list.done()};
  }
  TRY(const auto s, nstring(c));
  return BodyExtension{s};
}

// What body-ext-1part and body-ext-mpart share, behind their first field:
// [SP body-fld-dsp [SP body-fld-lang [SP body-fld-loc *(SP body-extension)]]]
Result<void> body_tail(Cursor& c, Body& b) {
  b.tail = BodyTail::first;
  if (!c.take(' ')) return {};
  TRY_(body_fld_dsp(c, b.disposition));
  b.tail = BodyTail::disposition;
  if (!c.take(' ')) return {};
  TRY(b.language, body_fld_lang(c));
  b.tail = BodyTail::language;
  if (!c.take(' ')) return {};
  TRY(b.location, nstring(c));
  b.tail = BodyTail::location;
  ListBuilder<BodyExtension> extensions(c.arena());
  while (c.take(' ')) {
    TRY(const auto e, body_extension(c));
    extensions.add(e);
  }
  b.extensions = extensions.done();
  return {};
}

Result<void> body_in(Cursor& c, bool extensible, Body& b);

// SP and a number, or a number below 0.
bool lines_follow(std::string_view rest) {
  return rest.size() > 1 && rest[0] == ' ' && (is(kDigit, rest[1]) || rest[1] == '-');
}

// RFC 9051 section 9: body-type-mpart = 1*body SP media-subtype [SP body-ext-mpart]
// body-ext-mpart = body-fld-param [SP body-fld-dsp ...]
Result<void> body_type_mpart(Cursor& c, bool extensible, Body& b) {
  b.kind = Body::Kind::multipart;
  ListBuilder<Body> parts(c.arena());
  while (c.looks_at('(')) TRY_(body_in(c, extensible, parts.add()));
  b.parts = parts.done();
  TRY_(sp(c, "body-type-mpart"));
  TRY(b.subtype, string_or(c, Deviation::nil_media_type, "MIXED"));
  if (!extensible || !c.take(' ')) return {};
  TRY(b.parameters, body_fld_param(c));
  return body_tail(c, b);
}

// Whether a MESSAGE of this subtype is a body-type-msg. RFC822 is; under RFC 9051 GLOBAL is too. RFC 9755 section 6: with
// UTF8=ACCEPT a server of RFC 3501 may send GLOBAL in either form, which what follows the octets tells.
bool is_message(const Cursor& c, std::string_view subtype, bool extensible) {
  if (!is_word(subtype, "GLOBAL")) return is_word(subtype, "RFC822");
  if (!c.dialect().rev1()) return true;
  const bool may_follow = c.rest() == " " && !extensible;  // nothing else can
  return c.dialect().allows_utf8() && (may_follow || c.rest().starts_with(" ("));
}

// RFC 9051 section 9: body-type-1part = (body-type-basic / body-type-msg / body-type-text) [SP body-ext-1part]
// media-basic admits any string, so a TEXT or MESSAGE/RFC822 would be a basic body too; its comments give the more
// particular rules the right of way, and so do we: "TEXT" "PLAIN" without lines is refused.
Result<void> body_type_1part(Cursor& c, bool extensible, Body& b) {
  TRY(b.type, string_or(c, Deviation::nil_media_type, "APPLICATION"));
  TRY_(sp(c, "body-fields"));
  TRY(b.subtype, string_or(c, Deviation::nil_media_type, "OCTET-STREAM"));
  TRY_(sp(c, "body-fields"));
  TRY(b.parameters, body_fld_param(c));  // body-fields
  TRY_(sp(c, "body-fields"));
  TRY(b.id, nstring(c));
  TRY_(sp(c, "body-fields"));
  TRY(b.description, nstring(c));
  TRY_(sp(c, "body-fields"));
  TRY(b.encoding,
      string_or(c, Deviation::nil_encoding, "7BIT"));  // RFC 9051 section 9, body-fld-enc: that is the default
  TRY_(sp(c, "body-fields"));
  TRY(b.octets, size(c, number, "body-fld-octets"));
  const auto lines = [&c, &b]() -> Result<void> {
    TRY(b.lines, c.dialect().rev2() ? size(c, number64, "body-fld-lines") : size(c, number, "body-fld-lines"));
    return {};
  };
  if (is_word(b.type.value, "TEXT")) {
    if (!lines_follow(c.rest()) && c.deviates(Deviation::text_without_lines)) {
      b.kind = Body::Kind::basic;
    } else {
      b.kind = Body::Kind::text;
      TRY_(sp(c, "body-type-text"));
      TRY_(lines());
    }
  } else if (is_word(b.type.value, "MESSAGE") && is_message(c, b.subtype.value, extensible)) {
    b.kind = Body::Kind::message;
    TRY_(sp(c, "body-type-msg"));
    Envelope* e = c.arena().make<Envelope>();
    TRY_(envelope_into(c, *e));
    b.envelope = e;
    TRY_(sp(c, "body-fields"));
    Body* inner = c.arena().make<Body>();
    TRY_(body_in(c, extensible, *inner));
    b.body = inner;
    TRY_(sp(c, "body-fields"));
    TRY_(lines());
  }
  if (!extensible || !c.take(' ')) return {};
  TRY(b.md5, nstring(c));  // body-ext-1part = body-fld-md5 [SP body-fld-dsp ...]
  return body_tail(c, b);
}

// RFC 9051 section 9: body = "(" (body-type-1part / body-type-mpart) ")"
Result<void> body_in(Cursor& c, bool extensible, Body& b) {
  const Cursor::Nested level(c);
  if (!level) return c.limit("body");
  TRY_(expect(c, '(', "body"));
  const bool multipart = c.looks_at('(') || (c.looks_at(' ') && c.deviates(Deviation::multipart_without_parts));
  TRY_(multipart ? body_type_mpart(c, extensible, b) : body_type_1part(c, extensible, b));
  TRY_(expect(c, ')', "body"));
  c.ended("body");
  return {};
}

void print(Printer& p, List<BodyParameter> list) {
  if (list.empty()) return p.word("NIL");
  p.raw('(');
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) p.sp();
    print(p, list[i].name);
    p.sp();
    print(p, list[i].value);
  }
  p.raw(')');
}

void print(Printer& p, const BodyExtension& e) {
  if (const auto* s = std::get_if<NString>(&e.value)) return print(p, *s);
  if (const auto* n = std::get_if<std::uint64_t>(&e.value)) return p.number(*n);
  p.raw('(');
  const auto& list = std::get<List<BodyExtension>>(e.value);
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) p.sp();
    print(p, list[i]);
  }
  p.raw(')');
}

void print_tail(Printer& p, const Body& b) {
  if (b.tail < BodyTail::disposition) return;
  p.sp();
  if (b.disposition) {
    p.raw('(');
    print(p, b.disposition->type);
    p.sp();
    print(p, b.disposition->parameters);
    p.raw(')');
  } else {
    p.word("NIL");
  }
  if (b.tail < BodyTail::language) return;
  p.sp();
  if (b.language.list) p.raw('(');
  if (b.language.tags.empty()) p.word("NIL");
  for (std::size_t i = 0; i < b.language.tags.size(); ++i) {
    if (i > 0) p.sp();
    print(p, b.language.tags[i]);
  }
  if (b.language.list) p.raw(')');
  if (b.tail < BodyTail::location) return;
  p.sp();
  print(p, b.location);
  for (const auto& e : b.extensions) {
    p.sp();
    print(p, e);
  }
}

}  // namespace

Result<void> body_into(Cursor& c, Body& to) {
  return body_in(c, true, to);
}
Result<void> body_without_extension_into(Cursor& c, Body& to) {
  return body_in(c, false, to);
}
Result<Body> body(Cursor& c) {
  Body b;
  TRY_(body_into(c, b));
  return b;
}
Result<Body> body_without_extension(Cursor& c) {
  Body b;
  TRY_(body_without_extension_into(c, b));
  return b;
}

void print(Printer& p, const Body& b) {
  p.raw('(');
  if (b.kind == Body::Kind::multipart) {
    for (const auto& part : b.parts) print(p, part);
    p.sp();
    print(p, b.subtype);
    if (b.tail != BodyTail::none) {
      p.sp();
      print(p, b.parameters);
      print_tail(p, b);
    }
    p.raw(')');
    return;
  }
  print(p, b.type);
  p.sp();
  print(p, b.subtype);
  p.sp();
  print(p, b.parameters);
  p.sp();
  print(p, b.id);
  p.sp();
  print(p, b.description);
  p.sp();
  print(p, b.encoding);
  p.sp();
  p.number(b.octets);
  if (b.kind == Body::Kind::message) {
    p.sp();
    print(p, *b.envelope);
    p.sp();
    print(p, *b.body);
  }
  if (b.kind != Body::Kind::basic) {
    p.sp();
    p.number(b.lines);
  }
  if (b.tail != BodyTail::none) {
    p.sp();
    print(p, b.md5);
    print_tail(p, b);
  }
  p.raw(')');
}

bool operator==(const Body& a, const Body& b) {
  const auto same = [](const auto* x, const auto* y) { return x == y || (x != nullptr && y != nullptr && *x == *y); };
  return a.kind == b.kind && a.type == b.type && a.subtype == b.subtype && a.parameters == b.parameters &&
         a.id == b.id && a.description == b.description && a.encoding == b.encoding && a.octets == b.octets &&
         a.lines == b.lines && same(a.envelope, b.envelope) && same(a.body, b.body) && a.parts == b.parts &&
         a.tail == b.tail && a.md5 == b.md5 && a.disposition == b.disposition && a.language == b.language &&
         a.location == b.location && a.extensions == b.extensions;
}

}  // namespace imapspec::grammar
