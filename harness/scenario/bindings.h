// Bindings: what the holes of a running scenario hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/grammar/term.h"

namespace imapspec::scenario {

// Which number each given message of $box has in one session, from what that session was told.
class Numbering {
 public:
  Numbering() = default;
  // The UIDs of the given messages in their order (0: not known), of which those in `gone` (from 1) are there no more.
  explicit Numbering(std::vector<std::uint32_t> uids, const std::set<std::size_t>& gone = {});
  // Its number in the session now, from 1; 0 where it has none. `given` counts from 1.
  std::uint32_t number_of(std::size_t given) const;
  // Takes in `* n EXPUNGE`, `* VANISHED ...`; whatever else leaves it alone. Adds to `gone` what went.
  void see(const grammar::Term& response, std::set<std::size_t>* gone = nullptr);

 private:
  std::vector<std::uint32_t> uids_;
  std::vector<std::size_t> order_;  // given messages by number; 0 stands for one that was not given
};

// Where a variable is looked up: in which session, and with which numbers.
struct Scope {
  std::string session;
  const Numbering* numbering = nullptr;  // null: $1 has no value
};

// Captures belong to the scenario; mailboxes and $sep to a session, as its user sees them. Values are Terms that own
// their octets; a mailbox's are its name in UTF-8 (compare == mailbox), whatever was on the wire.
class Bindings {
 public:
  void bind(std::string_view name, grammar::Term value);
  void bind_for(std::string_view session, std::string_view name, grammar::Term value);
  // $uid1, $uid2, ... Values come from here, $1, $2, ... from the scope's numbering.
  void set_uids(std::vector<std::uint32_t> uids) { uids_ = std::move(uids); }
  const std::vector<std::uint32_t>& uids() const { return uids_; }
  // The value of a variable in a scope; nothing where it has none.
  std::optional<grammar::Term> value(std::string_view name, const Scope& scope) const;
  bool is_bound(std::string_view name, const Scope& scope) const { return value(name, scope).has_value(); }
  // Captures so far, for reports: name and value.
  const std::map<std::string, grammar::Term, std::less<>>& captures() const { return captures_; }

  // For a search that takes back what it bound: unbinds all that bind() added since the mark.
  std::size_t mark() const { return trail_.size(); }
  void undo(std::size_t mark);

 private:
  std::map<std::string, grammar::Term, std::less<>> captures_;
  std::map<std::string, std::map<std::string, grammar::Term, std::less<>>, std::less<>> by_session_;
  std::vector<std::uint32_t> uids_;
  std::vector<std::string> trail_;
};

// Values.
grammar::Term number_value(std::uint64_t n);
grammar::Term string_value(std::string_view octets);
grammar::Term mailbox_value(std::string_view utf8);
// Whether two values are the same: numbers by value, a number and a set of it, sets as sets, words without case,
// strings by octets (mailboxes: INBOX in any case). A string and a word of the same octets are the same.
bool same_value(const grammar::Term& a, const grammar::Term& b);
// "5", "INBOX", "(\Seen)": as it would stand in a line, for text and for reports.
std::string plain_text(const grammar::Term& value);

}  // namespace imapspec::scenario
