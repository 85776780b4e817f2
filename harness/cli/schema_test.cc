// The schema for editors: it knows the words of the loader, and an editor's own library finds nothing wrong in the suite.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "harness/cli/cli_test_support.h"
#include "harness/cli/program_test_support.h"

namespace imapspec::cli {
namespace {

using Words = std::set<std::string>;

const yaml::Node& schema() {
  static const yaml::Node node = [] {
    const auto files = read_tree(IMAPSPEC_SOURCE_DIR "/scenarios");
    EXPECT_TRUE(files);
    const auto loaded = yaml::load("schema.json", *files->find("schema.json"));  // JSON is YAML
    EXPECT_TRUE(loaded) << yaml::to_string(loaded.error());
    return loaded ? *loaded : yaml::Node{};
  }();
  return node;
}

// What stands at that path of keys: its list of words, or its keys.
Words words_at(const std::vector<std::string>& path) {
  const yaml::Node* node = &schema();
  for (const std::string& key : path) {
    node = key.starts_with('#') ? &node->items.at(std::stoul(key.substr(1))) : node->find(key);
    if (node == nullptr) {
      ADD_FAILURE() << key << " is not in the schema";
      return {};
    }
  }
  Words words;
  for (const auto& item : node->items) words.insert(item.scalar);
  for (const auto& entry : node->entries) words.insert(entry.key);
  return words;
}

// The words behind `before` in what the loader says of a scenario with a word that it does not know.
Words words_of_loader(const std::string& keys, const std::string& before) {
  FileSet files;
  files.root = "scenarios";
  files.files["base/a.yaml"] = "topic: T\nscenarios:\n- id: a\n  title: A\n" + keys;
  const auto loaded = scenario::load(files, {});
  for (const auto& mistake : loaded.mistakes) {
    const std::size_t at = mistake.message.find(before);
    if (at == std::string::npos) continue;
    Words words;
    std::istringstream in(mistake.message.substr(at + before.size()));
    for (std::string word; in >> word && word != "or";)
      words.insert(word.ends_with(',') ? word.substr(0, word.size() - 1) : word);
    return words;
  }
  ADD_FAILURE() << keys << yaml::to_string(loaded.mistakes);
  return {};
}

TEST(Schema, KnowsTheWordsOfTheLoader) {
  const std::string one_of = " must be one of ", has = ": it has ", defs = "$defs", scenario = "scenario";
  const auto enumeration = [&](const std::string& key) {
    return words_at({defs, scenario, "properties", key, "enum"});
  };
  EXPECT_EQ(enumeration("role"), words_of_loader("  role: q\n", one_of));
  EXPECT_EQ(enumeration("exclusive"), words_of_loader("  exclusive: q\n", one_of));
  EXPECT_EQ(words_at({defs, "revision", "enum"}), words_of_loader("  revision: q\n", one_of));
  EXPECT_EQ(words_at({defs, "state", "enum"}), words_of_loader("  sessions: {a: q}\n", one_of));
  EXPECT_EQ(words_at({defs, "action", "enum"}),
            words_of_loader("  sessions: {a: selected}\n  steps: [q]\n", "is no action: "));
  EXPECT_EQ(words_at({defs, "mailbox", "anyOf", "#1", "properties"}),
            words_of_loader("  given: {mailboxes: {a: {qqqqqqqqqqqqqqqq: 1}}}\n", has));
  EXPECT_EQ(words_at({defs, "sessions", "additionalProperties", "anyOf", "#1", "properties"}),
            words_of_loader("  sessions: {a: {qqqqqqqqqqqqqqqq: 1}}\n", has));
  EXPECT_EQ(words_at({defs, "outcomes", "additionalProperties", "anyOf", "#1", "properties"}),
            words_of_loader(
                "  sessions: {a: selected}\n  steps: [{C: NOOP, outcomes: {o: {S: OK, qqqqqqqqqqqqqqqq: 1}}}]\n", has));
  Words of_data;
  for (const char* which : {"#1", "#2", "#3"})
    of_data.merge(words_at({defs, "data", "additionalProperties", "anyOf", which, "properties"}));
  EXPECT_EQ(of_data, words_of_loader("  data: {x: {qqqqqqqqqqqqqqqq: 1}}\n", has));
}

TEST(Schema, TakesEveryScenarioFileAndRefusesWhatIsWrong) {
  const std::string folder = IMAPSPEC_SOURCE_DIR "/reports/consumers";
  if (std::system("node --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "SKIPPED: node is not installed";
  if (!std::filesystem::exists(folder + "/node_modules/ajv8"))
    GTEST_SKIP() << "SKIPPED: npm ci was not run in reports/consumers";
  const auto done = net::run_command(
      net::shell_command("cd '" + folder +
                         "' && IMAPSPEC='" IMAPSPEC_BINARY_DIR "/imapspec' node --test scenarios.test.mjs ci.test.mjs"),
      std::chrono::steady_clock::now() + std::chrono::seconds(120));
  ASSERT_TRUE(done) << done.error();
  EXPECT_EQ(done->exit.code, 0) << done->out.text << done->err.text;
}

}  // namespace
}  // namespace imapspec::cli
