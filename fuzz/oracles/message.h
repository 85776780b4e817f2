// Commands and responses under one name, for the oracles that hold for both.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/grammar/framing.h"
#include "harness/grammar/generate/generate.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"
#include "harness/grammar/whole.h"

namespace imapspec::fuzz {

template <class Tree>
struct Message;
template <>
struct Message<grammar::Command> {
  static constexpr auto kDirection = grammar::Direction::command;
  static Result<grammar::Command> parse(std::string_view text, Arena& arena, const grammar::Dialect& dialect) {
    return grammar::parse_command(text, arena, dialect);
  }
  static Result<void> read(grammar::Cursor& c, grammar::Command& tree) { return grammar::whole_command(c, tree); }
  static grammar::Diagnosis diagnose(std::string_view text, const grammar::Dialect& dialect) {
    return grammar::diagnose_command(text, dialect);
  }
  static grammar::Command generate(grammar::Generator& g) { return grammar::generate_command(g); }
  static std::string print(const grammar::Command& tree) { return grammar::joined(grammar::print_command(tree)); }
  static void print(const grammar::Command& tree, std::string& to) { grammar::print_command(tree, to); }
};
template <>
struct Message<grammar::Response> {
  static constexpr auto kDirection = grammar::Direction::response;
  static Result<grammar::Response> parse(std::string_view text, Arena& arena, const grammar::Dialect& dialect) {
    return grammar::parse_response(text, arena, dialect);
  }
  static Result<void> read(grammar::Cursor& c, grammar::Response& tree) { return grammar::whole_response(c, tree); }
  static grammar::Diagnosis diagnose(std::string_view text, const grammar::Dialect& dialect) {
    return grammar::diagnose_response(text, dialect);
  }
  static grammar::Response generate(grammar::Generator& g) { return grammar::generate_response(g); }
  static std::string print(const grammar::Response& tree) { return grammar::print_response(tree); }
  static void print(const grammar::Response& tree, std::string& to) { grammar::print_response(tree, to); }
};

// What the framer finds in the octets, given in portions of at most so many.
inline std::vector<std::string> framed(grammar::Direction direction, std::string_view octets,
                                       std::size_t portion = static_cast<std::size_t>(-1)) {
  grammar::Framer framer(direction);
  std::vector<std::string> messages;
  while (!octets.empty()) {
    std::string_view part = octets.substr(0, portion);
    octets.remove_prefix(part.size());
    while (!part.empty()) {
      const auto event = framer.feed(part);
      part.remove_prefix(event.consumed);
      if (event.kind == grammar::FrameEvent::Kind::message) messages.emplace_back(framer.message());
    }
  }
  return messages;
}

}  // namespace imapspec::fuzz
