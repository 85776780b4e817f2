// Dialect: which of the two base protocols a text is held against. Extensions of coverage.md are part of both.
#pragma once

#include <cstdint>

#include "harness/grammar/core/deviation.h"

namespace imapspec::grammar {

enum class Revision : std::uint8_t {
  rev1,    // RFC 3501 and its extensions: 7-bit quoted strings and text, text is never empty, 32-bit sizes
  rev2,    // RFC 9051: UTF-8, 63-bit numbers, no CHECK, LSUB, RFC822, RECENT, ...
  either,  // the union of the two: what a server that offers both must read before ENABLE is settled
};

struct Dialect {
  Revision revision = Revision::either;
  bool utf8 = false;         // after ENABLE UTF8=ACCEPT or IMAP4rev2: UTF-8 in quoted strings and text even under rev1
  bool from_client = false;  // commands, where {n+} is allowed (RFC 7888 section 3); set by parse_command itself
  DeviationSet tolerated =
      {};  // parsed all the same where the strict grammar refuses a message, and reported in its tree

  bool rev1() const { return revision != Revision::rev2; }
  bool rev2() const { return revision != Revision::rev1; }
  bool allows_utf8() const { return utf8 || revision != Revision::rev1; }
};

}  // namespace imapspec::grammar
