#include "harness/mail/body_structure.h"

#include "harness/base/limits.h"
#include "harness/mail/envelope.h"
#include "harness/mail/lexer.h"
#include "harness/mail/string_value.h"

namespace imapspec::mail {

namespace {

using grammar::Body;

// The fields of a part that its structure speaks of; of each the first occurrence.
struct Described {
  std::optional<std::string_view> id, description, md5, disposition, language, location;

  explicit Described(const Part& p) {
    for (const auto& f : p.fields()) {
      if (same_word(f.name, "Content-ID")) take(id, f);
      if (same_word(f.name, "Content-Description")) take(description, f);
      if (same_word(f.name, "Content-MD5")) take(md5, f);
      if (same_word(f.name, "Content-Disposition")) take(disposition, f);
      if (same_word(f.name, "Content-Language")) take(language, f);
      if (same_word(f.name, "Content-Location")) take(location, f);
    }
  }

 private:
  static void take(std::optional<std::string_view>& member, const HeaderField& f) {
    if (!member) member = f.body;
  }
};

class Describer {
 public:
  Describer(Arena& arena, Extension extension, const grammar::Dialect& dialect, Rfc2231 form)
      : arena_(arena), extension_(extension), dialect_(dialect), form_(form) {}

  // Goes as deep as the parts do, which limits::kMimeDepthMax bounds.
  Body body(const Part& p) {
    const Described fields(p);
    Body b;
    b.subtype = string(p.subtype);
    if (p.kind == Part::Kind::multipart) {
      b.kind = Body::Kind::multipart;
      ListBuilder<Body> parts(arena_);
      for (const auto& part : p.parts) parts.add(body(part));
      b.parts = parts.done();
      if (extension_ == Extension::yes) b.parameters = parameters(p.parameters);
    } else {
      one_part(b, p, fields);
    }
    if (extension_ == Extension::yes) add_extension(b, fields);
    return b;
  }

 private:
  void one_part(Body& b, const Part& p, const Described& fields) {
    b.type = string(p.type);
    b.parameters = parameters(with_charset(p));
    b.id = nstring(fields.id);
    b.description = nstring(fields.description);
    b.encoding = string(p.transfer_encoding(arena_));
    b.octets = p.body.size();
    if (p.kind == Part::Kind::text) {
      b.kind = Body::Kind::text;
      b.lines = line_count(p.body);
    } else if (p.kind == Part::Kind::message && (dialect_.rev2() || !same_word(p.subtype, "GLOBAL"))) {
      b.kind = Body::Kind::message;
      b.envelope = arena_.make(envelope_of(*p.message, arena_, dialect_));
      b.body = arena_.make(body(*p.message));
      b.lines = line_count(p.body);
    }
  }

  // RFC 2046 section 4.1.2: the charset of text/plain without one is US-ASCII. The RFCs' examples spell it out.
  List<Parameter> with_charset(const Part& p) {
    if (!p.is_type("TEXT", "PLAIN") || parameter(p.parameters, "charset").data() != nullptr) return p.parameters;
    ListBuilder<Parameter> list(arena_);
    list.add({"CHARSET", "US-ASCII"});
    for (const auto& parameter : p.parameters) list.add(parameter);
    return list.done();
  }

  // RFC 9051 section 9: body-ext-1part, body-ext-mpart; the RFC's own name for the first field differs, not the rest.
  void add_extension(Body& b, const Described& fields) {
    b.tail = grammar::BodyTail::location;
    if (b.kind != Body::Kind::multipart) b.md5 = nstring(fields.md5);
    if (const auto d = fields.disposition ? disposition(*fields.disposition, arena_) : std::nullopt)
      b.disposition = grammar::BodyDisposition{string(d->type), parameters(d->parameters)};
    if (fields.language) b.language = language(*fields.language);
    b.location = nstring(fields.location);
  }

  // RFC 3282 section 2: Language-List = 1#Language-Tag, with comments and white space.
  grammar::BodyLanguage language(std::string_view body) {
    ListBuilder<grammar::String> tags(arena_);
    Lexer lexer(body, arena_);
    for (Token t = lexer.next(","); t.kind != Token::Kind::end && tags.size() < limits::kMimeParametersMax;
         t = lexer.next(","))
      if (t.is_value()) tags.add(string(t.text));
    return {tags.done(), tags.size() > 1};
  }

  List<grammar::BodyParameter> parameters(List<Parameter> written) {
    ListBuilder<grammar::BodyParameter> list(arena_);
    for (const auto& p : undone(written, form_, arena_)) list.add({string(p.name), string(p.value)});
    return list.done();
  }

  grammar::String string(std::string_view value) { return string_value(value, arena_, dialect_); }
  grammar::NString nstring(const std::optional<std::string_view>& field) {
    return field ? grammar::NString(string(unfolded(*field, arena_))) : grammar::NString();
  }

  Arena& arena_;
  Extension extension_;
  const grammar::Dialect& dialect_;
  Rfc2231 form_;
};

}  // namespace

Body body_structure(const Part& part, Arena& arena, Extension extension, const grammar::Dialect& dialect) {
  const bool utf8 = dialect.revision == grammar::Revision::rev2;
  return body_structure(part, arena, extension, dialect, utf8 ? Rfc2231::utf8 : Rfc2231::joined);
}

Body body_structure(const Part& part, Arena& arena, Extension extension, const grammar::Dialect& dialect,
                    Rfc2231 parameters) {
  return Describer(arena, extension, dialect, parameters).body(part);
}

}  // namespace imapspec::mail
