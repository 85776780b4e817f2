// Store: all users and their mail, in memory. Each account has a lock of its own.
#pragma once

#include <atomic>
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

  using Lock = std::unique_lock<std::mutex>;
  // Held during everything that reads or writes the users and their passwords.
  Lock lock() { return Lock(mutex_); }
  // Held during everything that reads or writes this account and its mailboxes. Decisions in force are written for one
  // thread at a time: with them it is lock(), for all accounts.
  Lock lock(Account& account);

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
  std::atomic<std::uint32_t> uidvalidities_ = 1'000'000;  // far from any UID or number, so that a mix-up shows
  std::map<std::string, std::unique_ptr<Account>, std::less<>> users_;
};

}  // namespace imapspec::reference_server
