#include "harness/abnf/grammar.h"

#include <algorithm>

#include "harness/abnf/network.h"

namespace imapspec::abnf {
namespace {

// The value of a run of digits, or the greatest there is.
std::uint64_t value_of(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char c : digits) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (value > (std::numeric_limits<std::uint64_t>::max() - digit) / 10)
      return std::numeric_limits<std::uint64_t>::max();
    value = value * 10 + digit;
  }
  return value;
}

}  // namespace

std::string content_of(std::string_view astring) {
  if (astring.starts_with('{')) return std::string(astring.substr(astring.find('\n') + 1));
  if (!astring.starts_with('"') || astring.size() < 2) return std::string(astring);
  std::string content;
  for (std::size_t i = 1; i + 1 < astring.size(); ++i) {
    if (astring[i] == '\\') ++i;
    content += astring[i];
  }
  return content;
}

std::string lower(std::string_view text) {
  std::string to(text);
  for (char& c : to) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return to;
}

bool is_among(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::span<const Rule> Grammar::rules() const {
  return network_->listed;
}

const Rule* Grammar::find(std::string_view name) const {
  const std::uint32_t at = network_->find(name);
  return at == kNone ? nullptr : &network_->listed[at];
}

std::span<const std::string> Grammar::undefined() const {
  return network_->undefined;
}

std::uint32_t Network::find(std::string_view name) const {
  const auto at = index.find(lower(name));
  return at == index.end() ? kNone : at->second;
}

std::uint32_t Network::number_of(const OctetSet& set) {
  const auto [at, is_new] = set_numbers.try_emplace(set, static_cast<std::uint32_t>(sets.size()));
  if (is_new) sets.push_back(set);
  return at->second;
}

bool Network::allows(std::uint32_t rule, std::string_view text) const {
  const NetworkRule& asked = rules[rule];
  if (asked.hook == nullptr) return true;
  switch (asked.hook->kind) {
    case Hook::Kind::number: {
      const std::uint64_t value = value_of(text);
      return value >= asked.hook->least && value <= asked.hook->most;
    }
    case Hook::Kind::without:
      return text.find_first_of(asked.hook->text) == std::string_view::npos;
    case Hook::Kind::alone:
      return text == asked.hook->text || text.find(asked.hook->text) == std::string_view::npos;
    case Hook::Kind::value:
      return asked.hook->fits(content_of(text));
    case Hook::Kind::shape:
      return asked.hook->fits(text);
    case Hook::Kind::unlike: {
      const std::string word = lower(text.substr(0, text.find(' ')));
      return !is_among(asked.with_more, word) && (asked.hook->least > 0 || !is_among(asked.alone, word));
    }
    case Hook::Kind::uncoded:  // the judge asks
    case Hook::Kind::holds:    // the judge asks
    case Hook::Kind::count:    // the move itself counts
      break;
  }
  return true;
}

bool Network::may_grow(std::uint32_t rule, std::string_view text) const {
  const Hook* hook = rules[rule].hook;
  if (hook == nullptr) return true;
  switch (hook->kind) {
    case Hook::Kind::number:
      return value_of(text) <= hook->most;
    case Hook::Kind::without:
      return text.find_first_of(hook->text) == std::string_view::npos;
    case Hook::Kind::alone:
      return text.find(hook->text) == std::string_view::npos;
    case Hook::Kind::unlike:
      return text.find(' ') == std::string_view::npos || allows(rule, text);
    case Hook::Kind::value:  // what is there may be a part of an escape or a header
    case Hook::Kind::holds:
    case Hook::Kind::uncoded:
    case Hook::Kind::shape:
    case Hook::Kind::count:  // the move itself counts
      break;
  }
  return true;
}

}  // namespace imapspec::abnf
