// Untyped: octets that the grammar keeps as text, read as words, numbers, strings and lists as best one can.
#pragma once

#include <string_view>
#include <vector>

#include "harness/grammar/term.h"

namespace imapspec::scenario {

// "7 (a b) \"c\" 1:3" -> number, list, string, ranges. What is not balanced becomes words.
std::vector<grammar::Term> untyped_terms(std::string_view octets);

}  // namespace imapspec::scenario
