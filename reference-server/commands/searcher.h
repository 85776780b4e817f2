// What SEARCH, SORT and THREAD have in common: they find messages by a search program (RFC 3501 section 6.4.4, with the
// keys of RFC 5032 and the "$" of RFC 5182).
#pragma once

#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

// The numbers of the messages that match all keys, ascending; messages that are gone match none (RFC 2180 section 4.3).
// Strings in the keys are in the charset, in US-ASCII without one. nullopt: the result is NO or BAD already.
using Found = std::optional<std::vector<std::uint32_t>>;
// `then` is called with them in the exchange of the last portion (Session::go_on_with), which may be this one. The keys live as
// long as the command.
void find_messages(Session&, Exchange&, const std::optional<grammar::String>& charset, List<grammar::SearchKey> keys,
                   std::function<void(Session&, Exchange&, const Found&)> then);

// The UIDs of these messages, in the same order.
std::vector<std::uint32_t> uids_of(const View&, std::vector<std::uint32_t> numbers);

}  // namespace imapspec::reference_server
