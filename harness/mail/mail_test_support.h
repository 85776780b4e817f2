// What the tests of this folder share: a message on the heap with no spare octet behind it, and printed trees.
#pragma once

#include <memory>
#include <ranges>
#include <string>
#include <string_view>

#include "harness/base/arena.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"
#include "harness/mail/message.h"

namespace imapspec::mail {

// Texts of tests are written with LF; messages have CRLF.
inline std::string crlf(std::string_view text) {
  std::string to;
  for (const char c : text) {
    if (c == '\n') to.push_back('\r');
    to.push_back(c);
  }
  return to;
}

inline std::string repeated(std::string_view text, std::size_t times) {
  std::string to;
  to.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) to.append(text);
  return to;
}

// A parsed message with its octets and its arena.
struct Parsed {
  explicit Parsed(std::string_view text) : octets(new char[text.size()]), size(text.size()) {
    text.copy(octets.get(), size);
    root = parse_message({octets.get(), size}, arena, &work);
  }
  std::unique_ptr<char[]> octets;  // exactly as long as the message, so that a sanitizer sees any over-read
  std::size_t size;
  Arena arena;
  Work work;
  Part root;
};

template <class Tree>
std::string printed(const Tree& tree) {
  grammar::Printer p;
  print(p, tree);
  return grammar::joined(p.take());
}

// 1.2.3
inline List<std::uint32_t> number(Arena& arena, std::string_view dotted) {
  ListBuilder<std::uint32_t> list(arena);
  for (const auto part : std::views::split(dotted, '.')) {
    std::uint32_t n = 0;
    for (const char c : part) n = n * 10 + static_cast<std::uint32_t>(c - '0');
    if (!dotted.empty()) list.add(n);
  }
  return list.done();
}

// As it stands between the brackets of BODY[...]; read by the grammar.
inline grammar::Section section(Arena& arena, std::string_view text) {
  const std::string_view whole = arena.copy("[" + std::string(text) + "]");
  grammar::Cursor c(whole, arena);
  const auto s = grammar::section(c);
  return s ? *s : grammar::Section{{}, grammar::Section::Text::mime, {}};  // which no message has
}

}  // namespace imapspec::mail
