// What SEARCH asks of a message (RFC 3501 section 6.4.4): text with all its encodings undone, in UTF-8, and the sent
// day. Flags, UIDs, internal dates and sizes are the store's affair.
#pragma once

#include <string>
#include <string_view>

#include "harness/grammar/command/search_key.h"
#include "harness/mail/message.h"
#include "harness/mail/sent_date.h"

namespace imapspec::mail {

// The string of a search key, to be found in texts. In those in UTF-8 it is compared by i;unicode-casemap (RFC 5051):
// without regard to case in any script; in others, which could not be converted, octet by octet (RFC 5255 section 4.6).
// Finding is linear in the text.
class Needle {
 public:
  explicit Needle(std::string_view text);  // in UTF-8
  bool empty() const { return text_.empty(); }
  bool in(std::string_view text) const;  // an empty needle is in every text

 private:
  std::string text_, prepared_;
};

// Whether the message matches a key about its header or body: BCC, CC, FROM, TO, SUBJECT, HEADER, BODY, TEXT (the
// needle is made of key.string) and SENTBEFORE, SENTON, SENTSINCE. false for any other key. Messages without a readable
// Date match no SENT key. FROM, TO, CC, BCC look at the envelope's text: `name <mailbox@host>`, each without its
// encoded words. Body parts other than text and encapsulated messages are left out, as RFC 3501 allows.
bool matches(const grammar::SearchKey& key, const Needle& needle, const Part& message);

}  // namespace imapspec::mail
