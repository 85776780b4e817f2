// What the subcommands share: the suite's files read and checked, mistakes shown to people, exit statuses.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/file_set.h"
#include "harness/catalogue/catalogue.h"
#include "harness/catalogue/peer_file.h"
#include "harness/scenario/load.h"
#include "harness/scenario/scenario.h"

namespace CLI {
class App;
}

namespace imapspec::cli {

inline constexpr int kNothingUnexpected = 0;
inline constexpr int kUnexpected = 1;     // a fail, error or xpass
inline constexpr int kMistake = 2;        // in the command line or in a scenario
inline constexpr int kNothingJudged = 3;  // or the peer could not be reached
inline constexpr int kInterrupted = 130;

// `--scenarios DIR`; empty stands for what is embedded in the program.
void add_scenarios_option(CLI::App& app, std::string& directory);
// The files of that folder. The error is for people.
std::expected<FileSet, std::string> suite_files(const std::string& directory);

// A file that a user has named. The error, for people, names it.
std::expected<std::string, std::string> read_file(const std::string& path);

struct Suite {
  FileSet files;
  catalogue::Catalogue catalogue;
  std::vector<scenario::Scenario> scenarios;  // by id
  std::vector<yaml::Mistake> warnings;
};
// Reads and checks all of it. The error is for people: one line a mistake, each with its newline.
std::expected<Suite, std::string> load_suite(const std::string& directory);

// What scenarios are held against: the ids of the catalogue, which must outlive the options, and the names of the
// rules.
scenario::LoadOptions load_options(const catalogue::Catalogue& catalogue);

// The scenarios of one file that lies anywhere; their ids begin with the file's name without .yaml, or, below a folder
// `scenarios`, with the path from there. The file's folder serves its `data: {file: ...}`.
scenario::Loaded load_scenario_file(const std::string& path, const catalogue::Catalogue& catalogue);
// Path and folder of such a file, as a FileSet and the path in it. The error is for people.
struct FileInSet {
  FileSet files;
  std::string path;
};
std::expected<FileInSet, std::string> find_file(const std::string& path);

// peers/NAME.yaml of the suite, each that is there; mistakes are appended.
std::vector<catalogue::PeerFile> load_peers(const FileSet& files, std::vector<yaml::Mistake>& mistakes);

// The file of --expect, held against the suite. The error is for people: one line a mistake, each with its newline.
std::expected<catalogue::PeerFile, std::string> load_expectations(const std::string& path, const Suite& suite);

// Of all results that a run can have: of scenarios, rows and rules (rules/NAME).
std::vector<std::string> result_ids(const Suite& suite);

// "MUST", "SHOULD", "MAY".
std::string_view level_name(catalogue::Level level);

// Shows a mistake of the caller on stderr, "imapspec: " before it, and answers the exit status for it.
int complain(std::string_view message);

// Rows as text, a line each: every column but the last padded to the widest of at most 48.
std::string table(const std::vector<std::vector<std::string>>& rows);

// The words nearest to `word` by spelling, the best first, at most `count`; none where nothing is near.
std::vector<std::string> nearest_words(std::string_view word, const std::vector<std::string>& known, std::size_t count);

}  // namespace imapspec::cli
