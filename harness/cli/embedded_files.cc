#include "harness/cli/embedded_files.h"

namespace imapspec::cli {

const FileSet& embedded_scenarios() {
  static const FileSet files = [] {
    FileSet set;
    set.root = "scenarios";
    for (const EmbeddedFile& file : embedded_files()) {
      set.files.emplace(file.path, std::string(file.contents()));
    }
    return set;
  }();
  return files;
}

}  // namespace imapspec::cli
