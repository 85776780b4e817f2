// The RFCs' own ABNF, read by an interpreter that shares no line with the grammar: what the one accepts, the other does.
#pragma once

#include <string_view>

#include "harness/grammar/core/dialect.h"
#include "harness/grammar/framing.h"

namespace imapspec::fuzz {

// One of the revisions, by what the octets are. That names and values of ID are bounded is said by RFC 2971 section 3.3,
// and not by its ABNF: these bounds are tolerated.
grammar::Dialect judged_dialect(std::string_view octets);

// Holds the verdict of the grammar on a whole message against the ABNF. Nothing is held where the message is long, since
// the judge's time is cubic, or where the RFCs' texts are not found (HACKING.md says where they are looked for).
void agree_with_abnf(grammar::Direction direction, std::string_view message, grammar::Revision revision, bool accepted);

}  // namespace imapspec::fuzz
