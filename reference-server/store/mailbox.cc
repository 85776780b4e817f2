#include "reference-server/store/mailbox.h"

#include <algorithm>

#include "reference-server/quirks/decisions.h"

namespace imapspec::reference_server {

Mailbox::Mailbox(std::uint32_t uidvalidity, bool keeps_modseqs, bool keeps_save_dates, Choices& choices, TimeOfDay now)
    : choices_(choices),
      now_(std::move(now)),
      number_(uidvalidity),
      uidvalidity_(uidvalidity),
      keeps_modseqs_(keeps_modseqs),
      keeps_save_dates_(keeps_save_dates),
      modseq_(choices.decide(&Decisions::first_modseq, 1)) {}

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
  message.modseq = choices_.decide(&Decisions::modseq_on_arrival, ++modseq_, message.modseq, origin);
  message.saved = choices_.decide(&Decisions::save_date, now_(), message, origin);
  if (choices_.decide(&Decisions::is_born_here, message.birth.mailbox == 0, origin))
    message.birth = {number_, message.uid};
  message.flag_history = FlagHistory(message.modseq, message.flags);
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
  if (message == nullptr) return;
  const bool differs = message->flags != flags;
  if (choices_.decide(&Decisions::change_raises_modseq, differs, message->flags, flags)) {
    message->flag_history.note(message->flags, flags, ++modseq_);
    message->modseq = modseq_;
  } else if (!differs) {
    return;
  }
  message->flags = flags;
  for (const auto& name : flags.keywords()) keywords_.add_keyword(name);
  changed();
}

void Mailbox::claim_recent(std::uint32_t uid) {
  if (Message* message = find_mutable(uid)) message->recent = false;
}

void Mailbox::set_uidvalidity(std::uint32_t value) {
  uidvalidity_ = value;
  expunged_.forget();
}

// RFC 7162 section 3.2: what goes at once gets one new mod-sequence, and is remembered with it.
void Mailbox::expunge(const std::vector<std::uint32_t>& uids, Removal how) {
  std::vector<std::uint32_t> sorted = uids, gone;
  std::sort(sorted.begin(), sorted.end());
  std::erase_if(messages_, [&](const Message& message) {
    const bool goes = std::binary_search(sorted.begin(), sorted.end(), message.uid);
    if (goes) gone.push_back(message.uid);
    return goes;
  });
  if (gone.empty()) return;
  if (choices_.decide(&Decisions::removal_raises_modseq, true)) ++modseq_;
  if (choices_.decide(&Decisions::remembers_removal, true, how)) expunged_.add(modseq_, std::move(gone));
  if (choices_.decide(&Decisions::forgets_removals, false)) expunged_.forget();
  changed();
}

void Mailbox::changed() {
  for (MailboxListener* listener : listeners_) listener->mailbox_changed();
}

}  // namespace imapspec::reference_server
