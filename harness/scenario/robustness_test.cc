// Whatever a file says, loading ends with scenarios or mistakes. Each example is broken in many small ways, by a seed.
#include <gtest/gtest.h>

#include <random>

#include "harness/scenario/load_test_support.h"

namespace imapspec::scenario {
namespace {

TEST(Robustness, ExamplesThatAreBrokenInAnyWay) {
  const auto files = read_tree(std::string(IMAPSPEC_SOURCE_DIR) + "/harness/scenario/testdata");
  ASSERT_TRUE(files);
  std::mt19937 random(7);
  const auto below = [&random](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  constexpr std::string_view kBits[] = {
      "$",  "$$", "$_", "(",     ")",       "{",  "}",     "[",  "]", "...", "\"",     "'", ":",  ",",    "/",  "\\",
      "\n", "  ", "$1", "$uid9", "{plain}", "~{", "<1.2>", "* ", "+", "OK",  "closed", "|", "- ", "\xff", "$(", "$a:"};
  std::size_t loaded_whole = 0;
  for (const auto& [path, text] : files->files) {
    if (!path.ends_with(".yaml")) continue;
    for (int round = 0; round < 12; ++round) {
      std::string broken = text;
      for (std::size_t edit = 0; edit <= below(3); ++edit) {
        const std::size_t at = below(broken.size());
        const std::string_view bit = kBits[below(std::size(kBits))];
        if (below(2) == 0)
          broken.insert(at, bit);
        else
          broken.replace(at, std::min<std::size_t>(below(6), broken.size() - at), bit);
      }
      FileSet one = *files;
      one.files[path] = broken;
      const Loaded loaded = load_file(one, path, {});
      for (const auto& mistake : loaded.mistakes) EXPECT_FALSE(mistake.message.empty());
      loaded_whole += loaded.mistakes.empty() ? 1 : 0;
      EXPECT_TRUE(!loaded.mistakes.empty() || !loaded.scenarios.empty()) << broken;
    }
  }
  EXPECT_GT(loaded_whole, 0U) << "some edits are in texts that may say anything";
}

TEST(Robustness, LongAndDeepLines) {
  std::string deep = "* X ", many = "* FLAGS (", holes = "* LIST () NIL ";
  for (int i = 0; i < 5'000; ++i) {
    deep += '(';
    many += "a ";
    holes += "$x";
  }
  EXPECT_FALSE(load_text(one("  steps: [{C: NOOP, S: ['" + deep + "', OK]}]")).mistakes.empty());
  EXPECT_FALSE(load_text(one("  steps: [{C: NOOP, S: ['" + many + "', OK]}]")).mistakes.empty());
  load_text(one("  steps: [{C: NOOP, S: ['" + holes + "', OK]}]"));
}

}  // namespace
}  // namespace imapspec::scenario
