// The requirements of each RFC by section, coloured by what the run found out.
#pragma once

#include <string>

#include "reports/result.h"

namespace imapspec::reports::html {

// Markup; says so in a sentence if the report has no requirements.
std::string coverage_tree(const Report& report);

}  // namespace imapspec::reports::html
