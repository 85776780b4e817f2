#include "reference-server/commands/special_use.h"

#include <algorithm>
#include <array>

namespace imapspec::reference_server {

namespace {

// \All and \Flagged are views of other mailboxes (RFC 6154 section 2), which the store does not have.
constexpr std::array<std::string_view, 5> kSupported = {"\\Archive", "\\Drafts", "\\Junk", "\\Sent", "\\Trash"};

bool is_taken(const Account& account, std::string_view use) {
  return std::any_of(account.names().begin(), account.names().end(), [use](const auto& entry) {
    return entry.second != nullptr && std::ranges::count(entry.second->uses(), use) > 0;
  });
}

}  // namespace

bool create_is_offered(const Session& session, const grammar::Create& command) {
  return std::all_of(command.params.begin(), command.params.end(), [&session](const auto& param) {
    return std::holds_alternative<grammar::SpecialUse>(param) && session.offers("CREATE-SPECIAL-USE");
  });
}

// RFC 6154 section 3: several mailboxes may have the same use, or the second is refused; that is a choice.
std::optional<std::vector<std::string>> uses_of(Session& session, Exchange& exchange, const grammar::Create& command) {
  std::vector<std::string> uses;
  for (const auto& param : command.params) {
    for (const auto& asked : std::get<grammar::SpecialUse>(param).attributes) {
      const auto use = std::find_if(kSupported.begin(), kSupported.end(),
                                    [&asked](std::string_view name) { return same_word(name, asked.name); });
      const bool conflict = use != kSupported.end() && is_taken(session.account(), *use) &&
                            !session.choices().decide(&Decisions::uses_may_repeat, true);
      if (use == kSupported.end() || conflict) {
        exchange.no(conflict ? "Another mailbox has that use" : "There is no such use", code("USEATTR"));
        return std::nullopt;
      }
      if (std::ranges::count(uses, *use) == 0) uses.emplace_back(*use);
    }
  }
  return session.choices().decide(&Decisions::created_uses, uses);
}

}  // namespace imapspec::reference_server
