// Expectations: what is known to fail on a peer, laid over the results, each by its exact id.
#pragma once

#include <vector>

#include "harness/catalogue/peer_file.h"
#include "reports/result.h"

namespace imapspec::runner {

// A fail, warn or error that is expected becomes xfail; a pass, xpass. A skip stays one.
void apply(const catalogue::PeerFile& peer, std::vector<reports::Result>& results);

}  // namespace imapspec::runner
