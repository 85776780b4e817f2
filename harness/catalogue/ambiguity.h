// Ambiguity: a place where the RFCs can be read in more than one way, what the readings are, and which of them we
// accept.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "harness/yaml/yaml.h"

namespace imapspec::catalogue {

struct Ambiguity {
  std::string id;  // "search-number-beyond-exists"
  std::string question;
  std::vector<std::string> sections;                          // "RFC 3501 section 6.4.8"
  std::vector<std::string> requirements;                      // ids of the catalogue that it touches
  std::vector<std::pair<std::string, std::string>> readings;  // name, words; two at least
  std::string verdict;                                        // what the suite asserts, and why

  std::string file;
  yaml::Place place;
};

}  // namespace imapspec::catalogue
