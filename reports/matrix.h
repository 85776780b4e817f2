// Matrix: many peers beside each other, by area and by scenario.
#pragma once

#include <string>
#include <vector>

#include "reports/result.h"

namespace imapspec::reports {

// One page: a row for each area and, within it, for each scenario; a column for each report, in their order. A cell that
// is no pass leads to its evidence, further down.
std::string write_matrix(const std::vector<Report>& reports);

}  // namespace imapspec::reports
