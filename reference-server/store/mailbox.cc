#include "reference-server/store/mailbox.h"

#include <algorithm>

#include "reference-server/quirks/decisions.h"

namespace imapspec::reference_server {

Message* Mailbox::find_mutable(std::uint32_t uid) {
  const auto at = std::lower_bound(messages_.begin(), messages_.end(), uid,
                                   [](const Message& message, std::uint32_t wanted) { return message.uid < wanted; });
  return at == messages_.end() || at->uid != uid ? nullptr : &*at;
}

const Message* Mailbox::find(std::uint32_t uid) const {
  return const_cast<Mailbox*>(this)->find_mutable(uid);
}

// RFC 3501 section 2.3.1.1: UIDs are assigned in a strictly ascending fashion, and UIDNEXT is at most the next one.
std::uint32_t Mailbox::add(Message message, Origin origin) {
  message.uid = choices_.decide(&Decisions::next_uid, uidnext_, origin);
  message.octets = std::make_shared<const std::string>(
      choices_.decide(&Decisions::stored_octets, std::string(*message.octets), origin));
  message.flags = choices_.decide(&Decisions::stored_flags, message.flags, origin);
  message.date = choices_.decide(&Decisions::stored_date, message.date, origin);
  message.recent = choices_.decide(&Decisions::arrives_recent, true, origin);
  uidnext_ = std::max(uidnext_, message.uid + 1);
  message.modseq = ++modseq_;
  for (const auto& name : message.flags.keywords()) keywords_.add_keyword(name);
  const std::uint32_t uid = message.uid;
  const auto at = std::upper_bound(messages_.begin(), messages_.end(), uid,
                                   [](std::uint32_t wanted, const Message& other) { return wanted < other.uid; });
  messages_.insert(at, std::move(message));
  changed();
  return uid;
}

void Mailbox::set_flags(std::uint32_t uid, const FlagSet& flags) {
  Message* message = find_mutable(uid);
  if (message == nullptr || message->flags == flags) return;
  message->flags = flags;
  message->modseq = ++modseq_;
  for (const auto& name : flags.keywords()) keywords_.add_keyword(name);
  changed();
}

void Mailbox::claim_recent(std::uint32_t uid) {
  if (Message* message = find_mutable(uid)) message->recent = false;
}

void Mailbox::expunge(const std::vector<std::uint32_t>& uids) {
  const auto before = messages_.size();
  std::vector<std::uint32_t> sorted = uids;
  std::sort(sorted.begin(), sorted.end());
  std::erase_if(messages_, [&sorted](const Message& message) {
    return std::binary_search(sorted.begin(), sorted.end(), message.uid);
  });
  if (messages_.size() == before) return;
  ++modseq_;
  changed();
}

void Mailbox::changed() {
  for (MailboxListener* listener : listeners_) listener->mailbox_changed();
}

}  // namespace imapspec::reference_server
