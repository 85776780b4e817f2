// Numbers of the protocol. They are bounded: past the bound a digit string is a mismatch at the octet that passes it.
#pragma once

#include "harness/grammar/core/cursor.h"

namespace imapspec::grammar {

class Printer;

Result<std::uint32_t> number(Cursor& c, const char* rule = "number");            // 0 .. 4,294,967,295
Result<std::uint32_t> nz_number(Cursor& c, const char* rule = "nz-number");      // 1 .. 4,294,967,295, no leading zero
Result<std::uint64_t> number64(Cursor& c, const char* rule = "number64");        // 0 .. 2^63 - 1
Result<std::uint64_t> nz_number64(Cursor& c, const char* rule = "nz-number64");  // 1 .. 2^63 - 1, no leading zero

void print_number(Printer& p, std::uint64_t n);

}  // namespace imapspec::grammar
