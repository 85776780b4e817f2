// Counters: what of the grammar a tree is made of (alternatives of variants, values of enumerations, what is left out or
// there, lengths of lists), as coverage that the fuzzing engine sees beside that of the code.
#pragma once

#include "harness/grammar/command/command.h"
#include "harness/grammar/response/response.h"

namespace imapspec::fuzz {

void count_alternatives(const grammar::Command& command);
void count_alternatives(const grammar::Response& response);

}  // namespace imapspec::fuzz
