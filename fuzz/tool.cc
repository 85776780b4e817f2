// fuzz_tool scenario TARGET FILE [ID]       an input of a session target as a scenario, on standard output
// fuzz_tool dictionary commands|responses   the words of the grammar, as libFuzzer and AFL++ read them
// fuzz_tool alternatives commands|responses PATH...   those of the grammar that the messages of these folders do not have
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "fuzz/alternatives.h"
#include "fuzz/to_scenario.h"
#include "harness/base/random.h"
#include "harness/grammar/generate/generate.h"
#include "harness/grammar/term.h"

using namespace imapspec;

namespace {

int usage() {
  std::cerr << "usage: fuzz_tool scenario TARGET FILE [ID] | fuzz_tool dictionary commands|responses | fuzz_tool "
               "alternatives "
               "commands|responses PATH...\n";
  return 2;
}

int scenario(int argc, char** argv) {
  std::ifstream file(argv[3], std::ios::binary);
  if (!file) {
    std::cerr << argv[3] << " cannot be read\n";
    return 2;
  }
  const std::string octets((std::istreambuf_iterator<char>(file)), {});
  std::cout << fuzz::scenario_of(argv[2], octets, argc > 4 ? argv[4] : "found");
  return 0;
}

void collect(const grammar::Term& term, std::set<std::string>& words) {
  if (term.kind == grammar::Term::Kind::word) words.insert(term.octets);
  for (const auto& item : term.items) collect(item, words);
}

// The generator takes every word from the parser's tables (harness/grammar/generate/every_row_test.cc). A word of a table
// comes again; what it makes up does not.
int dictionary(bool commands) {
  constexpr int kMessages = 20'000;
  constexpr int kTimes = 3;
  Random random(1);
  Arena arena;
  std::map<std::string, int> times;
  for (int i = 0; i < kMessages; ++i) {
    arena.reset();
    grammar::Generator g(arena, random, {.revision = grammar::Revision::either}, {.other_case = 0});
    std::set<std::string> words;
    if (commands)
      collect(grammar::term_of(grammar::generate_command(g)), words);
    else
      collect(grammar::term_of(grammar::generate_response(g)), words);
    for (const auto& word : words) ++times[word];
  }
  for (const auto& [word, count] : times) {
    if (count < kTimes || word.size() < 2) continue;
    std::string escaped;
    for (const char c : word) {
      if (c == '"' || c == '\\') escaped += '\\';
      escaped += c;
    }
    std::cout << '"' << escaped << "\"\n";
  }
  for (const auto* piece :
       {"\\x0d\\x0a", "{0}\\x0d\\x0a", "{1+}\\x0d\\x0a", "~{1}\\x0d\\x0a", "(", ")", "BODY[", "]<0.1>", "\\\"\\\""})
    std::cout << '"' << piece << "\"\n";
  return 0;
}

// Succeeds if there are none.
int alternatives(int argc, char** argv) {
  std::vector<std::string> inputs;
  for (int i = 3; i < argc; ++i) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      inputs.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
  }
  const bool commands = std::string_view(argv[2]) == "commands";
  std::size_t total = 0;
  const auto missing =
      fuzz::alternatives_missing(inputs, commands ? fuzz::Shape::commands : fuzz::Shape::responses, total);
  for (const auto& name : missing) std::cout << name << "\n";
  std::cout << total - missing.size() << " of " << total << " alternatives in " << inputs.size() << " inputs\n";
  return missing.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "scenario" && argc >= 4) return scenario(argc, argv);
  if (what == "dictionary" && argc == 3) return dictionary(std::string_view(argv[2]) == "commands");
  if (what == "alternatives" && argc >= 4) return alternatives(argc, argv);
  return usage();
}
