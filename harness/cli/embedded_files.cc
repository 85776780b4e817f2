#include "harness/cli/embedded_files.h"

#include <cstdint>

namespace imapspec::cli {

const FileSet& embedded_scenarios() {
  static const FileSet files = [] {
    FileSet set;
    set.root = "scenarios";
    for (const EmbeddedFile& file : embedded_files()) {
      // Begin and end are two symbols of the assembler's, not one array's.
      const auto octets = reinterpret_cast<std::uintptr_t>(file.end) - reinterpret_cast<std::uintptr_t>(file.begin);
      set.files.emplace(file.path, std::string(file.begin, octets));
    }
    return set;
  }();
  return files;
}

}  // namespace imapspec::cli
