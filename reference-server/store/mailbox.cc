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

std::size_t Mailbox::index_from(std::uint32_t uid) const {
  return static_cast<std::size_t>(std::lower_bound(uids_.begin(), uids_.end(), uid) - uids_.begin());
}

const Message* Mailbox::find(std::uint32_t uid) const {
  return find(uid, index_from(uid));
}

const Message* Mailbox::find(std::uint32_t uid, std::size_t likely_index) const {
  ++lookups_;
  std::size_t index = likely_index;
  if (index >= uids_.size() || uids_[index] != uid) index = index_from(uid);
  return index < uids_.size() && uids_[index] == uid ? &messages_[index] : nullptr;
}

std::size_t Mailbox::first_unseen() const {
  while (seen_to_ < messages_.size() && messages_[seen_to_].flags.has(FlagSet::Kind::seen)) ++seen_to_;
  return seen_to_;
}

// RFC 3501 section 2.3.1.1: UIDs are assigned in a strictly ascending fashion, and UIDNEXT is at most the next one.
// Copies share their octets, unless somebody may want others to be stored.
std::uint32_t Mailbox::add(Message message, Origin origin) {
  message.uid = choices_.decide(&Decisions::next_uid, uidnext_, origin);
  if (!choices_.in_force().empty())
    message.octets = std::make_shared<const std::string>(
        choices_.decide(&Decisions::stored_octets, std::string(*message.octets), origin));
  message.flags = choices_.decide(&Decisions::stored_flags, std::move(message.flags), origin);
  message.date = choices_.decide(&Decisions::stored_date, message.date, origin);
  uidnext_ = std::max(uidnext_, message.uid + 1);
  message.modseq = choices_.decide(&Decisions::modseq_on_arrival, ++modseq_, message.modseq, origin);
  message.saved = choices_.decide(&Decisions::save_date, now_(), message, origin);
  if (choices_.decide(&Decisions::is_born_here, message.birth.mailbox == 0, origin))
    message.birth = {number_, message.uid};
  message.flag_history = FlagHistory(message.modseq, message.flags);
  for (const auto& name : message.flags.keywords()) keywords_.add_keyword(name);
  const std::uint32_t uid = message.uid;
  const auto behind = [uid](auto& uids) { return std::upper_bound(uids.begin(), uids.end(), uid); };
  if (choices_.decide(&Decisions::arrives_recent, true, origin)) recent_.insert(behind(recent_), uid);
  const auto index = behind(uids_) - uids_.begin();  // the end, but for what a quirk decides
  seen_to_ = std::min(seen_to_, static_cast<std::size_t>(index));
  messages_.insert(messages_.begin() + index, std::move(message));
  uids_.insert(uids_.begin() + index, uid);
  changed();
  return uid;
}

void Mailbox::set_flags(std::uint32_t uid, const FlagSet& flags) {
  const std::size_t index = index_from(uid);
  if (index == uids_.size() || uids_[index] != uid) return;
  Message* message = &messages_[index];
  const bool differs = message->flags != flags;
  if (choices_.decide(&Decisions::change_raises_modseq, differs, message->flags, flags)) {
    message->flag_history.note(message->flags, flags, ++modseq_);
    message->modseq = modseq_;
    flag_changes_.note({modseq_, uid}, [this](const FlagChanges::Change& change) {
      const Message* here = find(change.uid);
      return here != nullptr && here->modseq == change.modseq;
    });
  } else if (!differs) {
    return;
  }
  message->flags = flags;
  if (!flags.has(FlagSet::Kind::seen)) seen_to_ = std::min(seen_to_, index);
  for (const auto& name : flags.keywords()) keywords_.add_keyword(name);
  changed();
}

void Mailbox::claim_recent_above(std::uint32_t uid) {
  recent_.erase(std::upper_bound(recent_.begin(), recent_.end(), uid), recent_.end());
}

void Mailbox::set_uidvalidity(std::uint32_t value) {
  uidvalidity_ = value;
  expunged_.forget();
}

// RFC 7162 section 3.2: what goes at once gets one new mod-sequence, and is remembered with it.
void Mailbox::expunge(const std::vector<std::uint32_t>& uids, Removal how) {
  if (uids.empty()) return;
  std::vector<std::uint32_t> sorted = uids, gone;
  std::sort(sorted.begin(), sorted.end());
  auto next = sorted.begin();
  const auto goes = [&](std::uint32_t uid) {
    while (next != sorted.end() && *next < uid) ++next;
    return next != sorted.end() && *next == uid;
  };
  std::size_t to = index_from(sorted.front());
  seen_to_ = std::min(seen_to_, to);
  for (std::size_t from = to; from < uids_.size(); ++from) {
    if (goes(uids_[from])) {
      gone.push_back(uids_[from]);
      continue;
    }
    if (to != from) messages_[to] = std::move(messages_[from]);
    uids_[to++] = uids_[from];
  }
  messages_.erase(messages_.begin() + static_cast<std::ptrdiff_t>(to), messages_.end());
  uids_.resize(to);
  if (gone.empty()) return;
  removals_ += gone.size();
  std::erase_if(recent_, [&gone](std::uint32_t uid) { return std::binary_search(gone.begin(), gone.end(), uid); });
  if (choices_.decide(&Decisions::removal_raises_modseq, true)) ++modseq_;
  if (choices_.decide(&Decisions::remembers_removal, true, how)) expunged_.add(modseq_, std::move(gone));
  if (choices_.decide(&Decisions::forgets_removals, false)) expunged_.forget();
  changed();
}

void Mailbox::changed() {
  for (MailboxListener* listener : listeners_) listener->mailbox_changed();
}

}  // namespace imapspec::reference_server
