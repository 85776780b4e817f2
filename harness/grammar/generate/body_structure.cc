// BODY and BODYSTRUCTURE.
#include <array>

#include "harness/grammar/core/words.h"
#include "harness/grammar/generate/generate.h"

namespace imapspec::grammar {

namespace {

BodyParameter parameter(Generator& g) {
  return {g.string(), g.string()};
}

List<BodyParameter> parameters(Generator& g) {  // empty is NIL
  return g.coin() ? List<BodyParameter>() : list_of(g, 1, parameter);
}

String word(Generator& g, std::string_view upper) {
  return {g.any_case(upper), Form::quoted};
}

// MESSAGE/RFC822, and MESSAGE/GLOBAL of RFC 9051, have an envelope and a body; TEXT has lines.
bool is_message(const Body& b, const Dialect& dialect) {
  return is_word(b.type.value, "MESSAGE") &&
         (is_word(b.subtype.value, "RFC822") || (dialect.rev2() && is_word(b.subtype.value, "GLOBAL")));
}

void generate_tail(Generator& g, Body& b) {
  constexpr std::array kTails = {BodyTail::none, BodyTail::first, BodyTail::disposition, BodyTail::language,
                                 BodyTail::location};
  b.tail = g.pick(kTails);
  if (b.tail >= BodyTail::first) {
    if (b.kind == Body::Kind::multipart)
      b.parameters = parameters(g);
    else
      b.md5 = g.nstring();
  }
  if (b.tail >= BodyTail::disposition && g.optional()) b.disposition = BodyDisposition{g.string(), parameters(g)};
  if (b.tail >= BodyTail::language) {
    b.language.list = g.coin();
    if (b.language.list || g.coin()) b.language.tags = list_of_one(g, g.string());
    if (b.language.list) b.language.tags = list_of(g, 1, &Generator::string);
  }
  if (b.tail >= BodyTail::location) {
    b.location = g.nstring();
    if (g.room() && g.chance(40)) generate(g, b.extensions);
  }
}

}  // namespace

void generate(Generator& g, BodyExtension& e) {
  const bool nests = g.descend(2);
  const Generator::Nested level(g);
  if (nests)
    e.value = list_of<BodyExtension>(g, 1);
  else if (g.coin())
    e.value = g.number64_or_32();
  else
    e.value = g.nstring();
}

Body generate_body(Generator& g, bool extensible) {
  using Kind = Body::Kind;
  constexpr std::array kKinds = {Kind::basic, Kind::text, Kind::message, Kind::multipart};
  const bool nests = g.descend(2);
  const Kind kind = kKinds[nests ? 2 + g.below(2) : g.below(2)];
  const Generator::Nested level(g);
  Body b;
  b.kind = kind;
  if (kind == Kind::multipart) {
    b.parts = list_of(g, 1, [extensible](Generator& from) { return generate_body(from, extensible); });
    b.subtype = g.string();
    if (extensible) generate_tail(g, b);
    return b;
  }
  b.type = kind == Kind::text ? word(g, "TEXT") : kind == Kind::message ? word(g, "MESSAGE") : g.string();
  b.subtype = kind == Kind::message ? word(g, g.dialect().rev2() && g.coin() ? "GLOBAL" : "RFC822") : g.string();
  if (kind == Kind::basic)
    while (is_word(b.type.value, "TEXT") || is_message(b, g.dialect())) b.type = g.string();
  b.parameters = parameters(g);
  b.id = g.nstring();
  b.description = g.nstring();
  b.encoding = g.string();
  b.octets = g.number();
  if (kind == Kind::message) {
    b.envelope = g.arena().make(made<Envelope>(g));
    b.body = g.arena().make(generate_body(g, extensible));
  }
  if (kind != Kind::basic) b.lines = g.number64_or_32();
  if (extensible) generate_tail(g, b);
  return b;
}

}  // namespace imapspec::grammar
