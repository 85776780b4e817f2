// Mutate: inputs that are commands or responses, changed as trees: a node is made anew, taken from elsewhere, left out,
// doubled. The counts of literals stay right, unless a number is changed as such. A share of the mutations is raw, so that no octet is out of reach.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "fuzz/target.h"
#include "harness/base/random.h"

namespace imapspec::fuzz {

// Changes octets without knowing what they mean; never more than `octets_max` come out.
using RawMutation = std::function<std::string(std::string_view octets, std::size_t octets_max)>;

// Never longer than `octets_max`. Of Shape::octets it is the raw mutation.
std::string mutated(std::string_view octets, Shape shape, std::size_t octets_max, Random& random,
                    const RawMutation& raw);

// Messages of both in turn, one of them with a subtree of the other's. Of Shape::octets the beginning of the one and the
// end of the other.
std::string crossed(std::string_view a, std::string_view b, Shape shape, Random& random);

// The pieces that messages are made of: lines with their CRLF, and literals behind the lines that announce them.
struct Piece {
  std::string octets;
  bool literal = false;
};
std::vector<Piece> pieces_of(std::string_view message);
// Put together again; each line that announces a literal announces as many octets as follow.
std::string joined(const std::vector<Piece>& pieces);

// The messages in the octets, as the framer parts them; what is behind the last is one more.
std::vector<std::string> messages_of(std::string_view octets, Shape shape);
// The same, and the last is whole too: its literal is as long as it is, its line ends.
std::vector<std::string> whole_messages_of(std::string_view octets, Shape shape);

// A raw mutation for programs without a fuzzing engine.
RawMutation simple_mutation(Random& random);

}  // namespace imapspec::fuzz
