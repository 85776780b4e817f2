// shell_word: text as one word of a POSIX shell's command line, for commands that people copy out of a report.
#pragma once

#include <string>
#include <string_view>

namespace imapspec::cli {

// As it is where no shell reads anything into it, else between apostrophes. Any octets but NUL come back the same.
std::string shell_word(std::string_view text);

}  // namespace imapspec::cli
