#include "harness/scenario/load.h"

#include <gtest/gtest.h>

#include "harness/catalogue/catalogue.h"

namespace imapspec::scenario {
namespace {

const catalogue::Catalogue& the_catalogue() {
  static const catalogue::Catalogue catalogue = [] {
    auto files = read_tree(std::string(IMAPSPEC_SOURCE_DIR) + "/scenarios");
    auto loaded = catalogue::Catalogue::load(*files);
    if (!loaded) ADD_FAILURE() << to_string(loaded.error());
    return *std::move(loaded);
  }();
  return catalogue;
}

TEST(Load, TheExamplesOfTheLanguageLoadAndLint) {
  auto files = read_tree(std::string(IMAPSPEC_SOURCE_DIR) + "/harness/scenario/testdata");
  ASSERT_TRUE(files) << files.error();
  const Loaded loaded = load(*files, {{}, &the_catalogue()});
  EXPECT_EQ(to_string(loaded.mistakes), "");
  EXPECT_EQ(to_string(loaded.warnings), "");
  EXPECT_GT(loaded.scenarios.size(), 50U);
  for (const auto& s : loaded.scenarios) if (!s.beyond_grammar.empty()) std::cerr << s.id << " beyond " << s.beyond_grammar[0] << "\n";
}

}  // namespace
}  // namespace imapspec::scenario
