#include "reference-server/commands/name_pattern.h"

#include <vector>

#include "reference-server/store/flag_set.h"

namespace imapspec::reference_server {

namespace {

constexpr std::string_view kInbox = "INBOX";

bool is_wildcard(char c) {
  return c == '*' || c == '%';
}

}  // namespace

NamePattern::NamePattern(std::string_view reference, std::string_view pattern, char separator) : separator_(separator) {
  for (const std::string_view part : {reference, pattern}) {
    for (const char c : part) {
      if (!is_wildcard(c)) {
        ++plain_;
        pattern_.push_back(c);
      } else if (pattern_.empty() || !is_wildcard(pattern_.back())) {
        pattern_.push_back(c);
      } else if (c == '*') {
        pattern_.back() = c;  // "%*", "*%" and "**" are "*"
      }
    }
  }
  const std::size_t end = pattern_.find_first_of(std::string("*%") + separator);
  if (same_word(std::string_view(pattern_).substr(0, end), kInbox)) pattern_.replace(0, kInbox.size(), kInbox);
}

// The set of places in the pattern that the name read so far may have led to, moved on octet by octet.
bool NamePattern::matches(std::string_view name) const {
  if (plain_ > name.size()) return false;
  const std::size_t end = pattern_.size();
  std::vector<bool> at(end + 1), next(end + 1);
  const auto pass_wildcards = [&](std::vector<bool>& places) {  // a wildcard may fit nothing
    for (std::size_t i = 0; i < end; ++i)
      if (places[i] && is_wildcard(pattern_[i])) places[i + 1] = true;
  };
  at[0] = true;
  pass_wildcards(at);
  for (std::size_t n = 0; n < name.size(); ++n) {
    next.assign(end + 1, false);
    for (std::size_t i = 0; i < end; ++i) {
      if (!at[i]) continue;
      const char c = pattern_[i];
      if (c == '*' || (c == '%' && name[n] != separator_)) next[i] = true;
      if (is_wildcard(c)) continue;
      if (c == name[n]) next[i + 1] = true;
    }
    pass_wildcards(next);
    at.swap(next);
  }
  return at[end];
}

}  // namespace imapspec::reference_server
