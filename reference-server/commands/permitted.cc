#include "reference-server/commands/permitted.h"

#include <algorithm>

#include "reference-server/commands/mod_sequence.h"
#include "reference-server/commands/offered.h"
#include "reference-server/commands/resync.h"

namespace imapspec::reference_server {

namespace {

// The least state a command needs, and the most it bears.
struct Range {
  State least = State::not_authenticated;
  State most = State::selected;
};

struct States {
  using S = State;
  static constexpr Range kAny = {S::not_authenticated, S::selected};
  static constexpr Range kBeforeLogin = {S::not_authenticated, S::not_authenticated};
  static constexpr Range kLoggedIn = {S::authenticated, S::selected};
  static constexpr Range kSelected = {S::selected, S::selected};

  Range operator()(const grammar::Capability&) const { return kAny; }
  Range operator()(const grammar::Noop&) const { return kAny; }
  Range operator()(const grammar::Logout&) const { return kAny; }
  Range operator()(const grammar::Id&) const { return kAny; }
  Range operator()(const grammar::StartTls&) const { return kBeforeLogin; }
  Range operator()(const grammar::Login&) const { return kBeforeLogin; }
  Range operator()(const grammar::Authenticate&) const { return kBeforeLogin; }
  // RFC 5161 section 3.1: before any mailbox is selected.
  Range operator()(const grammar::Enable&) const { return {S::authenticated, S::authenticated}; }
  Range operator()(const grammar::Check&) const { return kSelected; }
  Range operator()(const grammar::Close&) const { return kSelected; }
  Range operator()(const grammar::Unselect&) const { return kSelected; }
  Range operator()(const grammar::Expunge&) const { return kSelected; }
  Range operator()(const grammar::UidExpunge&) const { return kSelected; }
  Range operator()(const grammar::Search&) const { return kSelected; }
  Range operator()(const grammar::Sort&) const { return kSelected; }
  Range operator()(const grammar::Thread&) const { return kSelected; }
  Range operator()(const grammar::Replace&) const { return kSelected; }  // RFC 8508 section 3.5
  Range operator()(const grammar::Fetch&) const { return kSelected; }
  Range operator()(const grammar::Store&) const { return kSelected; }
  Range operator()(const grammar::Copy&) const { return kSelected; }
  template <class Other>
  Range operator()(const Other&) const {
    return kLoggedIn;
  }
};

}  // namespace

const char* why_not_permitted(Session& session, const grammar::Command& command) {
  if (!is_offered(session, command)) return "Unknown command or argument";
  const Range range = std::visit(States{}, command.body);
  if (session.state() < range.least)
    return range.least == State::selected ? "No mailbox is selected" : "Please log in first";
  if (session.state() > range.most)
    return range.most == State::not_authenticated ? "You are logged in already" : "Not while a mailbox is selected";
  if (const char* why = why_without_modseqs(session, command.body)) return why;
  return why_no_resync(session, command.body);
}

bool is_uid_command(const grammar::CommandBody& command) {
  return std::visit(
      [](const auto& body) {
        if constexpr (requires { body.uid; })
          return body.uid;
        else
          return std::is_same_v<std::decay_t<decltype(body)>, grammar::UidExpunge>;
      },
      command);
}

namespace {

bool has_numbers(const List<grammar::SearchKey>& keys) {
  return std::any_of(keys.begin(), keys.end(), [](const grammar::SearchKey& key) {
    return key.kind == grammar::SearchKey::Kind::sequence || has_numbers(key.keys);
  });
}

}  // namespace

bool expunges_permitted_during(const grammar::CommandBody& command) {
  const bool numbers = std::holds_alternative<grammar::Fetch>(command) ||
                       std::holds_alternative<grammar::Store>(command) ||
                       std::holds_alternative<grammar::Sort>(command) ||  // RFC 5256 section 3
                       std::holds_alternative<grammar::Thread>(command);
  if (const auto* search = std::get_if<grammar::Search>(&command)) return search->uid && !has_numbers(search->keys);
  return !numbers || is_uid_command(command);
}

}  // namespace imapspec::reference_server
