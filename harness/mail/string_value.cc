#include "harness/mail/string_value.h"

#include <algorithm>
#include <string>

namespace imapspec::mail {

grammar::String string_value(std::string_view value, Arena& arena, const grammar::Dialect& dialect) {
  if (value.find('\0') != std::string_view::npos) {
    std::string text(value);
    std::ranges::replace(text, '\0', '?');
    value = arena.copy(text);
  }
  return grammar::best_form(value, grammar::Place::string, dialect);
}

}  // namespace imapspec::mail
