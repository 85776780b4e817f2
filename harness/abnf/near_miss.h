// near_miss: a text that was right, with one thing about it changed; most of these are wrong, and wrong late.
#pragma once

#include <string>
#include <string_view>

#include "harness/base/random.h"

namespace imapspec::abnf {

// A text other than `text`, and not merely in the case of its letters. One change is made, more often towards the end
// than towards the start: an octet is deleted, doubled, replaced or put in; two neighbouring tokens change places; a run
// of digits grows past its bound; the count of a literal no longer fits; a parenthesis, a quote, SP or CRLF is lost.
// An empty text becomes one octet.
std::string near_miss(std::string_view text, Random& random);

}  // namespace imapspec::abnf
