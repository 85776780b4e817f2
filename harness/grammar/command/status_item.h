// The items of STATUS: status-att (RFC 9051 section 9, RFC 3501 section 9).
#pragma once

#include <span>

#include "harness/grammar/command/command.h"
#include "harness/grammar/core/words.h"

namespace imapspec::grammar {

Result<StatusItem> status_att(Cursor& c);
Result<List<StatusItem>> status_atts(Cursor& c);  // "(" status-att *(SP status-att) ")"
std::span<const Word<StatusItem>> status_item_words();
bool has(const Dialect& dialect, StatusItem item);  // whether the revision knows it
std::string_view name_of(StatusItem item);
void print_status_atts(Printer& p, List<StatusItem> items);

}  // namespace imapspec::grammar
