// The RFCs' own ABNF, read by an interpreter that shares no line with the grammar: what the one accepts, the other does.
#pragma once

#include <string_view>

#include "harness/grammar/core/dialect.h"
#include "harness/grammar/framing.h"

namespace imapspec::fuzz {

// Holds the verdict of the grammar on a whole message against the ABNF. Nothing is held where the message is long, since
// the judge's time is cubic, or where the RFCs' texts are not found (HACKING.md says where they are looked for).
void agree_with_abnf(grammar::Direction direction, std::string_view message, grammar::Revision revision, bool accepted);

}  // namespace imapspec::fuzz
