// UserQuirks: what the server does wrong or unusually for one user, by the name that logs in: "alice+quirk=NAME". So one
// running server serves many tests, each with a fault of its own.
#pragma once

#include <expected>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reference-server/quirks/decisions.h"
#include "reference-server/store/store.h"

namespace imapspec::reference_server {

// All calls with the store locked.
class UserQuirks {
 public:
  // Whoever is in the store now can be named so, and each new account begins with what that user has now. Both outlive
  // this, and what is decided for the whole server is decided for such users too.
  UserQuirks(const Store& store, const Choices& of_server);

  // "alice" of "alice+quirk=A+quirk=B", whether there are such quirks or not; nothing where the name is none of this form
  // or begins with nobody who can be named so.
  std::optional<std::string> owner(std::string_view name) const;

  // The account of a name that has an owner; made, with the owner's password, where it is not there yet, and then it is in the store
  // for all who come by just that name. The error, for people, says which quirk there is not, or that there are too many accounts.
  std::expected<Account*, std::string> account(Store& store, const std::string& name);

 private:
  struct Beginning {
    struct MailboxThen {
      std::string name;
      std::vector<std::string> uses;
      std::vector<Message> messages;
    };
    std::vector<MailboxThen> mailboxes;  // without \Noselect ones
    std::set<std::string> subscriptions;
  };

  const Choices& of_server_;
  std::map<std::string, Beginning, std::less<>> beginnings_;  // by owner
  std::vector<std::unique_ptr<Choices>> choices_;             // of the accounts that were made
};

}  // namespace imapspec::reference_server
