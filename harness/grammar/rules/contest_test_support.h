// The contest between the parser and the judge of harness/abnf: the same texts held against the same rules by both,
// counted for each row of the table.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "harness/abnf/judge.h"
#include "harness/abnf/library.h"
#include "harness/grammar/rules/rule.h"

namespace imapspec::grammar::rules {

struct Row {
  std::string_view rfc;
  const Rule* rule;
};
// All rows, in the order of the table. The index of a row is stable within a build.
std::vector<Row> all_rows();

struct Quarrel {  // a text on which the two disagree
  std::size_t row = 0;
  abnf::Base base = abnf::Base::rev1;
  std::string text;
  bool parser_accepts = false;
};
struct Count {
  std::uint64_t accepted = 0, refused = 0;  // by both
  bool exhausted = false;                   // no new instance came for long: the language is finite and was tried whole
};
struct Tally {
  std::vector<Count> rows;  // by the index of the row
  std::uint64_t inputs = 0, accepted = 0;
  std::vector<Quarrel> quarrels;
  std::vector<std::string> unprinted;  // accepted, but printed otherwise: "9051 fetch-att: ..."
  std::vector<std::string> unjudged;   // rows that the judge's grammar has no rule for, or could not decide
};

// Both protocols, every row (or those of the RFC that the environment's IMAPSPEC_RULES_RFC names), the same texts every
// time. Uses two threads.
Tally contest(const abnf::Library& library);

// Letters without case, and "_" for "-" as RFCs of old wrote.
std::string folded(std::string_view name);
std::string shown(std::string_view octets);  // CR, LF and what is not ASCII as \r, \n, \xNN

// Where ABNF and prose part, or where the grammar is stricter or looser than the ABNF for a reason that an RFC gives.
struct Disagreement {
  std::string_view rule;  // where the cause lies: it shows in every rule that refers to it, at whatever distance
  bool parser_accepts;
  bool (*cause)(std::string_view text);  // what every such text has
  std::string_view why;                  // with the section
};
const std::vector<Disagreement>& disagreements();

}  // namespace imapspec::grammar::rules
