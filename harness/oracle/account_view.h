// AccountView: what the wire has said of one user's account on any connection of a scenario, so that what must agree
// between sessions can be held against each other. Shared by their watchers; used by one thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

namespace imapspec::oracle {

// What was said of things that never change, as hashes of the thing and of what was said. Bounded: past its bound it
// begins anew.
class Facts {
 public:
  // Remembers, or compares with what was remembered: false if it was another.
  bool agrees(std::uint64_t thing, std::uint64_t said) {
    constexpr std::size_t kRemembered = 100'000;
    if (said_.size() >= kRemembered) said_.clear();
    const auto [at, fresh] = said_.try_emplace(thing, said);
    return fresh || at->second == said;
  }

 private:
  std::unordered_map<std::uint64_t, std::uint64_t> said_;
};

struct AccountView {
  // UIDVALIDITY and UIDNEXT of a mailbox, as they were heard last; 0 is unknown.
  struct Uids {
    std::uint32_t validity = 0, next = 0;
    std::uint64_t heard = 0;  // when: what was asked before then may have been answered from an older state
  };
  std::uint64_t now = 0;                  // counts what was sent and heard, on all connections
  std::map<std::string, Uids> mailboxes;  // by name, as on the wire
  Facts messages;                         // of mailbox, UIDVALIDITY, UID and FETCH item

  // Names may stand for other mailboxes from here on: CREATE, DELETE or RENAME.
  void forget_names() { mailboxes.clear(); }
};

}  // namespace imapspec::oracle
