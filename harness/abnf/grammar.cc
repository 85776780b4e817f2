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

std::string lower(std::string_view text) {
  std::string to(text);
  for (char& c : to) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return to;
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
    case Hook::Kind::unlike:
      return std::find(asked.unlike.begin(), asked.unlike.end(), lower(text)) == asked.unlike.end();
    case Hook::Kind::count:
      break;  // the move itself counts
  }
  return true;
}

bool Network::may_grow(std::uint32_t rule, std::string_view text) const {
  const Hook* hook = rules[rule].hook;
  if (hook == nullptr) return true;
  if (hook->kind == Hook::Kind::number) return value_of(text) <= hook->most;
  return hook->kind != Hook::Kind::without || text.find_first_of(hook->text) == std::string_view::npos;
}

}  // namespace imapspec::abnf
