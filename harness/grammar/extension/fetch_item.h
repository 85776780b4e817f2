// FETCH data of small extensions: SAVEDATE (RFC 8514) and PREVIEW (RFC 8970).
#pragma once

#include <optional>

#include "harness/grammar/core/date.h"
#include "harness/grammar/core/string.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct FetchSaveDate {
  static constexpr std::string_view kName = "SAVEDATE";
  std::optional<DateTime> date;  // nullopt is NIL
  friend bool operator==(const FetchSaveDate&, const FetchSaveDate&) = default;
};
Result<FetchSaveDate> savedate_item(Cursor& c);
void print(Printer& p, const FetchSaveDate& item);
void add_terms(Term& t, const FetchSaveDate& item);

struct FetchPreview {
  static constexpr std::string_view kName = "PREVIEW";
  NString text;
  friend bool operator==(const FetchPreview&, const FetchPreview&) = default;
};
Result<FetchPreview> preview_item(Cursor& c);
void print(Printer& p, const FetchPreview& item);
void add_terms(Term& t, const FetchPreview& item);

// What may stand behind PREVIEW in a request, with its parentheses: "(" preview-mod *(SP preview-mod) ")".
Result<List<std::string_view>> preview_mods(Cursor& c);  // as written
void print_preview_mods(Printer& p, List<std::string_view> mods);

}  // namespace imapspec::grammar
