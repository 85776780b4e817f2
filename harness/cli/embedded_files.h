// The scenarios' folder as it was when the program was built: a part of it, so that it works wherever it is copied.
#pragma once

#include <span>

#include "harness/base/embedded_file.h"
#include "harness/base/file_set.h"

namespace imapspec::cli {

std::span<const EmbeddedFile> embedded_files();  // generated; sorted by path

// All of scenarios/. Its root is "scenarios": in a checkout of the project that is where a person finds the file.
const FileSet& embedded_scenarios();

}  // namespace imapspec::cli
