#include "harness/grammar/extension/fetch_item.h"

#include <array>

#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

constexpr std::array kPreviewMods = {Word<bool>{"LAZY", true}};

// RFC 8970 section 6: preview-mod = "LAZY". Kept as it was written.
Result<std::string_view> preview_mod(Cursor& c) {
  const std::uint32_t start = c.offset();
  const auto mark = c.mark();
  TRY_(one_of<bool>(c, kPreviewMods, "preview-mod"));
  const std::size_t size = c.offset() - start;
  c.rewind(mark);
  std::string_view written;
  c.skip(size, written);
  return written;
}

}  // namespace

// RFC 8514 section 5: msg-att-static =/ "SAVEDATE" SP (date-time / nil)
Result<FetchSaveDate> savedate_item(Cursor& c) {
  TRY_(sp(c, "msg-att-static"));
  if (c.looks_at('"')) {
    TRY(const auto date, date_time(c));
    return FetchSaveDate{date};
  }
  TRY_(nil(c));
  return FetchSaveDate{};
}
void print(Printer& p, const FetchSaveDate& item) {
  p.sp();
  if (item.date) return print(p, *item.date);
  p.word("NIL");
}
void add_terms(Term& t, const FetchSaveDate& item) {
  add(t, {item.date ? date_time_term(*item.date) : nil_term()});
}

// RFC 8970 section 6: msg-att-dynamic =/ "PREVIEW" SP nstring
Result<FetchPreview> preview_item(Cursor& c) {
  TRY(const auto text, spaced(c, nstring, "msg-att-dynamic"));
  return FetchPreview{text};
}
void print(Printer& p, const FetchPreview& item) {
  print_each(p, item.text);
}
void add_terms(Term& t, const FetchPreview& item) {
  add(t, {nstring_term(item.text)});
}

// RFC 8970 section 6: fetch-att =/ "PREVIEW" [SP "(" preview-mod *(SP preview-mod) ")"]
Result<List<std::string_view>> preview_mods(Cursor& c) {
  return in_parentheses<std::string_view>(c, preview_mod, "preview-mod");
}
void print_preview_mods(Printer& p, List<std::string_view> mods) {
  print_in_parentheses(p, mods, [](Printer& to, std::string_view mod) { to.raw(mod); });
}

}  // namespace imapspec::grammar
