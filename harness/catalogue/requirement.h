// Requirement: one thing that an RFC asks of a server or of a client, in our words. Scenarios, rules and reports name
// it by its id, which is never given to anything else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/yaml/yaml.h"

namespace imapspec::catalogue {

// How strong it is: a MUST that is violated is a fail, a SHOULD a warn, and a MAY is only an observation.
enum class Level : std::uint8_t { must, should, may };
enum class Subject : std::uint8_t { server, client, both };

constexpr unsigned kRev2 = 9051;  // the RFC of IMAP4rev2

struct Requirement {
  std::string id;     // "rfc9051-7.5.1-a": RFC, section, letters in the order of the text
  std::string words;  // what is asked, in one sentence of ours; it ends with a full stop
  std::string
      keyword;  // the RFC's: "MUST", "SHOULD NOT", "OPTIONAL"; "defined" where it says so without a capital keyword
  Level level = Level::must;  // what the keyword means; "defined" counts as MUST
  Subject subject = Subject::server;
  unsigned rfc = 0;
  std::string section;     // "7.5.1", "A.1"
  std::string untestable;  // why no scenario and no rule can judge it from the wire; empty: testable
  // Id of the requirement of an earlier RFC that is asked for again, with nothing changed but perhaps the level; empty: none.
  std::string as;
  std::vector<std::string>
      from;  // the rows of the list of keyword sentences that it comes from: "9051-7.5.1-01-f40967"

  std::string file;  // where it is written, for lint
  yaml::Place place;

  bool testable() const { return untestable.empty(); }
  std::string citation() const;  // "RFC 9051 section 7.5.1"
  std::string link() const;      // to that section at the RFC editor's
};

// "must", "should", "may" and "server", "client", "both", as reports spell them.
std::string_view to_string(Level);
std::string_view to_string(Subject);
std::optional<Level> level_of_keyword(std::string_view);

// An id taken apart; nothing where it has not the form.
struct IdParts {
  unsigned rfc = 0;
  std::string section;
  std::size_t number = 0;  // a is 0, z is 25, aa is 26
};
std::optional<IdParts> parse_id(std::string_view);
std::string letters(std::size_t number);

}  // namespace imapspec::catalogue
