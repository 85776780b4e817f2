// The lexer of patterns: words, lists, sections and holes, octet by octet. For pattern.cc and check.cc alone.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/scenario/pattern.h"

namespace imapspec::scenario {

class Lexer {
 public:
  template <class T>
  using Expected = std::expected<T, PatternError>;

  explicit Lexer(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ == text_.size(); }
  std::size_t at() const { return at_; }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  std::string_view rest() const { return text_.substr(at_); }
  bool take(std::string_view word) {
    if (!rest().starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  std::unexpected<PatternError> wrong(std::string message) const { return wrong_at(at_, std::move(message)); }
  static std::unexpected<PatternError> wrong_at(std::size_t at, std::string message) {
    return std::unexpected(PatternError{at, std::move(message)});
  }

  // At a "$": the hole, or a text piece "$" for "$$".
  Expected<Piece> dollar();
  // Text and holes to the end.
  Expected<Pieces> text();
  // Nodes with one space between them, up to the end or, not taken, the octet `end` (")" or "]"; 0: the end of the
  // line).
  Expected<std::vector<Node>> nodes(char end);
  // {name}, {name+}, ~{name}, {5}.
  Expected<Node> braces();
  // Whether octets or an announcement stand here, for lines that are otherwise text.
  bool looks_at_braces() const;
  // /regex/, if one stands here and ends before a space, a bracket or the end.
  bool looks_at_regex(std::size_t* length) const;
  Expected<Node> regex(std::size_t length);

 private:
  Expected<Node> node(char end);
  Expected<Node> list();
  Expected<Node> quoted();
  Expected<Node> atom(char end);
  Expected<void> section(Node& node);
  Expected<Pieces> until(std::string_view stops);
  bool ends_here(std::size_t at) const;

  std::string_view text_;
  std::size_t at_ = 0;
  unsigned depth_ = 0;
};

}  // namespace imapspec::scenario
