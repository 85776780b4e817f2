// LoadContext: what the parts of the loader share while one scenario is read. For this folder alone.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/file_set.h"
#include "harness/scenario/load.h"
#include "harness/scenario/scenario.h"
#include "harness/yaml/reader.h"
#include "harness/yaml/yaml.h"

namespace imapspec::scenario {

struct LoadContext {
  const FileSet& files;
  const LoadOptions& options;
  std::string path;  // of the file, in the set
  yaml::Reader& reader;
  std::vector<yaml::Mistake>& warnings;

  void mistake(yaml::Place place, std::string message) const { reader.mistake(place, std::move(message)); }
  void warn(yaml::Place place, std::string message) const {
    warnings.push_back({reader.file(), place, std::move(message)});
  }
  // Requirements: each must exist; all must be of one level.
  std::vector<std::string> requirement_ids(const yaml::Node& node) const;
};

// Lines of S, never or await; of C.
std::vector<Line> read_lines(const yaml::Node& node, const LoadContext& context);
std::vector<Line> read_commands(const yaml::Node& node, bool continues, const LoadContext& context);
std::optional<Pieces> read_text(const yaml::Node& node, std::string_view what, const LoadContext& context);

std::optional<Milliseconds> read_time(const yaml::Node& node, std::string_view what, const LoadContext& context);
bool read_true(const yaml::Node& node, std::string_view what, const LoadContext& context);

std::map<std::string, Data, std::less<>> read_data(const yaml::Node* file, const yaml::Node* scenario,
                                                   const LoadContext& context);
Given read_given(const yaml::Node* node, const std::map<std::string, Data, std::less<>>& data, bool client,
                 const LoadContext& context);
std::vector<Requirement> read_requires(const yaml::Node& node, const LoadContext& context);
std::vector<SessionSpec> read_sessions(const yaml::Node* node, const LoadContext& context);
std::optional<SessionSpec::State> read_state(const yaml::Node& node, const LoadContext& context);

// Keys and words that a step may have: what no session may be called.
bool is_step_word(std::string_view word);
bool is_action(std::string_view word);

}  // namespace imapspec::scenario
