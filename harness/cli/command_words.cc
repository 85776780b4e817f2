#include "harness/cli/command_words.h"

#include <algorithm>
#include <cstring>

namespace imapspec::cli {

namespace {

std::vector<std::string>& kept() {
  static std::vector<std::string> words;
  return words;
}

}  // namespace

int take_command_words(int argc, const char* const* argv) {
  const auto dashes = std::find_if(argv, argv + argc, [](const char* word) { return std::strcmp(word, "--") == 0; });
  kept().clear();
  if (dashes != argv + argc) kept().assign(dashes + 1, argv + argc);
  return static_cast<int>(dashes - argv);
}

const std::vector<std::string>& command_words() {
  return kept();
}

}  // namespace imapspec::cli
