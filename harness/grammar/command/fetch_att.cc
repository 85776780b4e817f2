#include "harness/grammar/command/fetch_att.h"

#include <algorithm>
#include <array>

#include "harness/grammar/extension/fetch_item.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

namespace {

using Kind = FetchAtt::Kind;
// Longer words before their beginnings.
constexpr std::array kAtts = {
    FetchAttWord{"ENVELOPE", Kind::envelope, false},
    FetchAttWord{"FLAGS", Kind::flags, false},
    FetchAttWord{"INTERNALDATE", Kind::internaldate, false},
    FetchAttWord{"RFC822.HEADER", Kind::rfc822_header, true},
    FetchAttWord{"RFC822.SIZE", Kind::rfc822_size, false},
    FetchAttWord{"RFC822.TEXT", Kind::rfc822_text, true},
    FetchAttWord{"RFC822", Kind::rfc822, true},
    FetchAttWord{"BODYSTRUCTURE", Kind::bodystructure, false},
    FetchAttWord{"BODY.PEEK", Kind::body_peek_section, false},
    FetchAttWord{"BODY", Kind::body, false},
    FetchAttWord{"UID", Kind::uid, false},
    FetchAttWord{"BINARY.PEEK", Kind::binary_peek, false},
    FetchAttWord{"BINARY.SIZE", Kind::binary_size, false},
    FetchAttWord{"BINARY", Kind::binary, false},
    FetchAttWord{"MODSEQ", Kind::modseq, false},
    FetchAttWord{"SAVEDATE", Kind::savedate, false},
    FetchAttWord{"PREVIEW", Kind::preview, false},
    FetchAttWord{"EMAILID", Kind::emailid, false},
    FetchAttWord{"THREADID", Kind::threadid, false},
    FetchAttWord{"ANNOTATION", Kind::annotation, false},
};
constexpr WordIndex<FetchAttWord> kAttIndex(kAtts);

constexpr std::array<Word<FetchMacro>, 3> kMacros = {
    {{"ALL", FetchMacro::all}, {"FAST", FetchMacro::fast}, {"FULL", FetchMacro::full}}};

bool has_section(Kind kind) {
  return kind == Kind::body_section || kind == Kind::body_peek_section || kind == Kind::binary ||
         kind == Kind::binary_peek || kind == Kind::binary_size;
}

// RFC 8970 section 6: fetch-att =/ "PREVIEW" [SP "(" preview-mod *(SP preview-mod) ")"]
// What stands behind an item without parentheses may as well be fetch-modifiers: it is tried as preview-mods first.
Result<void> preview_mods_of(Cursor& c, FetchAtt& att, bool alone) {
  if (!c.rest().starts_with(" (")) return {};
  const auto mark = c.mark();
  c.take(' ');
  const auto mods = preview_mods(c);
  if (mods) {
    att.preview_mods = *mods;
  } else if (alone && mods.error().kind == ParseError::Kind::mismatch) {
    c.rewind(mark);
  } else {
    return std::unexpected(mods.error());
  }
  return {};
}

}  // namespace

std::span<const FetchAttWord> fetch_att_words() {
  return kAtts;
}
std::span<const Word<FetchMacro>> fetch_macro_words() {
  return kMacros;
}

namespace {

// RFC 9051 section 9: fetch-att = "ENVELOPE" / "FLAGS" / ... / "BODY" section [partial] / ...
// RFC 7162 section 7: fetch-mod-sequence = "MODSEQ"; RFC 8514 section 5: "SAVEDATE"; RFC 8474 section 7: "EMAILID" /
// "THREADID"
Result<void> att_of(Cursor& c, bool alone, FetchAtt& att) {
  bool short_of_it = false;
  const auto allowed = [&c](const FetchAttWord& word) { return !word.rev1_only || c.dialect().rev1(); };
  const auto* word = take_entry(c, kAttIndex, c.ahead(kItemChar), allowed, &short_of_it);
  if (word == nullptr) return short_of_it ? c.incomplete("fetch-att") : c.fail("fetch-att");
  att.kind = word->kind;
  if (att.kind == Kind::body && c.looks_at('[')) att.kind = Kind::body_section;
  if (att.kind == Kind::preview) TRY_(preview_mods_of(c, att, alone));
  if (att.kind == Kind::annotation) {
    TRY(att.annotation, annotation_request(c));
  }
  if (!has_section(att.kind)) return {};
  if (att.kind == Kind::body_section || att.kind == Kind::body_peek_section) {
    TRY(att.section, section(c));
  } else {
    TRY(att.section.part, section_binary(c));
  }
  if (att.kind != Kind::binary_size && c.looks_at('<')) {
    TRY(att.partial, partial(c));
  }
  c.ended("fetch-att");
  return {};
}

}  // namespace

Result<FetchAtt> fetch_att(Cursor& c) {
  FetchAtt att;
  TRY_(fetch_att_into(c, att));
  return att;
}
Result<void> fetch_att_into(Cursor& c, FetchAtt& att) {
  return att_of(c, false, att);
}
Result<FetchAtt> fetch_att_alone(Cursor& c) {
  FetchAtt att;
  TRY_(att_of(c, true, att));
  return att;
}

void print(Printer& p, const FetchAtt& att) {
  const Kind word_kind = att.kind == Kind::body_section ? Kind::body : att.kind;
  p.word(std::find_if(kAtts.begin(), kAtts.end(), [word_kind](const FetchAttWord& w) {
           return w.kind == word_kind;
         })->text);
  if (att.kind == Kind::body_section || att.kind == Kind::body_peek_section)
    print(p, att.section);
  else if (has_section(att.kind))
    print_section_binary(p, att.section.part);
  if (att.kind == Kind::annotation) print(p, att.annotation);
  if (!att.preview_mods.empty()) {
    p.sp();
    print_preview_mods(p, att.preview_mods);
  }
  if (!att.partial) return;
  p.raw('<');
  p.number(att.partial->first);
  p.raw('.');
  p.number(att.partial->count);
  p.raw('>');
}

Result<FetchMacro> fetch_macro(Cursor& c) {
  return one_of<FetchMacro>(c, kMacros, "fetch");
}

std::string_view name_of(FetchMacro macro) {
  return text_of<FetchMacro>(kMacros, macro);
}

std::string_view name_of(FetchAtt::Kind kind) {
  const Kind word_kind = kind == Kind::body_section ? Kind::body : kind;
  return std::find_if(kAtts.begin(), kAtts.end(), [word_kind](const FetchAttWord& w) { return w.kind == word_kind; })
      ->text;
}

}  // namespace imapspec::grammar
