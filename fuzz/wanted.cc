#include "fuzz/wanted.h"

#include <algorithm>
#include <utility>

namespace imapspec::fuzz {

namespace {
constexpr std::string_view kProfile = "profile ", kVariation = "variation ", kQuirk = "quirk ";
}

bool is_wanted(std::string_view message) {
  return message.starts_with(kProfile) || message.starts_with(kVariation) || message.starts_with(kQuirk);
}

Wanted take_wanted(std::vector<std::string>& messages) {
  Wanted wanted;
  const auto commands = std::find_if_not(messages.begin(), messages.end(), [](const auto& m) { return is_wanted(m); });
  for (auto at = messages.begin(); at != commands; ++at) {
    const std::size_t space = at->find(' ') + 1;
    std::string name = at->substr(space, at->find_first_of(" \r\n", space) - space);
    if (at->starts_with(kProfile))
      wanted.profile = std::move(name);
    else if (at->starts_with(kVariation))
      wanted.variations.push_back(std::move(name));
    else
      wanted.quirks.push_back(std::move(name));
  }
  messages.erase(messages.begin(), commands);
  return wanted;
}

}  // namespace imapspec::fuzz
