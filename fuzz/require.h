// What a fuzz target demands: a property that does not hold ends the process with its name, which libFuzzer reports.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace imapspec::fuzz {

[[noreturn]] inline void broken(std::string_view property, std::string_view about = {}) {
  std::fprintf(stderr, "property does not hold: %.*s%s%.*s\n", static_cast<int>(property.size()), property.data(),
               about.empty() ? "" : ": ", static_cast<int>(about.size()), about.data());
  std::abort();
}

inline void require(bool holds, const char* property) {
  if (!holds) broken(property);
}
inline void require(bool holds, const char* property, std::string_view about) {
  if (!holds) broken(property, about);
}

}  // namespace imapspec::fuzz
