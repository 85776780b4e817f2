// Expectations: what is known to fail on a peer, laid over the results.
#pragma once

#include <chrono>
#include <vector>

#include "harness/catalogue/peer_file.h"
#include "reports/result.h"

namespace imapspec::runner {

struct Occasion {
  bool whole = true;                    // the whole suite was played
  std::chrono::year_month_day today{};  // what has expired by then is not expected
};

// A fail or warn that is expected becomes xfail; a pass, xpass. A failure with another fingerprint than the expected
// ones and one whose expectation has expired stay what they are, and their reason says so. A skip stays one, and so does
// an error: what could not be played is not what is known. Unless the `whole` suite was played a rule that held may only
// have lacked its occasion: it stays a pass. What is not to be judged becomes a skip.
void apply(const catalogue::PeerFile& peer, std::vector<reports::Result>& results, const Occasion& occasion);

// Whether this failure is the expected one: not expired, and of an expected fingerprint.
bool is_expected(const catalogue::PeerFile& peer, const reports::Result& result, std::chrono::year_month_day today);

// Why the scenario is not to be played; empty: it is.
std::string left_out(const catalogue::PeerFile& peer, std::string_view id, std::chrono::year_month_day today);

}  // namespace imapspec::runner
