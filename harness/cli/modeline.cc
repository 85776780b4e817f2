#include "harness/cli/modeline.h"

#include <algorithm>
#include <set>
#include <utility>

namespace imapspec::cli {

std::string modeline(std::string_view path) {
  std::string line = "# yaml-language-server: $schema=";
  for (auto depth = std::ranges::count(path, '/'); depth > 0; --depth) line += "../";
  return line + std::string(kSchemaFile);
}

std::vector<yaml::Mistake> check_modeline(const FileSet& files, std::string_view path) {
  const std::string* text = files.find(path);
  const std::string wanted = modeline(path);
  if (text == nullptr || text->substr(0, text->find('\n')) == wanted) return {};
  return {{files.display(path), {1, 1}, "editors find the schema by the first line; add this one: " + wanted}};
}

std::vector<yaml::Mistake> check_modelines(const FileSet& files, const std::vector<scenario::Scenario>& scenarios) {
  std::vector<yaml::Mistake> mistakes;
  if (files.find(kSchemaFile) == nullptr) return mistakes;
  std::set<std::string_view> of_scenarios;
  for (const auto& scenario : scenarios) of_scenarios.insert(scenario.file);
  for (const auto& [path, text] : files.files) {
    if (!of_scenarios.contains(files.display(path))) continue;
    for (auto& mistake : check_modeline(files, path)) mistakes.push_back(std::move(mistake));
  }
  return mistakes;
}

}  // namespace imapspec::cli
