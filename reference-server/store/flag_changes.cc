#include "reference-server/store/flag_changes.h"

namespace imapspec::reference_server {

std::vector<std::uint32_t> FlagChanges::since(std::uint64_t modseq) const {
  const auto first = std::upper_bound(changes_.begin(), changes_.end(), modseq,
                                      [](std::uint64_t known, const Change& change) { return known < change.modseq; });
  std::vector<std::uint32_t> uids;
  for (auto change = first; change != changes_.end(); ++change) uids.push_back(change->uid);
  std::sort(uids.begin(), uids.end());
  uids.erase(std::unique(uids.begin(), uids.end()), uids.end());
  return uids;
}

}  // namespace imapspec::reference_server
