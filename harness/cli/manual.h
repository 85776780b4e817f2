// Manual: the man pages of the program and of each command, in groff's man macros, made of the command line's own tree.
#pragma once

#include <string>
#include <vector>

#include "harness/cli/command_tree.h"

namespace imapspec::cli {

struct ManualPage {
  std::string name;  // "imapspec", "imapspec-run"
  std::string text;
};

// The program's page, then one for each command.
std::vector<ManualPage> manual(const CommandAbout& program, const std::string& version);

}  // namespace imapspec::cli
