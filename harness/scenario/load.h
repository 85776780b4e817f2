// Load: scenario files to scenarios, every mistake found and shown with its place.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/file_set.h"
#include "harness/scenario/scenario.h"
#include "harness/yaml/yaml.h"


namespace imapspec::scenario {

struct LoadOptions {
  // What `allow` may name: the protocol rules. Empty: nothing.
  std::vector<std::string> rules;
  // The level of a requirement ("MUST", ...), "" where there is none of that id. Unset: ids are not asked for.
  std::function<std::string(std::string_view)> level;
};

struct Loaded {
  std::vector<Scenario> scenarios;          // by id
  std::vector<yaml::Mistake> mistakes;      // by file and place
  std::vector<yaml::Mistake> warnings;      // what looks like a mistake: a comment that cuts a line
  // Requirements that an outcome breaks or a step verifies are found in the scenarios; nothing else is kept.
};

// Reads every .yaml below the folders of `files` that hold scenarios: all but requirements/, peers/ and files at the top.
// A scenario's id is its path without .yaml, "/" and its own id.
Loaded load(const FileSet& files, const LoadOptions& options);
// One file. `path` gives the ids.
Loaded load_file(const FileSet& files, std::string_view path, const LoadOptions& options);

}  // namespace imapspec::scenario
