// The steps of build() (network.h): rules to trees, trees to automata.
#pragma once

#include "harness/abnf/network.h"

namespace imapspec::abnf {

// Fills rules and index with the names.
void name_rules(const Composition& composition, Network& network);

// Fills the trees, and undefined: names become indices, and what is one octet of a set becomes that set. The hooks of the
// rules are known by now.
void resolve(const Composition& composition, Network& network);

// Fills states, moves and texts from the trees.
void make_automata(Network& network);

inline bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace imapspec::abnf
