// FlagChanges: which messages of a mailbox have got other flags, the latest last, so that a session finds what it has not
// been told without a look at every message.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace imapspec::reference_server {

class FlagChanges {
 public:
  struct Change {
    std::uint64_t modseq = 0;
    std::uint32_t uid = 0;
  };

  // The mod-sequence is above all that were noted before. Where the list has become long, those changes are forgotten that
  // `is_latest`, a function of a Change, does not know as the latest of a message that is still there: there are never
  // many more changes than messages.
  template <class IsLatest>
  void note(Change change, const IsLatest& is_latest) {
    changes_.push_back(change);
    if (changes_.size() < tidy_at_) return;
    std::erase_if(changes_, [&is_latest](const Change& each) { return !is_latest(each); });
    tidy_at_ = std::max(kTidyAtLeast, 2 * changes_.size());
  }

  // What changed with a higher mod-sequence: UIDs that ascend, each once; of messages that are gone too.
  std::vector<std::uint32_t> since(std::uint64_t modseq) const;

  std::size_t size() const { return changes_.size(); }

 private:
  static constexpr std::size_t kTidyAtLeast = 1024;

  std::vector<Change> changes_;
  std::size_t tidy_at_ = kTidyAtLeast;
};

}  // namespace imapspec::reference_server
