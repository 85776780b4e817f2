#include "reference-server/store/store.h"

#include "reference-server/quirks/decisions.h"

namespace imapspec::reference_server {

Store::Lock Store::lock(Account& account) {
  return Lock(choices_.in_force().empty() ? account.mutex() : mutex_);
}

Account& Store::add_user(const std::string& name, std::string password, Choices* choices) {
  auto& account = users_[name];
  if (account == nullptr)
    account = std::make_unique<Account>(std::move(password), naming_, uidvalidities_,
                                        choices == nullptr ? choices_ : *choices, now_);
  else
    account->set_password(std::move(password));
  return *account;
}

Account* Store::user(std::string_view name) {
  const auto at = users_.find(name);
  return at == users_.end() ? nullptr : at->second.get();
}

}  // namespace imapspec::reference_server
