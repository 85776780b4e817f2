// derive: random instances of a rule, made from the ABNF alone.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "harness/abnf/grammar.h"
#include "harness/base/random.h"

namespace imapspec::abnf {

struct DeriveBounds {
  std::size_t octets = 160;  // about how long: beyond it every choice is the shortest. The result may be longer
  int depth = 40;            // rules within rules, beyond which every choice is the shallowest
  int repeat = 4;            // how often an unbounded repetition repeats at most, beyond its minimum
};

// A derivation of `rule`, which must be one of the grammar. Literals have the counts they announce and numbers are in
// their bounds (see hooks.h), so that the judge accepts it. The same seed gives the same text.
std::string derive(const Grammar& grammar, std::string_view rule, Random& random, const DeriveBounds& bounds = {});

}  // namespace imapspec::abnf
