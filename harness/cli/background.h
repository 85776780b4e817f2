// Background: what the suite knows about what a run has found, laid into its report, so that the report needs no suite.
#pragma once

#include "harness/cli/common.h"
#include "reports/result.h"

namespace imapspec::cli {

// Adds the requirements that are asked of such a peer, their documents, and the steps of each scenario.
void add_background(reports::Report& report, const Suite& suite, catalogue::Subject subject);

}  // namespace imapspec::cli
