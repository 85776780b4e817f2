// FlagHistory: when each flag of one message last changed, in mod-sequences (RFC 7162 section 3.1, which lets a server
// keep one for each metadata item).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reference-server/store/flag_set.h"

namespace imapspec::reference_server {

class FlagHistory {
 public:
  FlagHistory() = default;
  // The message came into its mailbox with these flags.
  FlagHistory(std::uint64_t arrived, const FlagSet& flags);

  void note(const FlagSet& before, const FlagSet& after, std::uint64_t modseq);

  // Of the flag of this name, with its backslash. A system flag always exists, whether it is set or not (RFC 7162
  // section 3.1.3); of a keyword that the message never had it is 0.
  std::uint64_t changed(std::string_view name) const;
  // The latest among these; 0 if there is none.
  std::uint64_t changed(const FlagSet& flags) const;

 private:
  struct Change {
    std::string name;
    std::uint64_t modseq = 0;
  };
  void set(std::string_view name, std::uint64_t modseq);

  std::uint64_t arrived_ = 0;
  std::vector<Change> changes_;  // of keywords, and of system flags that have changed since
};

}  // namespace imapspec::reference_server
