// The tokens of structured header fields (RFC 5322 section 3.2, RFC 2045 section 5.1): words, quoted strings, domain
// literals, separators; comments and folding white space between them are passed over. It only goes forward.
#pragma once

#include <cstdint>
#include <string_view>

#include "harness/base/arena.h"

namespace imapspec::mail {

struct Token {
  enum class Kind : std::uint8_t {
    end,
    word,       // octets up to white space, a comment, a quote or a separator
    quoted,     // text is what it says, without quotes and backslashes
    literal,    // [127.0.0.1], brackets included; only where "[" is a separator
    separator,  // text is that one octet
  };
  Kind kind = Kind::end;
  std::string_view text;
  bool spaced = false;  // white space or a comment stood before it

  bool is(char separator) const { return kind == Kind::separator && text.front() == separator; }
  bool is_value() const { return kind == Kind::word || kind == Kind::quoted; }
};

class Lexer {
 public:
  // `body` is that of a field, folded or not. Texts of tokens are views into it or into the arena.
  Lexer(std::string_view body, Arena& arena) : rest_(body), arena_(&arena) {}
  // Which octets separate words depends on where in a field we are. A quote, comment or literal without its end goes to
  // the end of the field.
  Token next(std::string_view separators);

 private:
  bool skip_cfws();
  std::string_view quoted();
  std::string_view literal();
  std::string_view rest_;
  Arena* arena_;
};

}  // namespace imapspec::mail
