// IMAP4rev2 for scenarios: which are played under it, and what they may count on then.
#pragma once

#include <string_view>

#include "harness/runner/survey.h"
#include "harness/scenario/scenario.h"

namespace imapspec::runner {

// `wanted`: IMAP4rev2 for all that can be played under it. Where IMAP4rev1 is not offered there is no choice.
bool plays_rev2(const scenario::Scenario& scenario, const Survey& survey, bool wanted);

// Whether IMAP4rev2 has all of this extension built in (RFC 9051 appendix E), so that a server need not list it. Of BINARY
// and LIST-EXTENDED it has a part only (appendices B and C), and LITERAL- gives way to LITERAL+. The name is in upper case.
bool is_in_rev2(std::string_view capability);

}  // namespace imapspec::runner
