// Redactor: keeps secrets out of reports. It knows them as they are and in the base64 forms in which SASL carries them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace imapspec::reports {

class Redactor {
 public:
  // From here on `secret` is replaced by ***: as it stands, escaped as in a quoted string, and within base64 text (of
  // PLAIN, LOGIN, XOAUTH2) at each of the three alignments. Secrets of fewer than 4 octets are only replaced where they
  // stand alone between characters that are no letters or digits, or as the whole of a base64 text.
  void add(std::string_view secret);

  // Idempotent. A base64 word in which a secret begins is replaced whole: its neighbours would give octets of it away.
  std::string operator()(std::string_view text) const;

 private:
  std::vector<std::string> secrets_;  // the longest first
};

}  // namespace imapspec::reports
