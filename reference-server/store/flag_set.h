// FlagSet: the flags and keywords of one message, \Recent aside, which belongs to sessions (RFC 3501 section 2.3.2).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/arena.h"
#include "harness/base/word.h"
#include "harness/grammar/core/flag.h"

namespace imapspec::reference_server {

class FlagSet {
 public:
  using Kind = grammar::Flag::Kind;

  FlagSet() = default;
  // Flags that no mailbox of ours takes (\Recent, \*, flag-extensions) are left out: RFC 3501 section 7.1 lets a server
  // ignore flags that are not among its PERMANENTFLAGS.
  explicit FlagSet(List<grammar::Flag> flags);

  bool has(Kind system_flag) const { return (system_ & bit(system_flag)) != 0; }
  bool has_keyword(std::string_view name) const;  // without regard to case
  const std::vector<std::string>& keywords() const { return keywords_; }
  std::vector<std::string_view> names() const;  // of all, system flags first; views of this, or for ever

  void add(Kind system_flag) { system_ = static_cast<std::uint8_t>(system_ | bit(system_flag)); }
  void add_keyword(std::string_view name);  // the spelling that was first stays
  void add(const FlagSet& other);
  void remove(const FlagSet& other);
  void remove(Kind system_flag) { system_ = static_cast<std::uint8_t>(system_ & ~bit(system_flag)); }

  // As a response shows them, system flags first. The names live in the arena or for ever.
  List<grammar::Flag> listed(Arena& arena, bool recent = false) const;
  // The same flags; keywords without regard to case and order.
  friend bool operator==(const FlagSet& a, const FlagSet& b);

 private:
  static std::uint8_t bit(Kind system_flag) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(system_flag));
  }

  std::uint8_t system_ = 0;  // one bit per Kind from answered to draft
  std::vector<std::string> keywords_;
};

// The five system flags that can be stored, as RFC 3501 section 2.3.2 writes them.
List<grammar::Flag> system_flags(Arena& arena);

}  // namespace imapspec::reference_server
