#include "reference-server/connection/server.h"

namespace imapspec::reference_server {

// Who is anonymous has no password.
std::optional<std::string> Server::password_of(std::string_view user) {
  if (user == profile_.anonymous_user) return std::nullopt;
  const Account* account = store_.user(user);
  if (account == nullptr && user_quirks_)
    if (const auto owner = user_quirks_->owner(user)) account = store_.user(*owner);
  return account == nullptr ? std::nullopt : std::optional(account->password());
}

bool Server::may_be(std::string_view user, std::string_view name) const {
  return user_quirks_ && user_quirks_->owner(name) == user;
}

std::expected<Account*, std::string> Server::account_of(const std::string& user) {
  if (Account* account = store_.user(user)) return account;
  if (user_quirks_ && user_quirks_->owner(user)) return user_quirks_->account(store_, user);
  return &store_.add_user(user, "");  // nobody has been anonymous yet
}

}  // namespace imapspec::reference_server
