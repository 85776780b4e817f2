// View: one session's picture of its selected mailbox: which message has which number for it, and what it has been
// told. What changed meanwhile comes as News, when the session may say it (RFC 3501 sections 5.2 and 7.4.1).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "harness/grammar/core/sequence_set.h"
#include "reference-server/store/mailbox.h"

namespace imapspec::reference_server {

// What a session has to be told, in this order.
struct News {
  std::vector<std::uint32_t> expunged;  // numbers, each as it is after the ones before it have gone
  std::vector<std::uint32_t> vanished;  // the same as UIDs, ascending
  std::optional<std::uint32_t> exists;
  std::optional<std::uint32_t> recent;
  bool keywords = false;                     // the mailbox has keywords that FLAGS has not named
  std::vector<std::uint32_t> flags_changed;  // numbers, ascending
  bool empty() const { return expunged.empty() && !exists && !recent && !keywords && flags_changed.empty(); }
};

// All calls with the account locked.
class View final : public MailboxListener {
 public:
  struct NewsRules {
    bool expunges = false;
    bool highest_first = false;
    bool flags = true;
  };

  // With `claims_recent` what this session is told of is not \Recent to later ones. `on_change` is called whenever the
  // mailbox changes; it may only make a note.
  View(std::shared_ptr<Mailbox> mailbox, bool read_only, bool claims_recent, std::function<void()> on_change);
  ~View() override;
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  Mailbox& mailbox() { return *mailbox_; }
  bool read_only() const { return read_only_; }
  // Numbers are 1 to size(), UIDs ascend with them; messages that are gone but not yet told keep theirs.
  std::uint32_t size() const { return static_cast<std::uint32_t>(uids_.size()); }
  std::uint32_t uid(std::uint32_t number) const { return uids_[number - 1]; }
  bool is_recent(std::uint32_t number) const;
  std::uint32_t recent_count() const { return static_cast<std::uint32_t>(recent_.size()); }
  // Null if it was expunged and the session has not been told.
  const Message* message(std::uint32_t number) const { return mailbox_->find(uid(number), number - 1); }
  std::uint32_t largest_uid() const { return uids_.empty() ? 0 : uids_.back(); }

  // The numbers of the messages that the set names, ascending, each once; of UIDs those that are here. Work and memory
  // depend on the items of the set and on size(), never on the numbers in it.
  std::vector<std::uint32_t> numbers_in(const grammar::SequenceSet& set, bool uids) const;
  // The numbers of the messages with these UIDs, which ascend; of those that have not been expunged.
  std::vector<std::uint32_t> numbers_of(const std::vector<std::uint32_t>& uids) const;
  // Whether the set names a number that no message has: beyond size(), or "*" in an empty mailbox.
  bool beyond(const grammar::SequenceSet& set) const;

  bool knows(std::uint32_t uid) const;  // whether it has a number here, gone or not
  // The lowest mod-sequence of a removal that the client has not been told; nullopt: there is none.
  std::optional<std::uint64_t> first_untold_removal() const;

  // The client knows the flags of this message as they are now.
  void told_flags(const Message& message);
  bool knows_flags(std::uint32_t number) const;

  // Brings the picture up to date; with News told, nothing is left over but expunges that may not be told yet.
  News take_news(NewsRules rules);

 private:
  void mailbox_changed() override { on_change_(); }
  // The number of the first message with this UID or a higher one; size() + 1 if there is none.
  std::uint32_t number_from(std::uint32_t uid) const;
  std::uint32_t number_of(std::uint32_t uid) const;  // 0: none
  std::vector<std::uint32_t> gone() const;
  void add_arrivals();
  void take_expunges(News& news, bool highest_first);
  void take_flag_changes(News& news);

  std::shared_ptr<Mailbox> mailbox_;
  bool read_only_;
  bool claims_recent_;
  std::function<void()> on_change_;
  std::vector<std::uint32_t> uids_, recent_;  // both ascend
  std::uint64_t flags_told_ = 0;              // the client knows, or could work out, all flags up to this modseq,
  std::unordered_map<std::uint32_t, std::uint64_t> flags_ahead_;  // and of these UIDs those of a later one
  std::uint64_t removals_told_ = 0;                               // how many of the mailbox
  std::uint64_t removals_told_at_ = 0;                            // its modseq then
  std::uint64_t looked_at_ = 0;                                   // its modseq when it was last asked for news
  std::uint32_t told_recent_ = 0;
  std::size_t told_keywords_ = 0;
};

}  // namespace imapspec::reference_server
