// Repeat: the results of several runs of the same scenarios as one, with what is flaky told apart.
#pragma once

#include <vector>

#include "reports/result.h"

namespace imapspec::cli {

// In the order of the first round. What came out differently is flaky: it counts as its gravest verdict, and its reason
// says "flaky: pass 4 times, fail once". The tallies of a rule are added; it is broken if it was broken once.
std::vector<reports::Result> combine(std::vector<std::vector<reports::Result>> rounds);

}  // namespace imapspec::cli
