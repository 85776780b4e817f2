// The spots at which the grammar must decide: each has its decision in scenarios/ambiguities.yaml, and `imapspec parse`
// gives the answers that stand there.
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "harness/cli/common.h"
#include "harness/cli/embedded_files.h"
#include "harness/cli/parsing.h"
#include "harness/cli/program_test_support.h"

namespace imapspec::cli {
namespace {

constexpr unsigned kSpots = 35;

const catalogue::Catalogue& catalogue_of_the_program() {
  static const auto loaded = catalogue::Catalogue::load(embedded_scenarios());
  return loaded.value();
}

// What parsing() says in the words of an example: "ok", "missing-space at 4", "17: resp-text".
std::string answer(const catalogue::GrammarExample& example, grammar::Dialect dialect) {
  ParsingOptions options;
  options.direction = example.command ? grammar::Direction::command : grammar::Direction::response;
  options.dialect = dialect;
  const Parsing result = parsing("x", example.octets, options);
  constexpr std::string_view kTolerated = "x: ok (tolerated ";
  if (result.text == "x: ok\n") return "ok";
  if (result.text.starts_with(kTolerated))
    return result.text.substr(kTolerated.size(), result.text.size() - kTolerated.size() - 2);
  const std::size_t offset = result.text.find(':', 3);
  return result.text.substr(3, result.text.find(':', offset + 1) - 3);
}

TEST(Decisions, EachSpotHasOne) {
  std::set<unsigned> spots;
  for (const auto& each : catalogue_of_the_program().ambiguities()) {
    if (each.spot == 0) continue;
    spots.insert(each.spot);
  }
  for (unsigned spot = 1; spot <= kSpots; ++spot) EXPECT_TRUE(spots.contains(spot)) << spot;
  EXPECT_EQ(spots.size(), kSpots);
}

TEST(Decisions, AreWhatTheParserAnswers) {
  grammar::Dialect rev1{grammar::Revision::rev1}, rev2{grammar::Revision::rev2}, tolerant;
  tolerant.tolerated = grammar::DeviationSet::all();
  std::size_t examples = 0;
  for (const auto& each : catalogue_of_the_program().ambiguities())
    for (const auto& example : each.examples) {
      SCOPED_TRACE(each.file + ":" + std::to_string(example.place.line) + ": " + escaped(example.octets));
      EXPECT_EQ(answer(example, rev1), example.rev1) << "rev1";
      EXPECT_EQ(answer(example, rev2), example.rev2) << "rev2";
      EXPECT_EQ(answer(example, tolerant), example.tolerant) << "tolerant";
      ++examples;
    }
  EXPECT_GE(examples, 200U);
}

// A sample of them through the program itself, with its options.
TEST(Decisions, AreWhatTheProgramAnswers) {
  const std::string path = testing::TempDir() + "decision-" + std::to_string(getpid()) + ".txt";
  constexpr std::size_t kOneIn = 12;
  std::size_t seen = 0;
  for (const auto& each : catalogue_of_the_program().ambiguities())
    for (const auto& example : each.examples) {
      if (seen++ % kOneIn != 0) continue;
      std::ofstream(path, std::ios::binary) << example.octets;
      const auto holds = [&](const std::string& options, const std::string& expected) {
        SCOPED_TRACE(options + " " + escaped(example.octets));
        const std::string direction = example.command ? "--command " : "--response ";
        const auto outcome = imapspec("parse " + direction + options + " " + path);
        const bool refused = expected.find(": ") != std::string::npos;
        EXPECT_EQ(outcome.status, refused ? 1 : 0);
        const std::string line = expected == "ok" ? "ok\n"
                                 : refused        ? expected + ":"
                                                  : "ok (tolerated " + expected + ")";
        EXPECT_EQ(outcome.out.substr(0, path.size() + 2 + line.size()), path + ": " + line);
      };
      holds("--rev rev1", example.rev1);
      holds("--rev rev2", example.rev2);
      holds("--tolerate all", example.tolerant);
    }
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace imapspec::cli
