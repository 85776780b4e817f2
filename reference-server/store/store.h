// Store: all users and their mail, in memory, behind one lock.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "reference-server/store/account.h"

namespace imapspec::reference_server {

class Store {
 public:
  Store(Account::Naming naming, Choices& choices, TimeOfDay now)
      : naming_(std::move(naming)), choices_(choices), now_(std::move(now)) {}
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // Held during everything that reads or writes accounts and mailboxes.
  std::unique_lock<std::mutex> lock() { return std::unique_lock(mutex_); }

  // A user with an empty INBOX; one that is there keeps what it has, and gets the password. A new one may have `choices` of
  // its own, which outlive its account's use; null: the server's.
  Account& add_user(const std::string& name, std::string password, Choices* choices = nullptr);
  Account* user(std::string_view name);  // null: there is none
  // What OAUTHBEARER and XOAUTH2 take: "token-of-" and the user's name.
  static std::string access_token(std::string_view user) { return "token-of-" + std::string(user); }
  const Account::Naming& naming() const { return naming_; }
  const std::map<std::string, std::unique_ptr<Account>, std::less<>>& users() const { return users_; }

 private:
  Account::Naming naming_;
  Choices& choices_;
  TimeOfDay now_;
  std::mutex mutex_;
  std::uint32_t uidvalidities_ = 1'000'000;  // far from any UID or number, so that a mix-up shows
  std::map<std::string, std::unique_ptr<Account>, std::less<>> users_;
};

}  // namespace imapspec::reference_server
