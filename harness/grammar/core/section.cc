#include "harness/grammar/core/section.h"

#include <array>

#include "harness/grammar/core/number.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

namespace {

using Text = Section::Text;
constexpr std::array<Word<Text>, 5> kSectionTexts = {{{"HEADER", Text::header},
                                                      {"HEADER.FIELDS", Text::header_fields},
                                                      {"HEADER.FIELDS.NOT", Text::header_fields_not},
                                                      {"TEXT", Text::text},
                                                      {"MIME", Text::mime}}};

// RFC 9051 section 9: header-list = "(" header-fld-name *(SP header-fld-name) ")"
Result<List<String>> header_list(Cursor& c) {
  TRY_(expect(c, '(', "header-list"));
  ListBuilder<String> names(c.arena());
  do {
    TRY(const auto name, astring(c));  // header-fld-name = astring
    names.add(name);
  } while (c.take(' '));
  TRY_(expect(c, ')', "header-list"));
  c.ended("header-list");
  return names.done();
}

// RFC 9051 section 9: section-part = nz-number *("." nz-number)
// Takes the "." that section-spec has behind the part too, where something else than a number follows it.
Result<List<std::uint32_t>> section_part(Cursor& c, bool* text_follows) {
  ListBuilder<std::uint32_t> part(c.arena());
  while (true) {
    TRY(const auto n, nz_number(c, "section-part"));
    part.add(n);
    if (!c.take('.')) return part.done();
    if (c.looks_at(kDigit)) continue;
    if (text_follows == nullptr) return c.fail("section-part");
    *text_follows = true;
    return part.done();
  }
}

}  // namespace

// RFC 9051 section 9: section = "[" [section-spec] "]"
// section-spec = section-msgtext / (section-part ["." section-text]); section-text = section-msgtext / "MIME"
Result<Section> section(Cursor& c) {
  TRY_(expect(c, '[', "section"));
  Section s;
  if (c.take(']')) {
    c.ended("section");
    return s;
  }
  bool text_follows = true;
  if (c.looks_at(kDigit)) {
    text_follows = false;
    TRY(s.part, section_part(c, &text_follows));
  }
  if (text_follows) {
    // MIME, the last of them, is only of a part: a message has HEADER.
    const std::span<const Word<Text>> texts(kSectionTexts);
    TRY(s.text, s.part.empty() ? one_of<Text>(c, texts.first(texts.size() - 1), "section-msgtext")
                               : one_of<Text>(c, texts, "section-text"));
    if (s.text == Text::header_fields || s.text == Text::header_fields_not) {
      TRY_(sp(c, "section-msgtext"));
      TRY(s.fields, header_list(c));
    }
  }
  TRY_(expect(c, ']', "section"));
  c.ended("section");
  return s;
}

// RFC 5259 section 10: "[HEADER]" / "[" section-part ".HEADER]" / "[" section-part ".MIME]", in convert-att
Result<Section> section_header(Cursor& c, const char* rule) {
  constexpr std::array<Word<Text>, 2> kTexts = {{{"HEADER", Text::header}, {"MIME", Text::mime}}};
  const std::span<const Word<Text>> texts(kTexts);
  TRY_(expect(c, '[', rule));
  Section s;
  if (c.looks_at(kDigit)) {
    bool text_follows = false;
    TRY(s.part, section_part(c, &text_follows));
    if (!text_follows) {
      TRY_(expect(c, '.', rule));
    }
  }
  TRY(s.text, one_of<Text>(c, s.part.empty() ? texts.first(1) : texts, rule));
  TRY_(expect(c, ']', rule));
  c.ended("section");
  return s;
}

// RFC 9051 section 9: section-binary = "[" [section-part] "]"
Result<List<std::uint32_t>> section_binary(Cursor& c) {
  TRY_(expect(c, '[', "section-binary"));
  List<std::uint32_t> part;
  if (!c.looks_at(']')) {
    TRY(part, section_part(c, nullptr));
  }
  TRY_(expect(c, ']', "section-binary"));
  c.ended("section-binary");
  return part;
}

// RFC 9051 section 9: partial = "<" number64 "." nz-number64 ">"; RFC 3501: "<" number "." nz-number ">"
Result<Partial> partial(Cursor& c) {
  Partial p;
  TRY_(expect(c, '<', "partial"));
  if (c.dialect().rev2()) {
    TRY(p.first, number64(c));
  } else {
    TRY(p.first, number(c));
  }
  TRY_(expect(c, '.', "partial"));
  if (c.dialect().rev2()) {
    TRY(p.count, nz_number64(c));
  } else {
    TRY(p.count, nz_number(c));
  }
  TRY_(expect(c, '>', "partial"));
  c.ended("partial");
  return p;
}

namespace {

void print_part(Printer& p, List<std::uint32_t> part) {
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (i > 0) p.raw('.');
    p.number(part[i]);
  }
}

}  // namespace

void print(Printer& p, const Section& s) {
  p.raw('[');
  print_part(p, s.part);
  if (s.text != Text::none) {
    if (!s.part.empty()) p.raw('.');
    p.word(text_of<Text>(kSectionTexts, s.text));
  }
  if (!s.fields.empty()) {
    p.raw(" (");
    for (std::size_t i = 0; i < s.fields.size(); ++i) {
      if (i > 0) p.sp();
      print(p, s.fields[i]);
    }
    p.raw(')');
  }
  p.raw(']');
}

void print_section_binary(Printer& p, List<std::uint32_t> part) {
  p.raw('[');
  print_part(p, part);
  p.raw(']');
}

std::span<const Word<Section::Text>> section_text_words() {
  return kSectionTexts;
}

std::string_view name_of(Section::Text text) {
  return text_of<Text>(kSectionTexts, text);
}

}  // namespace imapspec::grammar
