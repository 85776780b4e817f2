#include "reference-server/store/expunge_history.h"

#include <algorithm>

namespace imapspec::reference_server {

void ExpungeHistory::add(std::uint64_t modseq, std::vector<std::uint32_t> uids) {
  uids_ += uids.size();
  records_.push_back({modseq, std::move(uids)});
  while (uids_ > kUidsMax) forget_oldest();
}

void ExpungeHistory::forget() {
  while (!records_.empty()) forget_oldest();
}

void ExpungeHistory::forget_oldest() {
  forgotten_ = records_.front().modseq;
  uids_ -= records_.front().uids.size();
  records_.pop_front();
}

std::vector<std::uint32_t> ExpungeHistory::since(std::uint64_t modseq) const {
  std::vector<std::uint32_t> gone;
  for (auto record = records_.rbegin(); record != records_.rend() && record->modseq > modseq; ++record)
    gone.insert(gone.end(), record->uids.begin(), record->uids.end());
  std::sort(gone.begin(), gone.end());
  return gone;
}

std::uint64_t ExpungeHistory::modseq_of(std::uint32_t uid) const {
  const auto record = std::find_if(records_.begin(), records_.end(), [uid](const Record& each) {
    return std::binary_search(each.uids.begin(), each.uids.end(), uid);
  });
  return record == records_.end() ? 0 : record->modseq;
}

}  // namespace imapspec::reference_server
