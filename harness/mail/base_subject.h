// The base subject of a message, by which SORT and THREAD compare (RFC 5256 section 2.1).
#pragma once

#include <string>
#include <string_view>

namespace imapspec::mail {

struct BaseSubject {
  std::string text;  // in UTF-8, in the case in which it was written; may be empty
  bool reply_or_forward =
      false;  // "re:", "fwd:", "(fwd)" or "[fwd: ]" was taken away (section 3, step 5 of REFERENCES)
  friend bool operator==(const BaseSubject&, const BaseSubject&) = default;
};

// Of the body of a Subject field, folded and encoded as it stands. Linear in it.
BaseSubject base_subject(std::string_view body);

}  // namespace imapspec::mail
