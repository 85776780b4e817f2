// ExpungeHistory: which UIDs went from a mailbox, and with which mod-sequence (RFC 7162 sections 3.2 and 5.3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace imapspec::reference_server {

class ExpungeHistory {
 public:
  // What went at once: UIDs that ascend, not empty, and a mod-sequence above all that was given before.
  void add(std::uint64_t modseq, std::vector<std::uint32_t> uids);
  // Nothing that went so far is remembered.
  void forget();

  // Whether all that went with a higher mod-sequence is remembered.
  bool reaches_back_to(std::uint64_t modseq) const { return modseq >= forgotten_; }
  // What is remembered to have gone with a higher mod-sequence, ascending.
  std::vector<std::uint32_t> since(std::uint64_t modseq) const;
  // With which mod-sequence this one went; 0: that is not remembered.
  std::uint64_t modseq_of(std::uint32_t uid) const;

  static constexpr std::size_t kUidsMax = 100'000;  // the oldest go first

 private:
  struct Record {
    std::uint64_t modseq = 0;
    std::vector<std::uint32_t> uids;
  };
  void forget_oldest();

  std::deque<Record> records_;   // mod-sequences ascend
  std::size_t uids_ = 0;         // in all of them
  std::uint64_t forgotten_ = 0;  // the highest mod-sequence of what is not remembered
};

}  // namespace imapspec::reference_server
