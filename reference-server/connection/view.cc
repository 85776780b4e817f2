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
  flags_told_ = removals_told_at_ = looked_at_ = mailbox_->modseq();
  removals_told_ = mailbox_->removals();
  add_arrivals();
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
  const auto append_above = [last](std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& from) {
    to.insert(to.end(), std::upper_bound(from.begin(), from.end(), last), from.end());
  };
  const std::uint32_t before = size();
  append_above(uids_, mailbox_->uids());
  append_above(recent_, mailbox_->recent());
  if (claims_recent_) mailbox_->claim_recent_above(last);
  // Their flags come with them.
  if (size() == before || mailbox_->modseq() == flags_told_) return;
  for (std::uint32_t number = before + 1; number <= size(); ++number) told_flags(*message(number));
}

std::uint32_t View::number_from(std::uint32_t uid) const {
  return static_cast<std::uint32_t>(std::lower_bound(uids_.begin(), uids_.end(), uid) - uids_.begin()) + 1;
}

std::uint32_t View::number_of(std::uint32_t wanted) const {
  const std::uint32_t number = number_from(wanted);
  return number <= size() && uid(number) == wanted ? number : 0;
}

// Nearly always they are the last ones, all of them: recent_ is a part of uids_.
bool View::is_recent(std::uint32_t number) const {
  if (recent_.empty()) return false;
  const std::size_t others = uids_.size() - recent_.size();
  if (uids_[others] == recent_.front()) return number > others;
  return std::binary_search(recent_.begin(), recent_.end(), uid(number));
}

std::vector<std::uint32_t> View::numbers_in(const grammar::SequenceSet& set, bool uids) const {
  std::vector<std::uint32_t> numbers;
  if (uids_.empty()) return numbers;
  std::uint32_t next = 1;  // the lowest number that no range has taken yet
  for (const auto& [low, high] : ranges_of(set, uids ? largest_uid() : size())) {
    next = std::max(next, uids ? number_from(low) : low);
    for (; next <= size() && (uids ? uid(next) : next) <= high; ++next) numbers.push_back(next);
  }
  return numbers;
}

std::vector<std::uint32_t> View::numbers_of(const std::vector<std::uint32_t>& uids) const {
  std::vector<std::uint32_t> numbers;
  for (const std::uint32_t wanted : uids) {
    const std::uint32_t number = number_of(wanted);
    if (number != 0 && message(number) != nullptr) numbers.push_back(number);
  }
  return numbers;
}

bool View::beyond(const grammar::SequenceSet& set) const {
  const auto unknown = [this](const grammar::SeqNumber& number) {
    const auto* plain = std::get_if<std::uint32_t>(&number);
    return plain == nullptr ? uids_.empty() : *plain > size();
  };
  return std::any_of(set.items.begin(), set.items.end(), [&unknown](const grammar::SeqItem& item) {
    if (const auto* range = std::get_if<grammar::SeqRange>(&item)) return unknown(range->first) || unknown(range->last);
    return unknown(std::get<grammar::SeqNumber>(item));
  });
}

bool View::knows(std::uint32_t uid) const {
  return number_of(uid) != 0;
}

// The numbers of messages that have gone and were not told of.
std::vector<std::uint32_t> View::gone() const {
  std::vector<std::uint32_t> numbers;
  if (removals_told_ == mailbox_->removals()) return numbers;
  const auto& there = mailbox_->uids();
  auto next = there.begin();
  for (std::uint32_t number = 1; number <= size(); ++number) {
    while (next != there.end() && *next < uid(number)) ++next;
    if (next == there.end() || *next != uid(number)) numbers.push_back(number);
  }
  return numbers;
}

// A removal that is not remembered may have come right behind what was known when all was told.
std::optional<std::uint64_t> View::first_untold_removal() const {
  std::optional<std::uint64_t> first;
  for (const std::uint32_t number : gone()) {
    const std::uint64_t modseq = mailbox_->expunged().modseq_of(uid(number));
    first = std::min(first.value_or(UINT64_MAX), modseq == 0 ? removals_told_at_ + 1 : modseq);
  }
  return first;
}

void View::told_flags(const Message& message) {
  if (message.modseq > flags_told_) flags_ahead_[message.uid] = message.modseq;
}

bool View::knows_flags(std::uint32_t number) const {
  const Message* here = message(number);
  if (here == nullptr || here->modseq <= flags_told_) return here != nullptr;
  const auto ahead = flags_ahead_.find(here->uid);
  return ahead != flags_ahead_.end() && ahead->second == here->modseq;
}

void View::take_expunges(News& news, bool highest_first) {
  const std::vector<std::uint32_t> numbers = gone();  // as they were before any went
  removals_told_ = mailbox_->removals();
  removals_told_at_ = mailbox_->modseq();
  if (numbers.empty()) return;
  auto next = numbers.begin();
  auto stays = uids_.begin() + (numbers.front() - 1);
  for (std::uint32_t number = numbers.front(); number <= size(); ++number) {
    if (next == numbers.end() || *next != number) {
      *stays++ = uid(number);
      continue;
    }
    ++next;
    news.vanished.push_back(uid(number));
  }
  uids_.erase(stays, uids_.end());
  std::erase_if(recent_, [&news](std::uint32_t uid) {
    return std::binary_search(news.vanished.begin(), news.vanished.end(), uid);
  });
  if (highest_first) {
    news.expunged.assign(numbers.rbegin(), numbers.rend());
    return;
  }
  for (std::uint32_t before = 0; before < numbers.size(); ++before) news.expunged.push_back(numbers[before] - before);
}

void View::take_flag_changes(News& news) {
  for (const std::uint32_t changed : mailbox_->flag_changes().since(flags_told_)) {
    const std::uint32_t number = number_of(changed);
    if (number != 0 && message(number) != nullptr && !knows_flags(number)) news.flags_changed.push_back(number);
  }
  flags_told_ = mailbox_->modseq();
  std::erase_if(flags_ahead_, [this](const auto& each) { return each.second <= flags_told_; });
}

// What it costs depends on what has changed, but for removals, which move the numbers of all messages above them.
News View::take_news(NewsRules rules) {
  News news;
  const bool removals = rules.expunges && removals_told_ != mailbox_->removals();
  if (looked_at_ == mailbox_->modseq() && !removals) return news;
  looked_at_ = mailbox_->modseq();
  if (rules.expunges) take_expunges(news, rules.highest_first);
  if (rules.flags) take_flag_changes(news);  // of messages that the client knows; the others come with their flags
  const std::uint32_t before = size();
  add_arrivals();
  if (size() != before) news.exists = size();
  if (recent_count() != told_recent_ || news.exists) news.recent = told_recent_ = recent_count();
  if (mailbox_->keywords().size() != told_keywords_) {
    news.keywords = true;
    told_keywords_ = mailbox_->keywords().size();
  }
  return news;
}

}  // namespace imapspec::reference_server
