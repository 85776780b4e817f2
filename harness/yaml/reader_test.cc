#include "harness/yaml/reader.h"

#include <gtest/gtest.h>

namespace imapspec::yaml {
namespace {

TEST(Reader, UnknownKeysComeWithTheNearestKnownOne) {
  const Node node = load("f", "titel: x\nzzzzzz: y\n").value();
  Reader reader("f");
  EXPECT_TRUE(reader.map(node, "a scenario", {"title", "steps"}));
  EXPECT_EQ(to_string(reader.take_mistakes()),
            "f:1:1: 'titel' is not a key of a scenario: was 'title' meant?\n"
            "f:2:1: 'zzzzzz' is not a key of a scenario: it has title, steps\n");
  EXPECT_TRUE(reader.ok());
}

TEST(Reader, WhatHasTheWrongShapeIsAMistakeAtItsPlace) {
  const Node node = load("f", "a: [x]\nb: {c: d}\ne: 70\ng: ''\n").value();
  Reader reader("f");
  EXPECT_FALSE(reader.map(*node.find("a"), "a thing", {"k"}));
  EXPECT_TRUE(reader.list(*node.find("b"), "b").empty());
  EXPECT_EQ(reader.text(*node.find("a"), "a"), "");
  EXPECT_EQ(reader.text_at(node, "the file", "g"), "");
  EXPECT_EQ(reader.text_at(node, "the file", "h"), "");
  EXPECT_EQ(reader.number(*node.find("e"), "e", 69), std::nullopt);
  EXPECT_EQ(reader.one_of(*node.find("e"), "e", {"x", "y"}), std::nullopt);
  EXPECT_EQ(to_string(reader.take_mistakes()),
            "f:1:1: the file needs 'h'\n"
            "f:1:4: a must be a text\n"
            "f:1:4: a thing must be a map with the keys k\n"
            "f:2:4: b must be a list\n"
            "f:3:4: e must be a number from 0 to 69\n"
            "f:3:4: e must be one of x, y\n"
            "f:4:4: g must be a text\n");
}

TEST(Reader, WhatIsRightIsTaken) {
  const Node node = load("f", "a: [x, y]\ne: 70\n").value();
  Reader reader("f");
  EXPECT_EQ(reader.texts_at(node, "a"), (std::vector<std::string>{"x", "y"}));
  EXPECT_TRUE(reader.texts_at(node, "none").empty());
  EXPECT_EQ(reader.optional_text_at(node, "none"), "");
  EXPECT_EQ(reader.number(*node.find("e"), "e", 70), 70u);
  EXPECT_EQ(reader.one_of(*node.find("e"), "e", {"x", "70"}), 1u);
  EXPECT_TRUE(reader.ok());
}

TEST(Reader, NearestIsASpellingAwayOrNothing) {
  EXPECT_EQ(nearest("verify", {"title", "verifies"}), "verifies");
  EXPECT_EQ(nearest("x", {"title", "verifies"}), "");
}

}  // namespace
}  // namespace imapspec::yaml
