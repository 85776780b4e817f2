#include "harness/grammar/core/words.h"

namespace imapspec::grammar {

bool is_word_in_any_case(std::string_view name, std::string_view upper) {
  if (name.size() != upper.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i)
    if ((name[i] >= 'a' && name[i] <= 'z' ? name[i] - 'a' + 'A' : name[i]) != upper[i]) return false;
  return true;
}

}  // namespace imapspec::grammar
