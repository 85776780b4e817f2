#include "harness/oracle/conversation.h"

#include <algorithm>

namespace imapspec::oracle {

bool Conversation::has_capability(std::string_view upper_case) const {
  return capabilities && capabilities->contains(std::string(upper_case));
}

const CommandInProgress* Conversation::find_open(std::string_view tag) const {
  const auto found = std::find_if(open.begin(), open.end(), [tag](const auto& c) { return c->tag == tag; });
  return found == open.end() ? nullptr : found->get();
}

bool Conversation::in_progress(std::string_view name) const {
  return std::any_of(open.begin(), open.end(), [name](const auto& c) { return c->name == name; });
}

}  // namespace imapspec::oracle
