#include "harness/oracle/conversation.h"

#include <algorithm>

namespace imapspec::oracle {

bool permitted(std::string_view name, State state) {
  static const std::set<std::string_view> before = {"LOGIN", "AUTHENTICATE", "STARTTLS"};
  static const std::set<std::string_view> authenticated = {
      "ENABLE", "SELECT", "EXAMINE", "CREATE", "DELETE", "RENAME", "SUBSCRIBE", "UNSUBSCRIBE", "LIST", "LSUB", "NAMESPACE",
      "STATUS", "APPEND", "IDLE"};
  static const std::set<std::string_view> selected = {
      "CHECK", "CLOSE",    "UNSELECT", "EXPUNGE",   "COPY",      "MOVE",       "FETCH",      "STORE",
      "SEARCH", "UID COPY", "UID MOVE", "UID FETCH", "UID STORE", "UID SEARCH", "UID EXPUNGE"};
  if (before.contains(name)) return state == State::not_authenticated;
  if (authenticated.contains(name)) return state == State::authenticated || state == State::selected;
  if (selected.contains(name)) return state == State::selected;
  return true;
}

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

const MessageView* Conversation::message(std::uint32_t number) const {
  if (!mailbox || selecting() || number == 0 || number > mailbox->messages.size()) return nullptr;
  const MessageView& found = mailbox->messages[number - 1];
  return found.identity == 0 ? nullptr : &found;
}

}  // namespace imapspec::oracle
