#include "reference-server/store/flag_history.h"

#include <algorithm>

namespace imapspec::reference_server {

FlagHistory::FlagHistory(std::uint64_t arrived, const FlagSet& flags) : arrived_(arrived) {
  for (const auto& name : flags.keywords()) set(name, arrived);
}

void FlagHistory::note(const FlagSet& before, const FlagSet& after, std::uint64_t modseq) {
  FlagSet gone = before, come = after;
  gone.remove(after);
  come.remove(before);
  for (const FlagSet& changed : {gone, come})
    for (const std::string_view name : changed.names()) set(name, modseq);
}

std::uint64_t FlagHistory::changed(std::string_view name) const {
  const auto at =
      std::find_if(changes_.begin(), changes_.end(), [name](const Change& c) { return same_word(c.name, name); });
  if (at != changes_.end()) return at->modseq;
  return name.starts_with('\\') ? arrived_ : 0;
}

std::uint64_t FlagHistory::changed(const FlagSet& flags) const {
  std::uint64_t latest = 0;
  for (const std::string_view name : flags.names()) latest = std::max(latest, changed(name));
  return latest;
}

void FlagHistory::set(std::string_view name, std::uint64_t modseq) {
  for (auto& change : changes_) {
    if (!same_word(change.name, name)) continue;
    change.modseq = modseq;
    return;
  }
  changes_.push_back({std::string(name), modseq});
}

}  // namespace imapspec::reference_server
