#include "harness/mail/lexer.h"

#include <string>

namespace imapspec::mail {

namespace {
bool is_fws(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
}  // namespace

// RFC 5322 section 3.2.2: CFWS; comments nest, which takes a counter and no recursion.
bool Lexer::skip_cfws() {
  std::size_t i = 0, depth = 0;
  for (; i < rest_.size(); ++i) {
    const char c = rest_[i];
    if (depth > 0 && c == '\\') {
      ++i;  // quoted-pair; a backslash may be the last octet of all
    } else if (c == '(') {
      ++depth;
    } else if (depth > 0) {
      if (c == ')') --depth;
    } else if (!is_fws(c)) {
      break;
    }
  }
  rest_.remove_prefix(i < rest_.size() ? i : rest_.size());
  return i > 0;
}

// RFC 5322 section 3.2.4: quoted-string; line ends within it are folding.
std::string_view Lexer::quoted() {
  std::size_t i = 1;
  bool plain = true;
  for (; i < rest_.size() && rest_[i] != '"'; ++i) {
    plain = plain && rest_[i] != '\\' && rest_[i] != '\r' && rest_[i] != '\n';
    if (rest_[i] == '\\' && i + 1 < rest_.size()) ++i;
  }
  const std::string_view written = rest_.substr(1, i - 1);
  rest_.remove_prefix(i < rest_.size() ? i + 1 : i);
  if (plain) return written;
  std::string text;
  text.reserve(written.size());
  for (std::size_t at = 0; at < written.size(); ++at) {
    if (written[at] == '\r' || written[at] == '\n') continue;
    if (written[at] == '\\' && at + 1 < written.size()) ++at;
    text.push_back(written[at]);
  }
  return arena_->copy(text);
}

// RFC 5322 section 3.4.1: domain-literal
std::string_view Lexer::literal() {
  std::size_t i = 1;
  while (i < rest_.size() && rest_[i] != ']') i += rest_[i] == '\\' ? 2 : 1;
  const std::string_view text = rest_.substr(0, i < rest_.size() ? i + 1 : i);
  rest_.remove_prefix(text.size());
  return text;
}

Token Lexer::next(std::string_view separators) {
  Token t;
  t.spaced = skip_cfws();
  if (rest_.empty()) return t;
  if (rest_.front() == '"') {
    t.kind = Token::Kind::quoted;
    t.text = quoted();
    return t;
  }
  if (rest_.front() == '[' && separators.find('[') != std::string_view::npos) {
    t.kind = Token::Kind::literal;
    t.text = literal();
    return t;
  }
  std::size_t size = 0;
  while (size < rest_.size() && !is_fws(rest_[size]) && rest_[size] != '(' && rest_[size] != '"' &&
         separators.find(rest_[size]) == std::string_view::npos)
    ++size;
  t.kind = size == 0 ? Token::Kind::separator : Token::Kind::word;
  t.text = rest_.substr(0, size == 0 ? 1 : size);
  rest_.remove_prefix(t.text.size());
  return t;
}

}  // namespace imapspec::mail
