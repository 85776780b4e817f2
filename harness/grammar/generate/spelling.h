// Spelling: the words of a tree written otherwise, in small or mixed letters. What the message means stays the same.
#pragma once

#include "harness/grammar/generate/generator.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

// Gives some of the words (Weights::other_case) another spelling, in place of those that the tree had.
void respell(Generator& g, Command& command);
void respell(Generator& g, Response& response);

}  // namespace imapspec::grammar
