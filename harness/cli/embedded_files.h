// The scenarios' folder as it was when the program was built: a part of it, so that it works wherever it is copied.
#pragma once

#include <span>

#include "harness/base/file_set.h"

namespace imapspec::cli {

// A file as cmake/embed.cmake lays it into the program.
struct EmbeddedFile {
  const char* path;  // below the folder
  const char* begin;
  const char* end;
};
std::span<const EmbeddedFile> embedded_files();  // generated; sorted by path

// All of scenarios/. Its root is "scenarios": in a checkout of the project that is where a person finds the file.
const FileSet& embedded_scenarios();

}  // namespace imapspec::cli
