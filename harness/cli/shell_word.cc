#include "harness/cli/shell_word.h"

namespace imapspec::cli {

std::string shell_word(std::string_view text) {
  // Without what any shell expands: * ? [ ] { } ~ and a comma between braces.
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:/@%+=";
  if (!text.empty() && text.front() != '=' && text.find_first_not_of(kPlain) == std::string_view::npos)
    return std::string(text);
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + '\'';
}

}  // namespace imapspec::cli
