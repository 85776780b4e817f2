#include "harness/grammar/extension/append_message.h"

#include <array>

#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

using Part = CatPart::Kind;
constexpr std::array<Word<AppendWord>, 3> kWords = {
    {{"ANNOTATION", AppendWord::annotation}, {"CATENATE", AppendWord::catenate}, {"UTF8", AppendWord::utf8}}};
constexpr std::array<Word<Part>, 3> kParts = {{{"TEXT", Part::text}, {"URL", Part::url}, {"UTF8", Part::utf8}}};

// RFC 6855 section 4: utf8-literal = "UTF8" SP "(" literal8 ")", here behind the SP
Result<String> utf8_literal(Cursor& c) {
  TRY_(expect(c, '(', "utf8-literal"));
  TRY(const auto octets, literal8(c));
  TRY_(expect(c, ')', "utf8-literal"));
  return octets;
}

// RFC 4469 section 5: cat-part = text-literal / url; text-literal = "TEXT" SP literal; url = "URL" SP astring
// RFC 6855 section 4: cat-part =/ utf8-literal
Result<CatPart> cat_part(Cursor& c) {
  CatPart part;
  TRY(part.kind, one_of<Part>(c, kParts, "cat-part"));
  TRY_(sp(c, "cat-part"));
  TRY(part.octets, part.kind == Part::text ? literal(c) : part.kind == Part::url ? astring(c) : utf8_literal(c));
  return part;
}

// RFC 4466 section 3: append-data = literal / literal8 / append-data-ext
// RFC 4469 section 5: append-data =/ "CATENATE" SP "(" cat-part *(SP cat-part) ")"
// RFC 6855 section 4: append-data =/ utf8-literal
// `known` is the label that was taken.
Result<AppendData> append_data(Cursor& c, std::optional<AppendWord> known) {
  if (!known) return c.looks_at('~') ? as<AppendData, literal8>(c) : as<AppendData, literal>(c);
  TRY_(sp(c, "append-data"));
  if (*known == AppendWord::utf8) {
    TRY(const auto octets, utf8_literal(c));
    return Utf8Message{octets};
  }
  TRY(const auto parts, in_parentheses<CatPart>(c, cat_part, "append-data"));
  return Catenate{parts};
}

void print_utf8(Printer& p, const String& octets) {
  p.raw(" (");
  print(p, octets);
  p.raw(')');
}

void print_part(Printer& p, const CatPart& part) {
  p.word(text_of<Part>(kParts, part.kind));
  if (part.kind == Part::utf8)
    print_utf8(p, part.octets);
  else
    print_each(p, part.octets);
}

struct Writer {
  Printer& p;
  void operator()(const String& octets) const { print(p, octets); }
  void operator()(const TaggedParam& data) const { print(p, data); }
  void operator()(const Utf8Message& message) const {
    p.word("UTF8");
    print_utf8(p, message.octets);
  }
  void operator()(const Catenate& catenate) const {
    p.word("CATENATE");
    p.sp();
    print_in_parentheses(p, catenate.parts, print_part);
  }
};

struct AddData {
  Term& t;
  void operator()(const String& octets) const { add(t, {string_term(octets)}); }
  void operator()(const TaggedParam& data) const { add_terms(t, data); }
  void operator()(const Utf8Message& message) const {
    add(t, {word("UTF8"), group(Kind::list, {string_term(message.octets)})});
  }
  void operator()(const Catenate& catenate) const {
    Term parts = group(Kind::list);
    for (const auto& part : catenate.parts)
      add(parts, {word(text_of<Part>(kParts, part.kind)), string_term(part.octets)});
    add(t, {word("CATENATE"), std::move(parts)});
  }
};

}  // namespace

std::span<const Word<AppendWord>> append_words() {
  return kWords;
}

// RFC 4466 section 3: append-message = append-opts SP append-data; append-opts = [SP flag-list] [SP date-time] *(SP
// append-ext); append-ext = append-ext-name SP append-ext-value, and append-data-ext = tagged-ext is the same. RFC 5257
// section 5: append-ext =/ att-annotate. A label that we do not know is the data if nothing follows it but the end or the
// parenthesis or quote that begins the next message, else an extension.
Result<AppendMessage> append_message(Cursor& c) {
  AppendMessage message;
  if (c.looks_at('(')) {
    TRY(message.flags, flag_list(c));
    TRY_(sp(c, "append-message"));
  }
  if (c.looks_at('"')) {
    TRY(message.date_time, date_time(c));
    TRY_(sp(c, "append-message"));
  }
  ListBuilder<AppendExt> extensions(c.arena());
  auto known = known_label<AppendWord>(c, kWords);
  while (known == AppendWord::annotation || (!known && c.looks_at(kLabelFirst))) {
    if (known) {
      TRY(const auto annotations, att_annotate(c));
      extensions.add(AppendAnnotations{annotations});
      TRY_(sp(c, "append-message"));
    } else {
      TRY(const auto param, tagged_ext(c));
      const std::string_view rest = c.rest();
      const bool another_message = rest.starts_with(" (") || rest.starts_with(" \"");
      if (another_message || !c.another_item()) {
        message.data = param;
        message.extensions = extensions.done();
        return message;
      }
      extensions.add(param);
    }
    known = known_label<AppendWord>(c, kWords);
  }
  message.extensions = extensions.done();
  TRY(message.data, append_data(c, known));
  return message;
}

void print(Printer& p, const AppendMessage& message) {
  if (message.flags) {
    print_flags(p, *message.flags);
    p.sp();
  }
  if (message.date_time) {
    print(p, *message.date_time);
    p.sp();
  }
  for (const auto& extension : message.extensions) {
    if (const auto* annotations = std::get_if<AppendAnnotations>(&extension)) {
      p.word("ANNOTATION");
      print_annotations(p, annotations->annotations);
    } else {
      print(p, std::get<TaggedParam>(extension));
    }
    p.sp();
  }
  std::visit(Writer{p}, message.data);
}

void add_terms(Term& t, const AppendMessage& message) {
  if (message.flags) add(t, {flags_term(*message.flags)});
  if (message.date_time) add(t, {date_time_term(*message.date_time)});
  for (const auto& extension : message.extensions) {
    if (const auto* annotations = std::get_if<AppendAnnotations>(&extension))
      add(t, {word("ANNOTATION"), annotations_term(annotations->annotations)});
    else
      add_terms(t, std::get<TaggedParam>(extension));
  }
  std::visit(AddData{t}, message.data);
}

}  // namespace imapspec::grammar
