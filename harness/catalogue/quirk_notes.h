// QuirkNotes: what the files of requirements say about quirks and variations. That the suite would notice a server that does not meet
// a requirement is shown by a quirk of the reference server that violates it; where none names it, one of two keys says why. Likewise
// what a MAY leaves to a server is done by a variation, or a third key says what the server does about it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "harness/base/file_set.h"
#include "harness/catalogue/requirement.h"
#include "harness/yaml/yaml.h"

namespace imapspec::catalogue {

// One of the three.
struct QuirkNote {
  std::string quirk_of;  // id of a requirement whose quirks violate this one too
  std::string no_quirk;  // why the reference server cannot be made to violate it, or why nobody would see it
  // "with or without CHILDREN", "variation NAME, NAME", "limits: line", "as it is: ...", "none: ..."; several behind ";".
  std::string choice;
};

struct QuirkNotes {
  std::map<std::string, QuirkNote, std::less<>> by_requirement;
  std::set<unsigned> complete;  // RFCs whose file has `each-must-has-a-quirk: true`

  const QuirkNote* of(std::string_view requirement) const {
    const auto at = by_requirement.find(requirement);
    return at == by_requirement.end() ? nullptr : &at->second;
  }
};

// Of the files that Catalogue::load reads, which says what else is wrong in them; `mistakes` are of these keys alone.
QuirkNotes load_quirk_notes(const FileSet& scenarios, std::vector<yaml::Mistake>& mistakes);

// A capital MUST of a server, that can be judged: such a one has a quirk, or a note.
bool wants_quirk(const Requirement& requirement);
// A capital MAY of a server, that can be seen: such a one has a variation, or a choice.
bool wants_choice(const Requirement& requirement);

}  // namespace imapspec::catalogue
