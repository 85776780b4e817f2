// The schema for editors names the keys that the loader reads, no more and no fewer.
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "harness/scenario/load_test_support.h"
#include "harness/yaml/yaml.h"

namespace imapspec::scenario {
namespace {

using Keys = std::set<std::string>;

const yaml::Node& schema() {
  static const yaml::Node node = [] {
    const auto files = read_tree(std::string(IMAPSPEC_SOURCE_DIR) + "/scenarios");
    EXPECT_TRUE(files);
    const auto loaded = yaml::load("schema.json", *files->find("schema.json"));  // JSON is YAML
    EXPECT_TRUE(loaded) << to_string(loaded.error());
    return loaded ? *loaded : yaml::Node{};
  }();
  return node;
}
Keys properties_of(const yaml::Node* node) {
  Keys out;
  const yaml::Node* properties = node == nullptr ? nullptr : node->find("properties");
  if (properties == nullptr) return out;
  for (const auto& entry : properties->entries) out.insert(entry.key);
  return out;
}
const yaml::Node* definition(std::string_view name) {
  return schema().find("$defs")->find(name);
}

// What the loader says that a map has, when it is asked with a key that is like none of them.
Keys known_to_loader(const std::string& text) {
  const auto loaded = load_text(text);
  for (const auto& mistake : loaded.mistakes) {
    const std::size_t at = mistake.message.find(": it has ");
    if (at == std::string::npos) continue;
    Keys out;
    std::istringstream words(mistake.message.substr(at + 9));
    for (std::string word; words >> word;) out.insert(word.back() == ',' ? word.substr(0, word.size() - 1) : word);
    return out;
  }
  ADD_FAILURE() << text << "\n" << to_string(loaded.mistakes);
  return {};
}

TEST(Schema, NamesTheKeysOfTheLoader) {
  const std::string odd = "qqqqqqqqqqqqqqqqqqqqqqqqqqqq";
  EXPECT_EQ(properties_of(&schema()), known_to_loader("topic: T\nscenarios: []\n" + odd + ": x"));
  EXPECT_EQ(properties_of(definition("scenario")), known_to_loader("topic: T\nscenarios: [{" + odd + ": x}]"));
  EXPECT_EQ(properties_of(definition("given")), known_to_loader(one("  given: {" + odd + ": x}")));
  EXPECT_EQ(properties_of(definition("rule")),
            known_to_loader(one("  role: client\n  task: t\n  server: [{" + odd + ": x}]")));
  EXPECT_EQ(properties_of(definition("expect")),
            known_to_loader(one("  role: client\n  task: t\n  expect: {" + odd + ": x}")));
  Keys step = properties_of(definition("body"));
  EXPECT_EQ(step, known_to_loader(one("  sessions: {a: selected}\n  steps: [{C: NOOP, " + odd + ": x}]")));
}

}  // namespace
}  // namespace imapspec::scenario
