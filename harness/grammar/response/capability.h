// capability-data: the list behind CAPABILITY, in the response and in the code (RFC 9051 section 9).
#pragma once

#include "harness/grammar/core/cursor.h"

namespace imapspec::grammar {

class Printer;

// *(SP capability) with at least IMAP4rev1 (RFC 3501) or IMAP4rev2 (RFC 9051) among them, behind the word.
Result<List<std::string_view>> capability_list(Cursor& c);
void print_capability_list(Printer& p, List<std::string_view> capabilities);

}  // namespace imapspec::grammar
