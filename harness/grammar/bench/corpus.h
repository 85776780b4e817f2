// A corpus: a file of IMAP traffic of one direction, and where its messages begin.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace imapspec::bench {

struct Corpus {
  std::string octets;
  std::vector<std::string_view> messages;  // with their literals; views into octets
  bool commands = false;                   // else responses
};

// Reads FILE, a name that begins with "cmd" holding commands, up to the end of the first message behind `octets_max`.
// Ends the program, with a word on standard error, where the file cannot be read.
Corpus load_corpus(const std::string& file, std::size_t octets_max = SIZE_MAX);

}  // namespace imapspec::bench
