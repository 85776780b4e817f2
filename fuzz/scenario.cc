// Scenario files: any text ends with scenarios or with mistakes that lie in it; and what an input of the fuzzer becomes as
// a scenario says the same octets.
#include <algorithm>

#include "fuzz/mutate.h"
#include "fuzz/target.h"
#include "fuzz/to_scenario.h"
#include "fuzz/wanted.h"
#include "harness/scenario/load.h"
#include "harness/scenario/say.h"

using namespace imapspec;
using fuzz::require;

namespace {

scenario::Loaded loaded(const std::string& text) {
  FileSet files;
  files.files["base/topic.yaml"] = text;
  return scenario::load(files, {{"known-rule"}, nullptr});
}

void loads(const std::string& text) {
  const auto first = loaded(text), again = loaded(text);
  require(!first.mistakes.empty() || !first.scenarios.empty(), "a file has scenarios or mistakes");
  require(first.mistakes == again.mistakes && first.scenarios.size() == again.scenarios.size(),
          "a file is read the same every time");
  const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n') + 1);
  for (const auto* list : {&first.mistakes, &first.warnings})
    for (const auto& mistake : *list) {
      require(!mistake.message.empty(), "14: a mistake says what is wrong");
      require(mistake.place.line >= 1 && mistake.place.line <= lines + 1 && mistake.place.column >= 1,
              "14: a mistake lies within the file", to_string(mistake));
    }
}

// A line that is read, written as it was, is read as the same.
void patterns(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (const auto read = scenario::parse_response_line(line); !read)
      require(read.error().offset <= line.size(), "14: an error lies within the line", line);
    if (const auto read = scenario::parse_command_line(line, false); !read)
      require(read.error().offset <= line.size(), "14: an error lies within the line", line);
    if (const auto read = scenario::parse_text(line); !read)
      require(read.error().offset <= line.size(), "14: an error lies within the text", line);
  }
}

void exported(std::string_view octets) {
  const std::string text = fuzz::scenario_of("session", octets, "found");
  const auto read = loaded(text);
  require(read.mistakes.empty() && read.scenarios.size() == 1, "26: what is found becomes a scenario",
          to_string(read.mistakes));
  std::string said, meant;
  for (const auto& step : read.scenarios[0].steps)
    for (const auto& piece : step.octets) said += piece.text;
  for (const auto& message : fuzz::messages_of(octets, fuzz::Shape::commands))
    if (!fuzz::is_wanted(message)) meant += message;
  require(said == meant, "26: and says the same octets", text);
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(scenario, octets, octets) {
  loads(std::string(octets));
  patterns(octets);
  exported(octets);
}
