// Round trip: a message to its tree and back, at the greatest speed; what else must hold of it is in laws.h.
#pragma once

#include "fuzz/counters.h"
#include "fuzz/oracles/message.h"
#include "fuzz/require.h"

namespace imapspec::fuzz {

template <class Tree>
void round_trip(std::string_view octets) {
  static Arena arena;
  static std::string printed;
  arena.reset();
  const auto tree = Message<Tree>::parse(octets, arena, {.revision = grammar::Revision::either});
  if (!tree) {
    require(tree.error().offset <= octets.size(), "14: the error lies within the message");
    return;
  }
  Message<Tree>::print(*tree, printed);
  require(printed == octets, "1: a message prints back to the octet", printed);
  count_alternatives(*tree);
}

}  // namespace imapspec::fuzz
