#include "harness/cli/version.h"

namespace imapspec::cli {

std::string version() {
  std::string text = IMAPSPEC_VERSION;  // of CMake's project()
  if (!commit().empty()) text += " (" + std::string(commit()) + ")";
  return text;
}

}  // namespace imapspec::cli
