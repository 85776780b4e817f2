// What a fuzz target demands: a property that does not hold ends the process with its name, which libFuzzer reports.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace imapspec::fuzz {

inline void require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "property does not hold: %s\n", property);
  std::abort();
}

}  // namespace imapspec::fuzz
