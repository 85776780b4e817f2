// What a conversation has to know of mod-sequences (RFC 7162).
#pragma once

#include "harness/grammar/command/command.h"

namespace imapspec::oracle {

// Whether the command, once it succeeds, makes the client aware of CONDSTORE (RFC 7162 section 3.1). ENABLE is not among
// them: there the untagged ENABLED says it.
bool enables_condstore(const grammar::CommandBody& command);
// Whether MODSEQ is among the keys.
bool asks_for_modseqs(const List<grammar::SearchKey>& keys);

}  // namespace imapspec::oracle
