// LIST of RFC 3501, RFC 5258 and RFC 9051, and LSUB.
#pragma once

#include "harness/grammar/command/command.h"

namespace imapspec::grammar {

// The options of LIST that RFC 5258, RFC 5738, RFC 5819, RFC 6154, RFC 8440 and RFC 9590 define.
struct ListOptionWord {
  enum class Class : std::uint8_t {
    base,         // list-select-base-opt
    independent,  // list-select-independent-opt
    modifier,     // list-select-mod-opt
    plain,        // return-option without a value
    status,       // STATUS (...)
    metadata,     // METADATA (...)
  };
  std::string_view text;
  Class kind;
};
std::span<const ListOptionWord> list_select_words();
std::span<const ListOptionWord> list_return_words();

Result<ListCommand> list(Cursor& c);  // behind "LIST" SP
Result<Lsub> lsub(Cursor& c);         // behind "LSUB" SP
void print(Printer& p, const ListCommand& command);
void print(Printer& p, const Lsub& command);

}  // namespace imapspec::grammar
