// Mailbox names on the wire: the astring as written; INBOX in any case is INBOX (RFC 9051 section 5.1).
#pragma once

#include <expected>
#include <string>

#include "harness/grammar/core/string.h"

namespace imapspec::grammar {

struct Mailbox {
  String name;  // as on the wire: modified UTF-7 under rev1, UTF-8 under rev2 or UTF8=ACCEPT
  bool is_inbox() const;
  friend bool operator==(const Mailbox&, const Mailbox&) = default;
};

Result<Mailbox> mailbox(Cursor& c);
void print(Printer& p, const Mailbox& m);

// Modified UTF-7 (RFC 3501 section 5.1.3), strict both ways: what is not the shortest and only spelling is refused.
// The error is the offset of the octet that is wrong.
std::expected<std::string, std::size_t> decode_mutf7(std::string_view wire);
std::string encode_mutf7(std::string_view utf8);  // utf8 must be well-formed

}  // namespace imapspec::grammar
