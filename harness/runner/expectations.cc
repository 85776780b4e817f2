#include "harness/runner/expectations.h"

namespace imapspec::runner {

using reports::Verdict;

void apply(const catalogue::PeerFile& peer, std::vector<reports::Result>& results, bool whole) {
  for (auto& result : results) {
    const auto* expected = peer.find(result.id);
    if (expected == nullptr || result.verdict == Verdict::skip || result.verdict == Verdict::error) continue;
    if (result.verdict == Verdict::pass && result.rule && !whole) continue;
    result.verdict = result.verdict == Verdict::pass ? Verdict::xpass : Verdict::xfail;
    result.reason = expected->section.empty() ? expected->reason : expected->reason + " (" + expected->section + ')';
  }
}

}  // namespace imapspec::runner
