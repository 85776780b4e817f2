#include "reference-server/store/account.h"

#include <algorithm>

#include "harness/base/result.h"

#include "reference-server/quirks/decisions.h"

namespace imapspec::reference_server {

namespace {

constexpr std::string_view kInbox = "INBOX";
constexpr std::size_t kNameOctetsMax = 1024;
constexpr std::size_t kLevelsMax = 64;

bool printable(std::string_view name) {
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
}

}  // namespace

Account::Account(std::string password, Naming naming, std::atomic<std::uint32_t>& uidvalidities, Choices& choices,
                 TimeOfDay now)
    : password_(std::move(password)),
      naming_(std::move(naming)),
      uidvalidities_(uidvalidities),
      choices_(choices),
      now_(std::move(now)) {
  make(std::string(kInbox));
}

std::string Account::canonical(std::string_view name) const {
  const std::string_view first = name.substr(0, name.find(naming_.separator));
  if (!choices_.decide(&Decisions::names_inbox, same_word(first, kInbox), first)) return std::string(name);
  return std::string(kInbox) + std::string(name.substr(first.size()));
}

std::shared_ptr<Mailbox> Account::find(const std::string& name) const {
  const auto at = names_.find(name);
  return at == names_.end() ? nullptr : at->second;
}

bool Account::has_inferiors(const std::string& name) const {
  const std::string prefix = inferior_prefix(name);
  const auto next = names_.lower_bound(prefix);
  return next != names_.end() && next->first.starts_with(prefix);
}

std::expected<void, Refusal> Account::check_new(std::string& name) const {
  const char separator = naming_.separator;
  if (name.ends_with(separator)) name.pop_back();
  if (name == kInbox) return std::unexpected(Refusal::exists);
  if (name.empty() || name.size() > kNameOctetsMax || !printable(name)) return std::unexpected(Refusal::bad_name);
  if (name.front() == separator || name.back() == separator ||
      name.find(std::string(2, separator)) != std::string::npos)
    return std::unexpected(Refusal::bad_name);
  if (static_cast<std::size_t>(std::count(name.begin(), name.end(), separator)) >= kLevelsMax)
    return std::unexpected(Refusal::bad_name);
  if (!name.starts_with(naming_.prefix)) return std::unexpected(Refusal::outside_prefix);
  return {};
}

// RFC 3501 section 2.3.1.1: where UIDs of an earlier mailbox do not persist, UIDVALIDITY is greater than it was.
std::shared_ptr<Mailbox> Account::make(const std::string& name) {
  const auto last = last_uidvalidity_.find(name);
  const std::uint32_t value =
      choices_.decide(&Decisions::uidvalidity, ++uidvalidities_, last == last_uidvalidity_.end() ? 0U : last->second);
  const bool keeps_modseqs = choices_.decide(&Decisions::keeps_modseqs, true, std::string_view(name));
  const bool keeps_save_dates = choices_.decide(&Decisions::keeps_save_dates, true, std::string_view(name));
  return names_[name] = std::make_shared<Mailbox>(value, keeps_modseqs, keeps_save_dates, choices_, now_);
}

void Account::make_superiors(const std::string& name) {
  for (auto at = name.find(naming_.separator); at != std::string::npos; at = name.find(naming_.separator, at + 1)) {
    const std::string superior = name.substr(0, at);
    if (names_.contains(superior)) continue;
    if (choices_.decide(&Decisions::superiors_are_mailboxes, true))
      make(superior);
    else
      names_[superior] = nullptr;
  }
}

std::expected<void, Refusal> Account::create(std::string name, std::vector<std::string> uses) {
  TRY_(check_new(name));
  if (find(name)) return std::unexpected(Refusal::exists);  // a \Noselect name may become a mailbox
  make_superiors(name);
  make(name)->set_uses(std::move(uses));
  return {};
}

void Account::retire(const std::string& name, const Mailbox& mailbox) {
  std::uint32_t& last = last_uidvalidity_[name];
  last = std::max(last, mailbox.uidvalidity());
}

// RFC 3501 section 6.3.4: inferior names stay, and then so does the name, as \Noselect.
std::expected<void, Refusal> Account::remove(const std::string& name) {
  const auto at = names_.find(name);
  if (name == kInbox) return std::unexpected(Refusal::is_inbox);
  if (at == names_.end()) return std::unexpected(Refusal::nonexistent);
  if (choices_.decide(&Decisions::delete_takes_inferiors, false)) {
    const std::string prefix = inferior_prefix(name);
    std::erase_if(names_, [&prefix](const auto& entry) { return entry.first.starts_with(prefix); });
  }
  const bool stays = has_inferiors(name);
  if (at->second == nullptr && stays) return std::unexpected(Refusal::has_inferiors);
  if (at->second != nullptr) retire(name, *at->second);
  if (choices_.decide(&Decisions::delete_unsubscribes, false)) unsubscribe(name);
  if (stays)
    at->second = nullptr;
  else
    names_.erase(at);
  return {};
}

// RFC 3501 section 6.3.5: the messages move, INBOX stays and is empty, and its inferiors are left alone.
void Account::rename_inbox(const std::string& to) {
  const auto inbox = find(std::string(kInbox));
  const auto target = make(to);
  std::vector<std::uint32_t> uids;
  for (const auto& message : inbox->messages()) {
    target->add(message, Origin::rename);
    uids.push_back(message.uid);
  }
  inbox->expunge(uids, Removal::rename);
}

// A mailbox keeps its UIDs and UIDVALIDITY under its new name, unless the name has had a UIDVALIDITY that was as great.
void Account::move_name(const std::string& from, const std::string& to) {
  auto node = names_.extract(from);
  node.key() = to;
  if (node.mapped() != nullptr) {
    Mailbox& mailbox = *node.mapped();
    retire(from, mailbox);
    const auto last = last_uidvalidity_.find(to);
    if (last != last_uidvalidity_.end() && last->second >= mailbox.uidvalidity())
      mailbox.set_uidvalidity(choices_.decide(&Decisions::uidvalidity, ++uidvalidities_, last->second));
  }
  names_.insert(std::move(node));
}

std::expected<void, Refusal> Account::rename(const std::string& from, std::string to) {
  if (!names_.contains(from)) return std::unexpected(Refusal::nonexistent);
  TRY_(check_new(to));
  if (names_.contains(to)) return std::unexpected(Refusal::exists);
  const std::string prefix = inferior_prefix(from);
  if (to.starts_with(prefix) && from != kInbox) return std::unexpected(Refusal::into_itself);
  make_superiors(to);
  if (from == kInbox) {
    rename_inbox(to);
    return {};
  }
  move_name(from, to);
  if (!choices_.decide(&Decisions::rename_takes_inferiors, true)) return {};
  std::vector<std::string> inferiors;
  for (auto at = names_.lower_bound(prefix); at != names_.end() && at->first.starts_with(prefix); ++at)
    inferiors.push_back(at->first);
  for (const auto& inferior : inferiors) move_name(inferior, to + inferior.substr(from.size()));
  return {};
}

}  // namespace imapspec::reference_server
