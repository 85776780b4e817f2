// Address lists (RFC 5322 section 3.4, obsolete syntax of section 4.4 included) as the addresses of ENVELOPE.
#pragma once

#include <string_view>

#include "harness/base/arena.h"
#include "harness/grammar/response/body_structure.h"

namespace imapspec::mail {

// From the body of a field, folded or not; reads it once, from front to end, without going back. RFC 3501
// section 7.4.2: a group is its name with the host NIL, its members, and one address that is all NIL. Comments are
// passed over: addr-name is the phrase only. What is no address still becomes one, so that nobody is lost: without a
// host the host is "", without a local-part the mailbox is "" (NIL would say group). Of a list over
// limits::kAddressesMax the rest is left out.
List<grammar::Address> addresses(std::string_view body, Arena& arena, const grammar::Dialect& dialect);
// The same, behind those that the list has: fields that occur again are one list.
void add_addresses(std::string_view body, ListBuilder<grammar::Address>& list, Arena& arena,
                   const grammar::Dialect& dialect);

}  // namespace imapspec::mail
