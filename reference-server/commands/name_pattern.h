// Patterns of LIST and LSUB: "*" fits anything, "%" anything within one level (RFC 3501 section 6.3.8).
#pragma once

#include <string>
#include <string_view>

namespace imapspec::reference_server {

class NamePattern {
 public:
  // Reference and pattern put together, both as on the wire; INBOX in front, as a whole level, in any case
  // (section 5.1).
  NamePattern(std::string_view reference, std::string_view pattern, char separator);

  // `name` as on the wire. The work is at most the square of its length.
  bool matches(std::string_view name) const;
  bool ends_in_percent() const { return pattern_.ends_with('%'); }
  std::string_view text() const { return pattern_; }

 private:
  std::string pattern_;    // no wildcard stands beside another
  std::size_t plain_ = 0;  // octets of it that are no wildcards
  char separator_;
};

}  // namespace imapspec::reference_server
