// A few words that stand for a message (RFC 8970 section 3.3).
#pragma once

#include <cstddef>
#include <string>

#include "harness/mail/message.h"

namespace imapspec::mail {

inline constexpr std::size_t kPreviewCharacters = 200;

// The beginning of the first part that is plain text, or else of the first that is HTML, without its tags: in UTF-8, with
// one SP for all white space, and at most so many characters of it. Empty where there is no text that can be read.
std::string preview_of(const Part& message, std::size_t characters = kPreviewCharacters);

}  // namespace imapspec::mail
