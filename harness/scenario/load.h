// Load: scenario files to scenarios, every mistake found and shown with its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/base/file_set.h"
#include "harness/scenario/scenario.h"
#include "harness/yaml/yaml.h"

namespace imapspec::catalogue {
class Catalogue;
}

namespace imapspec::scenario {

struct LoadOptions {
  std::vector<std::string> rules;                   // what `allow` may name: the protocol rules
  const catalogue::Catalogue* catalogue = nullptr;  // requirement ids are held against it; null: against nothing
};

struct Loaded {
  std::vector<Scenario> scenarios;      // by id
  std::vector<yaml::Mistake> mistakes;  // by file and place
  std::vector<yaml::Mistake> warnings;  // what looks like a mistake: a comment that cuts a line
};

// Reads every .yaml below the folders of `files` that hold scenarios: all but requirements/, peers/ and files at the
// top. A scenario's id is its path without .yaml, "/" and its own id.
Loaded load(const FileSet& files, const LoadOptions& options);
// One file. `path` gives the ids.
Loaded load_file(const FileSet& files, std::string_view path, const LoadOptions& options);

}  // namespace imapspec::scenario
