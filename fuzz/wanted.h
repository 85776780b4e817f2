// Wanted: the server that an input asks for, by lines before the first command.
//   profile NAME, variation NAME, quirk NAME
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace imapspec::fuzz {

// Names as they stand there, whether there is such a thing or not.
struct Wanted {
  std::string profile;  // the last one; "": none was named
  std::vector<std::string> variations, quirks;
};

// Whether the message is such a line.
bool is_wanted(std::string_view message);
// Takes those lines off the front of an input's messages.
Wanted take_wanted(std::vector<std::string>& messages);

}  // namespace imapspec::fuzz
