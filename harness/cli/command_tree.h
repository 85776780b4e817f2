// The command line as a tree of plain values: what completions and man pages are made of, so that they are never behind it.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace imapspec::cli {

struct OptionAbout {
  std::vector<std::string> names;   // "--verbose", "-v", the long ones first; of a positional the one, without dashes
  std::string type;                 // "FORMAT=FILE"; empty of a flag
  std::string words;                // what it is for; may have several lines
  std::vector<std::string> values;  // all that it may be, or begin with if they end in "="; empty: anything
  bool positional = false, required = false, repeatable = false;
};

struct CommandAbout {
  std::string name;  // "run"; "imapspec" of the program itself
  std::string words;
  std::vector<OptionAbout> options;  // in the order of --help, which is one of them
  std::string footer;                // what --help says below them: sentences, and examples
  std::vector<CommandAbout> commands;
};

// Of the program or of one of its commands.
CommandAbout about(const CLI::App& app);

// Whether what such an option takes is a file, a folder: by its type.
bool takes_file(const OptionAbout& option);
bool takes_folder(const OptionAbout& option);
// Whether scenarios are meant by it, by their ids.
bool takes_ids(const OptionAbout& option);

}  // namespace imapspec::cli
