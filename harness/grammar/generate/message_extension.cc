// What is said of messages: ANNOTATE (RFC 5257), APPEND with CATENATE (RFC 4469), UTF8 (RFC 6855) and unknown data (RFC
// 4466), CONDSTORE (RFC 7162), object identifiers (RFC 8474).
#include "harness/grammar/generate/generate.h"

namespace imapspec::grammar {

namespace {

String attribute(Generator& g) {  // components that are not empty; of who may see it, at the end
  constexpr std::string_view kLetters = "abcXYZ/09-";
  std::string name(g.of(kLetters, 1));
  while (g.chance(30)) name += '.' + std::string(g.of(kLetters, 1));
  if (g.coin()) name += g.coin() ? ".priv" : ".shared";
  return g.in_some_form(g.keep(name), Place::astring);
}

TaggedParam with_value(Generator& g) {
  return {generate_unknown_label(g), made<TaggedExtVal>(g)};
}

AppendExt append_ext(Generator& g) {
  if (g.coin()) return with_value(g);
  return made<AppendAnnotations>(g);
}

}  // namespace

NString generate_value(Generator& g) {
  return g.coin() ? g.nstring() : g.literal8();
}

void generate(Generator& g, AnnotationValue& v) {
  v = {attribute(g), generate_value(g)};
}

void generate(Generator& g, Annotation& a) {
  a.entry = generate_annotation_entry(g);
  generate(g, a.values);
}

void generate(Generator& g, AnnotationRequest& r) {
  r.entries = one_or_list(g, r.entry_list, &Generator::list_mailbox);
  r.attributes = one_or_list(g, r.attribute_list, attribute);
}

void generate(Generator& g, AnnotationMatch& m) {
  m = {g.list_mailbox(), g.pick(annotation_match_words()).value, generate_value(g)};
}

void generate(Generator& g, AnnotationSort& s) {
  s.entry = generate_annotation_entry(g);
  do s.attribute = g.pick(annotation_match_words()).value;
  while (s.attribute == AnnotationMatch::Attribute::value);
}

void generate(Generator& g, FetchAnnotation& a) {
  a = {};
  if (g.coin())
    generate(g, a.annotations);
  else
    a.entries = list_of(g, 1, generate_annotation_entry);
}

void generate(Generator& g, CodeAnnotate& c) {
  c.what = g.pick(annotate_code_words()).value;
}

void generate(Generator& g, CodeAnnotations& c) {
  using Level = CodeAnnotations::Level;
  c = {};
  c.level = static_cast<Level>(g.below(3));
  if (c.level == Level::size) c.octets = g.nz_number();
  c.noprivate = c.level != Level::none && g.coin();
}

void generate(Generator& g, CatPart& p) {
  using Kind = CatPart::Kind;
  p.kind = static_cast<Kind>(g.below(3));
  p.octets = p.kind == Kind::text ? g.literal() : p.kind == Kind::url ? g.astring() : g.literal8();
}

void generate(Generator& g, Utf8Message& m) {
  m.octets = g.literal8();
}

void generate(Generator& g, AppendMessage& m) {
  m = {};
  generate(g, m.flags);
  generate(g, m.date_time);
  if (g.chance(20)) m.extensions = list_of(g, 0, append_ext);
  generate(g, m.data);
  if (std::holds_alternative<String>(m.data)) m.data = g.coin() ? g.literal() : g.literal8();
  if (std::holds_alternative<TaggedParam>(m.data)) m.data = with_value(g);
}

// Behind data of an unknown label only a flag list or a date tells the next message from another extension.
void generate(Generator& g, Append& a) {
  generate(g, a.mailbox);
  bool unknown = false;
  a.messages = list_of(g, 1, [&unknown](Generator& from) {
    auto message = made<AppendMessage>(from);
    if (unknown && !message.flags && !message.date_time) message.flags.emplace();
    unknown = std::holds_alternative<TaggedParam>(message.data);
    return message;
  });
}

void generate(Generator& g, ModSeqEntry& e) {
  e.type = g.any_case(g.coin() ? "PRIV" : g.coin() ? "SHARED" : "ALL");
  std::string name = std::string(g.any_case("/FLAGS/")) + (g.coin() ? "\\" : "");
  do name += g.atom();
  while (make_flag(std::string_view(name).substr(7)).kind == Flag::Kind::recent);
  e.name = {g.keep(name), Form::quoted};
}

void generate(Generator& g, UnchangedSince& m) {
  m.mod_sequence = g.number_in(0, INT64_MAX);
}

std::string_view generate_object_id(Generator& g) {
  return g.of("abcXYZ019_-", 1);
}
void generate(Generator& g, CodeMailboxId& c) {
  c.id = generate_object_id(g);
}
void generate(Generator& g, FetchEmailId& i) {
  i.id = generate_object_id(g);
}
void generate(Generator& g, FetchThreadId& i) {
  i.id.reset();
  if (g.optional()) i.id = generate_object_id(g);
}

}  // namespace imapspec::grammar
