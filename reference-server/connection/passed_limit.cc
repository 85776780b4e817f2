#include "reference-server/connection/passed_limit.h"

#include <algorithm>
#include <charconv>

namespace imapspec::reference_server {

namespace {

// Where a literal that begins at the brace ends; just behind the brace if it is none.
std::size_t end_of_literal(std::string_view octets, std::size_t brace) {
  const char* end = octets.data() + octets.size();
  std::size_t size = 0;
  auto [at, error] = std::from_chars(octets.data() + brace + 1, end, size);
  if (error != std::errc()) return brace + 1;
  if (at != end && *at == '+') ++at;
  const std::string_view rest(at, static_cast<std::size_t>(end - at));
  constexpr std::string_view kEnd = "}\r\n";
  if (!rest.starts_with(kEnd) || size > rest.size() - kEnd.size()) return brace + 1;
  return octets.size() - (rest.size() - kEnd.size() - size);
}

std::size_t end_of_quoted(std::string_view octets, std::size_t quote) {
  std::size_t at = quote + 1;
  while (at < octets.size() && octets[at] != '"') at += octets[at] == '\\' ? 2 : 1;
  return at + 1;
}

// Whether it has more than so many opening parentheses, wherever they are.
bool has_more_than(std::size_t count, std::string_view octets) {
  std::size_t at = octets.find('(');
  for (; at != std::string_view::npos && count > 0; --count) at = octets.find('(', at + 1);
  return at != std::string_view::npos;
}

std::size_t depth_of(const List<grammar::SearchKey>& keys) {
  std::size_t deepest = 0;
  for (const auto& key : keys)
    if (!key.keys.empty()) deepest = std::max(deepest, 1 + depth_of(key.keys));
  return deepest;
}

struct SearchDepth {
  std::size_t operator()(const grammar::Search& command) const { return depth_of(command.keys); }
  std::size_t operator()(const grammar::Sort& command) const { return depth_of(command.keys); }
  std::size_t operator()(const grammar::Thread& command) const { return depth_of(command.keys); }
  template <class Other>
  std::size_t operator()(const Other&) const {
    return 0;
  }
};

}  // namespace

std::size_t nesting_of(std::string_view octets) {
  std::size_t depth = 0, deepest = 0;
  for (std::size_t at = 0; at < octets.size();) {
    const char octet = octets[at];
    if (octet == '"') {
      at = end_of_quoted(octets, at);
    } else if (octet == '{') {
      at = end_of_literal(octets, at);
    } else {
      if (octet == '(') deepest = std::max(deepest, ++depth);
      if (octet == ')' && depth > 0) --depth;
      ++at;
    }
  }
  return deepest;
}

const char* passed_limit(const Profile& profile, const grammar::Command& command, std::string_view octets) {
  if (std::visit(SearchDepth(), command.body) > profile.search_depth_max) return "Search keys are nested too deep";
  // Where there are not even so many parentheses, as in nearly all commands, nothing has to be looked at more closely.
  if (has_more_than(profile.nesting_max, octets) && nesting_of(octets) > profile.nesting_max) return "Nested too deep";
  return nullptr;
}

}  // namespace imapspec::reference_server
