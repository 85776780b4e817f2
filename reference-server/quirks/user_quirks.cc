#include "reference-server/quirks/user_quirks.h"

#include <algorithm>

#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

constexpr std::string_view kMark = "+quirk=";
constexpr std::size_t kAccountsMax = 10'000;

// What stands behind each mark.
std::vector<std::string_view> quirks_named(std::string_view name) {
  std::vector<std::string_view> quirks;
  for (std::size_t at = name.find(kMark); at != std::string_view::npos;) {
    name.remove_prefix(at + kMark.size());
    at = name.find(kMark);
    quirks.push_back(name.substr(0, at));
  }
  return quirks;
}

// The name comes from the client, and goes back only where it looks like one.
std::string no_quirk(std::string_view name) {
  const bool looks = !name.empty() && name.size() <= 80 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  return (looks ? "There is no quirk " + std::string(name) : "A quirk of that name there cannot be") +
         "; imapspec list quirks shows them all";
}

}  // namespace

UserQuirks::UserQuirks(const Store& store, const Choices& of_server) : of_server_(of_server) {
  for (const auto& [user, account] : store.users()) {
    Beginning& beginning = beginnings_[user];
    beginning.subscriptions = account->subscriptions();
    for (const auto& [name, mailbox] : account->names())
      if (mailbox != nullptr) beginning.mailboxes.push_back({name, mailbox->uses(), mailbox->messages()});
  }
}

std::optional<std::string> UserQuirks::owner(std::string_view name) const {
  const std::size_t mark = name.find(kMark);
  if (mark == std::string_view::npos) return std::nullopt;
  const auto at = beginnings_.find(name.substr(0, mark));
  return at == beginnings_.end() ? std::nullopt : std::optional(at->first);
}

std::expected<Account*, std::string> UserQuirks::account(Store& store, const std::string& name) {
  if (Account* there = store.user(name)) return there;
  auto choices = std::make_unique<Choices>(of_server_);
  for (const std::string_view quirk : quirks_named(name)) {
    const Quirk* found = find_quirk(quirk);
    if (found == nullptr) return std::unexpected(no_quirk(quirk));
    if (found->acts == Acts::before_login)
      return std::unexpected("The quirk " + std::string(quirk) +
                             " acts before the name is known; imapspec serve --quirk has it");
    choices->add(found->make());
  }
  if (choices_.size() == kAccountsMax) return std::unexpected("There are too many users with quirks");
  const auto& [user, beginning] = *beginnings_.find(*owner(name));
  Account& made = store.add_user(name, store.user(user)->password(), choices.get());
  choices_.push_back(std::move(choices));
  for (const auto& mailbox : beginning.mailboxes) {
    if (made.find(mailbox.name) == nullptr) (void)made.create(mailbox.name);
    const auto copy = made.find(mailbox.name);
    if (copy == nullptr) continue;  // a quirk does not let it be
    copy->set_uses(mailbox.uses);
    for (const Message& message : mailbox.messages) {
      Message anew;  // what it got in the other mailbox stays there
      anew.octets = message.octets;
      anew.date = message.date;
      anew.flags = message.flags;
      copy->add(std::move(anew), Origin::seed);
    }
  }
  for (const auto& subscription : beginning.subscriptions) made.subscribe(subscription);
  return &made;
}

}  // namespace imapspec::reference_server
