#include "reference-server/commands/list_request.h"

#include <algorithm>
#include <array>

#include "reference-server/commands/offered.h"

namespace imapspec::reference_server {

namespace {

struct Option {
  std::string_view name;
  std::string_view capability;
  bool ListRequest::* asked;
};

// REMOTE asks for the mailboxes of other servers too (RFC 5258 section 3.1), of which there are none.
constexpr std::array kSelection = {Option{"SUBSCRIBED", "LIST-EXTENDED", &ListRequest::subscribed},
                                   Option{"REMOTE", "LIST-EXTENDED", &ListRequest::extended},
                                   Option{"RECURSIVEMATCH", "LIST-EXTENDED", &ListRequest::recursive},
                                   Option{"SPECIAL-USE", "SPECIAL-USE", &ListRequest::special_use}};
constexpr std::array kReturn = {Option{"SUBSCRIBED", "LIST-EXTENDED", &ListRequest::tells_subscribed},
                                Option{"CHILDREN", "LIST-EXTENDED", &ListRequest::tells_children},
                                Option{"SPECIAL-USE", "SPECIAL-USE", &ListRequest::tells_special_use},
                                Option{"STATUS", "LIST-STATUS", &ListRequest::extended}};

const Option* find(std::span<const Option> table, std::string_view name) {
  const auto at = std::find_if(table.begin(), table.end(), [name](const auto& o) { return same_word(o.name, name); });
  return at == table.end() ? nullptr : &*at;
}

// RFC 5258 section 3: what the server does not recognise is BAD.
bool all_offered(const Session& session, std::span<const Option> table, List<grammar::ListOption> options) {
  return std::all_of(options.begin(), options.end(), [&](const grammar::ListOption& option) {
    const Option* known = find(table, option.name);
    const bool offered = known != nullptr && session.offers(known->capability);
    return (offered || !session.choices().decide(&Decisions::refuses_list_option, true)) &&
           std::all_of(option.status.begin(), option.status.end(),
                       [&session](auto item) { return status_item_is_offered(session, item); });
  });
}

}  // namespace

ListRequest list_request(const grammar::ListCommand& command) {
  ListRequest request;
  request.extended = command.selection || command.returns || command.pattern_list;
  if (command.selection)
    for (const auto& option : *command.selection)
      if (const Option* known = find(kSelection, option.name)) request.*known->asked = true;
  if (command.returns)
    for (const auto& option : *command.returns) {
      if (const Option* known = find(kReturn, option.name)) request.*known->asked = true;
      if (!option.status.empty()) request.status = option.status;
    }
  // RFC 5258 section 3.1 and RFC 6154 section 2: the selection option implies the return option.
  request.tells_subscribed |= request.subscribed;
  request.tells_special_use |= request.special_use;
  return request;
}

bool list_is_offered(const Session& session, const grammar::ListCommand& command) {
  if (!list_request(command).extended) return true;
  const bool form = session.offers("LIST-EXTENDED") || session.offers("LIST-STATUS") || session.offers("SPECIAL-USE");
  // RFC 9051 appendix C: IMAP4rev2 has but one pattern.
  if (command.patterns.size() > 1 && !session.profile().offers("LIST-EXTENDED")) return false;
  return form && (!command.selection || all_offered(session, kSelection, *command.selection)) &&
         (!command.returns || all_offered(session, kReturn, *command.returns));
}

}  // namespace imapspec::reference_server
