#include "fuzz/to_scenario.h"

#include <algorithm>

#include "fuzz/mutate.h"
#include "fuzz/wanted.h"
#include "harness/base/base64.h"

namespace imapspec::fuzz {

namespace {

// As a comment shows it.
std::string readable(std::string_view octets) {
  constexpr std::size_t kShown = 100;
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : octets.substr(0, kShown)) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet >= 0x20 && octet < 0x7f && c != '\\')
      text += c;
    else
      text.append("\\x").append(1, kDigits[octet >> 4U]).append(1, kDigits[octet & 0xfU]);
  }
  return octets.size() > kShown ? text + "..." : text;
}

}  // namespace

std::string scenario_of(std::string_view target, std::string_view octets, std::string_view id) {
  const bool several = target == "sessions";
  const bool logs_in = target == "authentication";
  std::string text =
      "topic: What a fuzzer has found\n"
      "scenarios:\n"
      "  - id: " +
      std::string(id) +
      "\n"
      "    title: Whatever a session has said, a new connection works\n"
      "    verifies: [rfc9051-2.2.2-a]\n"
      "    given: {messages: 6}\n"
      "    sessions: {";
  constexpr std::string_view kNames[] = {"first", "second", "third"};
  for (std::size_t i = 0; i < (several ? std::size(kNames) : 1); ++i)
    text += std::string(kNames[i]) + (logs_in ? ": secured, " : ": selected, ");
  text += "after: none}\n    steps:\n";
  for (const auto& message : messages_of(octets, Shape::commands)) {
    if (is_wanted(message)) continue;
    const auto number = several ? static_cast<unsigned char>(message.front()) % std::size(kNames) : 0;
    const std::string_view said = several ? std::string_view(message).substr(1) : std::string_view(message);
    text += "      # " + readable(said) + "\n      - " + std::string(kNames[number]) + ": {raw: !!binary " +
            encode_base64(said) + "}\n";
  }
  return text + "      - after: connect\n      - after: {C: NOOP, S: OK}\n";
}

}  // namespace imapspec::fuzz
