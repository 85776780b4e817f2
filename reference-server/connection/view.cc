#include "reference-server/connection/view.h"

#include <algorithm>

namespace imapspec::reference_server {

namespace {

// The set as ranges from low to high, apart from each other and ascending; "*" is `largest`.
std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges_of(const grammar::SequenceSet& set, std::uint32_t largest) {
  const auto value = [largest](const grammar::SeqNumber& number) {
    const auto* plain = std::get_if<std::uint32_t>(&number);
    return plain == nullptr ? largest : *plain;
  };
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
  for (const auto& item : set.items) {
    if (const auto* range = std::get_if<grammar::SeqRange>(&item))
      ranges.push_back(std::minmax({value(range->first), value(range->last)}));
    else
      ranges.emplace_back(value(std::get<grammar::SeqNumber>(item)), value(std::get<grammar::SeqNumber>(item)));
  }
  std::sort(ranges.begin(), ranges.end());
  return ranges;
}

}  // namespace

View::View(std::shared_ptr<Mailbox> mailbox, bool read_only, bool claims_recent, std::function<void()> on_change)
    : mailbox_(std::move(mailbox)),
      read_only_(read_only),
      claims_recent_(claims_recent),
      on_change_(std::move(on_change)) {
  add_arrivals();
  synced_ = mailbox_->modseq();
  told_recent_ = recent_count();
  told_keywords_ = mailbox_->keywords().size();
  mailbox_->listen(this);
}

View::~View() {
  mailbox_->unlisten(this);
}

// RFC 3501 section 2.3.2: the first session that is told of a message sees it as \Recent, and if it may change the
// mailbox, no later one does.
void View::add_arrivals() {
  const std::uint32_t last = largest_uid();
  const auto& messages = mailbox_->messages();
  const auto first = std::upper_bound(messages.begin(), messages.end(), last,
                                      [](std::uint32_t uid, const Message& message) { return uid < message.uid; });
  for (auto message = first; message != messages.end(); ++message) {
    entries_.push_back({message->uid, message->modseq, message->recent});
    if (message->recent && claims_recent_) mailbox_->claim_recent(message->uid);
  }
}

std::uint32_t View::recent_count() const {
  return static_cast<std::uint32_t>(
      std::count_if(entries_.begin(), entries_.end(), [](const Entry& entry) { return entry.recent; }));
}

std::vector<std::uint32_t> View::numbers_in(const grammar::SequenceSet& set, bool uids) const {
  std::vector<std::uint32_t> numbers;
  if (entries_.empty()) return numbers;
  std::uint32_t next = 1;  // the lowest number that no range has taken yet
  for (const auto& [low, high] : ranges_of(set, uids ? largest_uid() : size())) {
    if (uids) {
      const auto by_uid = [](const Entry& entry, std::uint32_t uid) { return entry.uid < uid; };
      const auto from = std::lower_bound(entries_.begin(), entries_.end(), low, by_uid);
      next = std::max(next, static_cast<std::uint32_t>(from - entries_.begin()) + 1);
    } else {
      next = std::max(next, low);
    }
    for (; next <= size() && (uids ? entry(next).uid : next) <= high; ++next) numbers.push_back(next);
  }
  return numbers;
}

std::vector<std::uint32_t> View::numbers_of(const std::vector<std::uint32_t>& uids) const {
  std::vector<std::uint32_t> numbers;
  auto from = entries_.begin();
  for (const std::uint32_t wanted : uids) {
    from = std::lower_bound(from, entries_.end(), wanted,
                            [](const Entry& entry, std::uint32_t uid) { return entry.uid < uid; });
    if (from == entries_.end()) break;
    if (from->uid == wanted && mailbox_->find(wanted) != nullptr)
      numbers.push_back(static_cast<std::uint32_t>(from - entries_.begin()) + 1);
  }
  return numbers;
}

bool View::beyond(const grammar::SequenceSet& set) const {
  const auto unknown = [this](const grammar::SeqNumber& number) {
    const auto* plain = std::get_if<std::uint32_t>(&number);
    return plain == nullptr ? entries_.empty() : *plain > size();
  };
  return std::any_of(set.items.begin(), set.items.end(), [&unknown](const grammar::SeqItem& item) {
    if (const auto* range = std::get_if<grammar::SeqRange>(&item)) return unknown(range->first) || unknown(range->last);
    return unknown(std::get<grammar::SeqNumber>(item));
  });
}

bool View::knows(std::uint32_t uid) const {
  const auto at = std::lower_bound(entries_.begin(), entries_.end(), uid,
                                   [](const Entry& entry, std::uint32_t wanted) { return entry.uid < wanted; });
  return at != entries_.end() && at->uid == uid;
}

// A removal that is not remembered may have come right behind what was known when all was told.
std::optional<std::uint64_t> View::first_untold_removal() const {
  std::optional<std::uint64_t> first;
  if (synced_ == mailbox_->modseq()) return first;
  for (const Entry& entry : entries_) {
    if (mailbox_->find(entry.uid) != nullptr) continue;
    const std::uint64_t modseq = mailbox_->expunged().modseq_of(entry.uid);
    first = std::min(first.value_or(UINT64_MAX), modseq == 0 ? synced_ + 1 : modseq);
  }
  return first;
}

void View::told_flags(std::uint32_t number) {
  if (const Message* here = message(number)) entries_[number - 1].told = here->modseq;
}

bool View::knows_flags(std::uint32_t number) const {
  const Message* here = message(number);
  return here != nullptr && entry(number).told == here->modseq;
}

void View::take_expunges(News& news, bool highest_first) {
  std::vector<std::uint32_t> gone;  // numbers as they were before any went
  for (std::uint32_t number = 1; number <= size(); ++number)
    if (message(number) == nullptr) {
      gone.push_back(number);
      news.vanished.push_back(entry(number).uid);
    }
  std::erase_if(entries_, [this](const Entry& entry) { return mailbox_->find(entry.uid) == nullptr; });
  if (highest_first) {
    news.expunged.assign(gone.rbegin(), gone.rend());
    return;
  }
  for (std::uint32_t before = 0; before < gone.size(); ++before) news.expunged.push_back(gone[before] - before);
}

News View::take_news(NewsRules rules) {
  News news;
  if (synced_ == mailbox_->modseq()) return news;
  if (rules.expunges) take_expunges(news, rules.highest_first);
  const std::uint32_t before = size();
  add_arrivals();
  if (size() != before) news.exists = size();
  if (recent_count() != told_recent_ || news.exists) news.recent = told_recent_ = recent_count();
  if (mailbox_->keywords().size() != told_keywords_) {
    news.keywords = true;
    told_keywords_ = mailbox_->keywords().size();
  }
  if (rules.flags) {
    for (std::uint32_t number = 1; number <= size(); ++number)
      if (message(number) != nullptr && !knows_flags(number)) news.flags_changed.push_back(number);
  }
  for (const std::uint32_t number : news.flags_changed) told_flags(number);
  if (rules.expunges && rules.flags) synced_ = mailbox_->modseq();
  return news;
}

}  // namespace imapspec::reference_server
