// Account: one user's password, mailboxes and subscriptions (RFC 3501 sections 5.1 and 6.3.3 to 6.3.9).
#pragma once

#include <atomic>
#include <cstdint>
#include <expected>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "reference-server/store/mailbox.h"

namespace imapspec::reference_server {

// Why a name could not be made, removed, or renamed.
enum class Refusal : std::uint8_t {
  exists,
  nonexistent,
  is_inbox,
  has_inferiors,
  bad_name,
  outside_prefix,
  into_itself
};

// Names are UTF-8, levels parted by `separator`; INBOX, alone or as the first level, is in capitals (canonical()).
class Account {
 public:
  struct Naming {
    char separator = '/';
    std::string prefix;  // below which mailboxes may be made, with its separator at the end: "INBOX/"; empty: anywhere
  };
  Account(std::string password, Naming naming, std::atomic<std::uint32_t>& uidvalidities, Choices& choices,
          TimeOfDay now);

  std::mutex& mutex() { return mutex_; }  // for Store::lock()

  const std::string& password() const { return password_; }
  void set_password(std::string password) { password_ = std::move(password); }
  const Naming& naming() const { return naming_; }
  const Choices& choices() const { return choices_; }  // in force for this user
  std::string canonical(std::string_view name) const;

  // Null if there is no such name, or it is \Noselect.
  std::shared_ptr<Mailbox> find(const std::string& name) const;
  // All names, \Noselect ones with a null mailbox; in the order of their octets.
  const std::map<std::string, std::shared_ptr<Mailbox>>& names() const { return names_; }
  bool has_inferiors(const std::string& name) const;

  // A trailing separator is ignored. What is missing above the name is made too.
  std::expected<void, Refusal> create(std::string name, std::vector<std::string> uses = {});
  std::expected<void, Refusal> remove(const std::string& name);
  std::expected<void, Refusal> rename(const std::string& from, std::string to);

  const std::set<std::string>& subscriptions() const { return subscriptions_; }
  void subscribe(const std::string& name) { subscriptions_.insert(name); }
  bool unsubscribe(const std::string& name) { return subscriptions_.erase(name) > 0; }

 private:
  std::expected<void, Refusal> check_new(std::string& name) const;
  std::shared_ptr<Mailbox> make(const std::string& name);
  void make_superiors(const std::string& name);
  std::string inferior_prefix(const std::string& name) const { return name + naming_.separator; }
  void retire(const std::string& name, const Mailbox& mailbox);
  void rename_inbox(const std::string& to);
  void move_name(const std::string& from, const std::string& to);

  std::mutex mutex_;
  std::string password_;
  Naming naming_;
  std::atomic<std::uint32_t>& uidvalidities_;  // the last one that was given; the store's
  Choices& choices_;
  TimeOfDay now_;
  std::map<std::string, std::shared_ptr<Mailbox>> names_;
  std::map<std::string, std::uint32_t> last_uidvalidity_;  // of mailboxes that are gone from a name
  std::set<std::string> subscriptions_;
};

}  // namespace imapspec::reference_server
