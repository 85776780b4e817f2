// Expectations: what is known to fail on a peer, laid over the results, each by its exact id.
#pragma once

#include <vector>

#include "harness/catalogue/peer_file.h"
#include "reports/result.h"

namespace imapspec::runner {

// A fail or warn that is expected becomes xfail; a pass, xpass. A skip stays one, and so does an error: what could not be played
// is not what is known. Unless the `whole` suite was played a rule that held may only have lacked its occasion: it stays a pass.
void apply(const catalogue::PeerFile& peer, std::vector<reports::Result>& results, bool whole);

}  // namespace imapspec::runner
