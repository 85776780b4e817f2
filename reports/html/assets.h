// What stands in reports/html/assets: the style and the script of the pages, laid into the program.
#pragma once

#include <span>
#include <string_view>

#include "harness/base/embedded_file.h"

namespace imapspec::reports::html {

std::span<const EmbeddedFile> embedded_files();  // generated; sorted by path

// The contents of one of them; it must exist.
std::string_view asset(std::string_view path);

}  // namespace imapspec::reports::html
