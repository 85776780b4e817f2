// LIST of RFC 3501, RFC 5258 and RFC 9051, and LSUB.
#pragma once

#include "harness/grammar/command/command.h"

namespace imapspec::grammar {

Result<ListCommand> list(Cursor& c);  // behind "LIST" SP
Result<Lsub> lsub(Cursor& c);         // behind "LSUB" SP
void print(Printer& p, const ListCommand& command);
void print(Printer& p, const Lsub& command);

}  // namespace imapspec::grammar
