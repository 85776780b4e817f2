// Long work on many messages, a portion at a time: so that the account is not locked for a time that grows with the mailbox.
#pragma once

#include <functional>

#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

// What is done with each message. Nothing may be kept in an exchange's arena for a later portion.
struct MessageWork {
  // Null if it is gone; the session has not been told, and nobody else has its number (RFC 3501 section 7.4.1). Returns the
  // octets that were read, or nullopt if there is nothing left to do with the others.
  std::function<std::optional<std::size_t>(Session&, Exchange&, std::uint32_t number, const Message*)> each;
  // In the exchange of the last portion, which may be the first; puts the result there.
  std::function<void(Session&, Exchange&)> then;
};

// Begins with the first portion; the others have their turn before each of the next (Session::go_on_with).
void work_on(Session& session, Exchange& exchange, std::vector<std::uint32_t> numbers, MessageWork work);

}  // namespace imapspec::reference_server
