#include "harness/mail/message_id.h"

#include "harness/mail/lexer.h"

namespace imapspec::mail {

// RFC 5322 section 3.6.4: msg-id = [CFWS] "<" id-left "@" id-right ">" [CFWS]; by section 4.5.4 id-left may hold quoted
// strings and white space.
std::vector<std::string> message_ids(std::string_view body) {
  constexpr std::string_view kSeparators = "<>@[";
  std::vector<std::string> ids;
  Arena arena;
  Lexer lexer(body, arena);
  std::string left, right;
  bool open = false, behind_at = false;
  for (Token t = lexer.next(kSeparators); t.kind != Token::Kind::end; t = lexer.next(kSeparators)) {
    if (t.is('<')) {
      left.clear();
      right.clear();
      open = true;
      behind_at = false;
    } else if (t.is('>')) {
      if (open && !left.empty() && !right.empty()) ids.push_back(left + '@' + right);
      open = false;
    } else if (t.is('@')) {
      open = open && !behind_at;
      behind_at = true;
    } else if (open) {
      (behind_at ? right : left) += t.text;
    }
  }
  return ids;
}

}  // namespace imapspec::mail
