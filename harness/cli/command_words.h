// CommandWords: what stands behind "--" on the command line: another program's command, not a word of which is ours.
#pragma once

#include <string>
#include <vector>

namespace imapspec::cli {

// Keeps the words behind the first "--"; answers how many of argv's come before it.
int take_command_words(int argc, const char* const* argv);
// Empty if there were none.
const std::vector<std::string>& command_words();

}  // namespace imapspec::cli
