// The program's version: that of the project and the commit it was built from.
#pragma once

#include <string>

namespace imapspec::cli {

std::string version();  // "0.1.0 (757d459)"

}  // namespace imapspec::cli
