// Redactor: keeps secrets out of reports. It knows them as they are and finds them within base64, as SASL carries them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reports/result.h"

namespace imapspec::reports {

class Redactor {
 public:
  // From here on `secret` is replaced by ***: as it stands, as a quoted string escapes it, percent-encoded as in a URL,
  // and where a word of base64 decodes to something that holds it; then the whole word goes, since its neighbours share
  // octets with it. A secret of fewer than 4 octets goes only where it stands alone, between what is no letter or
  // digit.
  void add(std::string_view secret);

  // Idempotent. `position`, if given, is an octet of `text` and becomes the same octet of the result, or the *** over
  // it.
  std::string operator()(std::string_view text, std::size_t* position = nullptr) const;

  // Where `text` gives a secret away: [begin, end) in octets, ascending, apart from each other.
  struct Span {
    std::size_t begin = 0, end = 0;
  };
  std::vector<Span> find(std::string_view text) const;

 private:
  std::vector<std::string> forms_;  // the longest first
  std::vector<std::string> secrets_;
};

// Everything in the report that may hold octets of the wire or words about them, marks moved along. What one side said
// in several lines of a transcript is searched as one text, since a secret may have been sent in pieces.
void redact(Report& report, const Redactor& redactor);
void redact(Result& result, const Redactor& redactor);

}  // namespace imapspec::reports
