#include "harness/cli/common.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <system_error>
#include <utility>

#include "harness/cli/embedded_files.h"
#include "harness/oracle/rule.h"

namespace imapspec::cli {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kColumnMax = 48;

// Levenshtein's distance: letters to insert, delete or replace.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

// Where the scenarios' folder begins of which `path` is a part; its own folder if it is in none.
fs::path root_of(const fs::path& path) {
  fs::path root, found = path.parent_path();
  for (const fs::path& part : path.parent_path()) {
    root /= part;
    if (part == "scenarios") found = root;
  }
  return found;
}

}  // namespace

void add_scenarios_option(CLI::App& app, std::string& directory) {
  app.add_option("--scenarios", directory,
                 "the folder of scenarios and catalogue to use, instead of what is embedded in the program")
      ->type_name("DIR");
}

std::expected<FileSet, std::string> suite_files(const std::string& directory) {
  if (directory.empty()) return embedded_scenarios();
  return read_tree(directory);
}

std::expected<Suite, std::string> load_suite(const std::string& directory) {
  Suite suite;
  auto files = suite_files(directory);
  if (!files) return std::unexpected("imapspec: --scenarios " + files.error() + "\n");
  suite.files = *std::move(files);
  auto catalogue = catalogue::Catalogue::load(suite.files);
  if (!catalogue) return std::unexpected(yaml::to_string(catalogue.error()));
  suite.catalogue = *std::move(catalogue);
  scenario::Loaded loaded = scenario::load(suite.files, load_options(suite.catalogue));
  if (!loaded.mistakes.empty()) return std::unexpected(yaml::to_string(loaded.mistakes));
  suite.scenarios = std::move(loaded.scenarios);
  suite.warnings = std::move(loaded.warnings);
  return suite;
}

scenario::LoadOptions load_options(const catalogue::Catalogue& catalogue) {
  scenario::LoadOptions options;
  for (const oracle::Rule::About& rule : oracle::list_rules()) options.rules.emplace_back(rule.name);
  options.catalogue = &catalogue;
  return options;
}

std::expected<FileInSet, std::string> find_file(const std::string& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::unexpected(path + ": there is no such file");
  const fs::path folder = fs::path(path).parent_path();
  const fs::path root = root_of(path);
  FileInSet found;
  found.files.root = root.generic_string();
  found.path = fs::path(path).lexically_relative(root.empty() ? "." : root).generic_string();
  const auto read = [&found](const std::string& name, const fs::path& from) {
    std::ifstream in(from, std::ios::binary);
    found.files.files[name].assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    return !in.fail();
  };
  if (!read(found.path, path)) return std::unexpected(path + ": cannot be read");
  // What else lies there may be large, and is of interest only where a scenario names it.
  std::uintmax_t octets = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder.empty() ? "." : folder, error)) {
    if (!entry.is_regular_file(error)) continue;
    octets += entry.file_size(error);
    if (octets > kFileSetOctetsMax) continue;
    read((fs::path(found.path).parent_path() / entry.path().filename()).generic_string(), entry.path());
  }
  return found;
}

scenario::Loaded load_scenario_file(const std::string& path, const catalogue::Catalogue& catalogue) {
  const auto found = find_file(path);
  if (found) return scenario::load_file(found->files, found->path, load_options(catalogue));
  scenario::Loaded loaded;
  loaded.mistakes.push_back({path, {}, "there is no such file, or it cannot be read"});
  return loaded;
}

std::vector<catalogue::PeerFile> load_peers(const FileSet& files, std::vector<yaml::Mistake>& mistakes) {
  std::vector<catalogue::PeerFile> peers;
  for (const auto& [path, text] : files.files) {
    if (!path.starts_with("peers/") || !path.ends_with(".yaml")) continue;
    auto peer = catalogue::load_peer_file(files.display(path), text);
    if (peer) {
      peers.push_back(*std::move(peer));
    } else {
      mistakes.insert(mistakes.end(), peer.error().begin(), peer.error().end());
    }
  }
  return peers;
}

std::expected<std::string, std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream octets;
  octets << file.rdbuf();
  if (!file) return std::unexpected(path + ": the file could not be read");
  return octets.str();
}

std::expected<catalogue::PeerFile, std::string> load_expectations(const std::string& path, const Suite& suite) {
  const auto text = read_file(path);
  if (!text) return std::unexpected("imapspec: --expect " + text.error() + '\n');
  auto peer = catalogue::load_peer_file(path, *text);
  if (!peer) return std::unexpected(yaml::to_string(peer.error()));
  const auto mistakes = catalogue::check_expectations(*peer, result_ids(suite));
  if (!mistakes.empty()) return std::unexpected(yaml::to_string(mistakes));
  return *std::move(peer);
}

std::vector<std::string> result_ids(const Suite& suite) {
  std::vector<std::string> ids;
  for (const auto& scenario : suite.scenarios) ids.push_back(scenario.id);
  for (const oracle::Rule::About& rule : oracle::list_rules()) ids.push_back("rules/" + std::string(rule.name));
  return ids;
}

std::string_view level_name(catalogue::Level level) {
  switch (level) {
    case catalogue::Level::must:
      return "MUST";
    case catalogue::Level::should:
      return "SHOULD";
    case catalogue::Level::may:
      break;
  }
  return "MAY";
}

int complain(std::string_view message) {
  std::cerr << "imapspec: " << message << '\n';
  return kMistake;
}

std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i + 1 < row.size(); ++i)
      widths[i] = std::max(widths[i], std::min(row[i].size(), kColumnMax));
  }
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += row[i];
      if (i + 1 < row.size()) text.append(row[i].size() < widths[i] ? widths[i] - row[i].size() + 2 : 2, ' ');
    }
    text += '\n';
  }
  return text;
}

std::vector<std::string> nearest_words(std::string_view word, const std::vector<std::string>& known,
                                       std::size_t count) {
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& candidate : known) {
    const bool part = !word.empty() && candidate.find(word) != std::string::npos;
    const std::size_t far = part ? 0 : distance(word, candidate);
    if (part || far <= std::max<std::size_t>(word.size() / 4, 1)) near.emplace_back(far, candidate);
  }
  std::ranges::sort(near);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(count, near.size()); ++i) words.push_back(near[i].second);
  return words;
}

}  // namespace imapspec::cli
