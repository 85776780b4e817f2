// Modeline: the first line of a scenario file, by which editors find the schema and complete and check its keys.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/base/file_set.h"
#include "harness/scenario/scenario.h"
#include "harness/yaml/yaml.h"

namespace imapspec::cli {

inline constexpr std::string_view kSchemaFile = "schema.json";  // in the root of a suite

// "# yaml-language-server: $schema=../schema.json", of the file with that path in a suite.
std::string modeline(std::string_view path);

// The mistake of a scenario file that begins otherwise, if it does.
std::vector<yaml::Mistake> check_modeline(const FileSet& files, std::string_view path);
// Of all files of these scenarios, where the suite has a schema.
std::vector<yaml::Mistake> check_modelines(const FileSet& files, const std::vector<scenario::Scenario>& scenarios);

}  // namespace imapspec::cli
