#include "harness/oracle/conversation.h"

#include <algorithm>
#include <set>

namespace imapspec::oracle {

namespace {

// Which states permit which commands; the commands of any state besides.
const std::set<std::string_view> kAnyState = {"CAPABILITY", "NOOP", "LOGOUT", "ID"};
const std::set<std::string_view> kBeforeLogin = {"LOGIN", "AUTHENTICATE", "STARTTLS"};
const std::set<std::string_view> kAfterLogin = {"ENABLE", "SELECT",    "EXAMINE",     "CREATE", "DELETE",
                                                "RENAME", "SUBSCRIBE", "UNSUBSCRIBE", "LIST",   "LSUB",
                                                "STATUS", "NAMESPACE", "APPEND",      "IDLE"};
const std::set<std::string_view> kSelected = {"CHECK",    "CLOSE",     "UNSELECT",  "EXPUNGE",    "COPY",
                                              "MOVE",     "FETCH",     "STORE",     "SEARCH",     "UID COPY",
                                              "UID MOVE", "UID FETCH", "UID STORE", "UID SEARCH", "UID EXPUNGE",
                                              "SORT",     "UID SORT",  "THREAD",    "UID THREAD"};

const std::set<std::string_view> kInRev2 = {"NAMESPACE", "UNSELECT", "UIDPLUS", "ESEARCH",     "SEARCHRES",  "ENABLE",
                                            "IDLE",      "SASL-IR",  "MOVE",    "LIST-STATUS", "STATUS=SIZE"};

}  // namespace

bool permitted(std::string_view name, State state) {
  if (kBeforeLogin.contains(name)) return state == State::not_authenticated;
  if (kAfterLogin.contains(name)) return state == State::authenticated || state == State::selected;
  if (kSelected.contains(name)) return state == State::selected;
  return true;
}

bool is_known(std::string_view name) {
  return kAnyState.contains(name) || kBeforeLogin.contains(name) || kAfterLogin.contains(name) ||
         kSelected.contains(name);
}

bool MailboxView::vanished(std::uint32_t first, std::uint32_t last) const {
  return std::any_of(gone.begin(), gone.end(),
                     [=](const grammar::UidRange& range) { return range.first <= last && first <= range.last; });
}

bool Conversation::has_capability(std::string_view upper_case) const {
  return capabilities && capabilities->contains(std::string(upper_case));
}

bool is_in_rev2(std::string_view upper_case) {
  return kInRev2.contains(upper_case);
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
