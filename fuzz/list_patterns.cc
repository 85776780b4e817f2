// Patterns of LIST: matched as a re-implementation does that only follows RFC 9051 section 6.3.9 word by word.
#include <algorithm>
#include <string>

#include "fuzz/input.h"
#include "fuzz/target.h"
#include "harness/base/word.h"
#include "reference-server/commands/name_pattern.h"

using namespace imapspec;

namespace {

// It tries everything, so only short texts can be given to it.
constexpr std::size_t kPatternOctetsMax = 14, kNameOctetsMax = 24;
constexpr auto kWildcardsMax = 5;

// "*" is zero or more octets at its place, "%" the same without the separator.
bool fits(std::string_view pattern, std::string_view name, char separator) {
  if (pattern.empty()) return name.empty();
  const char first = pattern.front();
  if (first != '*' && first != '%')
    return !name.empty() && name.front() == first && fits(pattern.substr(1), name.substr(1), separator);
  for (std::size_t taken = 0;; ++taken) {
    if (fits(pattern.substr(1), name.substr(taken), separator)) return true;
    if (taken == name.size() || (first == '%' && name[taken] == separator)) return false;
  }
}

// RFC 9051 section 5.1: INBOX in any case is INBOX, alone or in front of the separator.
std::string canonical(const std::string& text, char separator) {
  const std::size_t level = std::min(text.find_first_of(std::string("*%") + separator), text.size());
  return same_word(std::string_view(text).substr(0, level), "INBOX") ? "INBOX" + text.substr(level) : text;
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(list_patterns, octets, octets) {
  fuzz::Input input(octets);
  constexpr std::string_view kSeparators = "/.a\\";
  const char separator = kSeparators[input.below(kSeparators.size())];
  const std::string reference(input.until('\n')), pattern(input.until('\n')), name(input.rest());
  const reference_server::NamePattern compiled(reference, pattern, separator);
  const bool matches = compiled.matches(name);
  if (reference.size() + pattern.size() > kPatternOctetsMax || name.size() > kNameOctetsMax) return;
  const std::string whole = canonical(reference + pattern, separator);
  if (std::count_if(whole.begin(), whole.end(), [](char c) { return c == '*' || c == '%'; }) > kWildcardsMax) return;
  fuzz::require(matches == fits(whole, name, separator), "a name fits a pattern as RFC 9051 section 6.3.9 says",
                whole + " and " + name);
}
