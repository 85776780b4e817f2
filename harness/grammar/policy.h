// PrintPolicy: how a sender writes the strings of a message: what may stand in quotes, and how literals are announced.
// A message printed by policy is one that the strict parser reads as the tree that was meant, or it is not printed.
#pragma once

#include <string>

#include "harness/base/result.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

struct PrintPolicy {
  enum class Literals : std::uint8_t {
    sync,   // each waits for the server's "+" (RFC 9051 section 4.3)
    plus,   // LITERAL+: none waits (RFC 7888)
    minus,  // LITERAL- and IMAP4rev2: none of at most 4096 octets waits (RFC 7888 section 5)
  };
  Literals literals = Literals::sync;
  Dialect dialect = {.revision = Revision::rev1};  // what the peer reads: UTF-8 in quotes, numbers of 63 bits
  std::size_t quoted_octets_max = 1000;            // a longer string is a literal: some servers refuse long lines
};

// The plainest form that can carry these octets at that place: atom, quoted, literal; literal8 for NUL alone, which
// the grammar has in few places. Literals are announced as a client's under the policy.
String best_form(std::string_view value, Place place, const PrintPolicy& policy);

// A command whose strings are in the form that its tree has, or, where that form cannot carry the octets, in the next
// that can: atom, quoted, literal, literal8. Literals are announced as the policy says; words are in capitals. Octets
// that fit nowhere at their place (CR in a flag, NUL in a mailbox name, a list that is empty where none may be) make an
// error: it is the strict parser's, about what would have been sent; at offset 0 if that would have been read as
// another command.
Result<Fragments> print_command(const Command& command, const PrintPolicy& policy);
// A response likewise. A server's literals wait for nobody and are never announced with "+" (RFC 7888 section 3).
Result<std::string> print_response(const Response& response, const PrintPolicy& policy);

}  // namespace imapspec::grammar
