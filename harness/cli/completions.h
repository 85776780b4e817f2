// Completions: scripts by which a shell completes the program's commands, options and their values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/cli/command_tree.h"

namespace imapspec::cli {

std::vector<std::string> shells();  // "bash", "zsh", "fish"

// The script for one of them, made of the program's tree. Ids of scenarios are asked of the program when they are wanted.
std::string completions(std::string_view shell, const CommandAbout& program);

}  // namespace imapspec::cli
