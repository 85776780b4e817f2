// Trace: what a second pass over a refused message writes down for the diagnosis. The first pass has none and pays one
// comparison in the rules that could end in it.
#pragma once

#include <cstdint>
#include <string_view>

#include "harness/base/result.h"

namespace imapspec::grammar {

struct Trace {
  // The rule that ended last, and where: what stands before a failure.
  std::string_view ended;
  std::uint32_t ended_at = 0;

  // The furthest failure of all alternatives that were tried, and what had ended when it came.
  ParseError furthest;
  std::string_view before;
  std::uint32_t before_at = 0;
  bool failed = false;

  void end(std::string_view rule, std::uint32_t offset) {
    ended = rule;
    ended_at = offset;
  }
  void fail(const ParseError& error) {
    if (failed && error.offset <= furthest.offset) return;
    failed = true;
    furthest = error;
    before = ended;
    before_at = ended_at;
  }
};

}  // namespace imapspec::grammar
