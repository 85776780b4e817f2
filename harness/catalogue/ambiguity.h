// Ambiguity: a place where the RFCs can be read in more than one way, what the readings are, and which of them we
// accept.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "harness/yaml/yaml.h"

namespace imapspec::catalogue {

// A message and what the grammar answers: "ok", where it refuses ("17: resp-text": the offset and the rule), or what it
// tolerates ("missing-space at 17, bare-lf at 20").
struct GrammarExample {
  bool command = false;    // a command; else a response
  std::string octets;      // all of the message, with its CRLF
  std::string rev1, rev2;  // held strictly against RFC 3501, and against RFC 9051
  std::string tolerant;    // read by either, every deviation tolerated
  yaml::Place place;
};

struct Ambiguity {
  std::string id;  // "search-number-beyond-exists"
  std::string question;
  std::vector<std::string> sections;                          // "RFC 3501 section 6.4.8"
  std::vector<std::string> requirements;                      // ids of the catalogue that it touches
  std::vector<std::pair<std::string, std::string>> readings;  // name, words; two at least
  std::string verdict;                                        // what the suite asserts, and why
  unsigned spot = 0;                     // where it is one at which the grammar must decide, its number from 1; else 0
  std::vector<GrammarExample> examples;  // what the verdict means for single messages; tests hold them to it

  std::string file;
  yaml::Place place;
};

}  // namespace imapspec::catalogue
