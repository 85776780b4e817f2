#include "harness/cli/parsing.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace imapspec::cli {
namespace {

ParsingOptions of(grammar::Direction direction) {
  ParsingOptions options;
  options.direction = direction;
  return options;
}

TEST(Parsing, SaysOkOrWhere) {
  const auto command = of(grammar::Direction::command);
  const auto good = parsing("a.txt", "a NOOP\r\n", command);
  EXPECT_TRUE(good.accepted);
  EXPECT_EQ(good.text, "a.txt: ok\n");
  const auto wrong = parsing("a.txt", "a RENAME x\r\n", command);
  EXPECT_FALSE(wrong.accepted);
  EXPECT_EQ(wrong.text, "a.txt: 10: rename: expected SP after mailbox (RFC 9051 section 9)\n");
}

TEST(Parsing, SaysWhatWasTolerated) {
  auto options = of(grammar::Direction::response);
  EXPECT_FALSE(parsing("x", "* SEARCH 1 \r\n", options).accepted);
  options.dialect.tolerated = grammar::DeviationSet::all();
  EXPECT_EQ(parsing("x", "* SEARCH 1 \r\n", options).text, "x: ok (tolerated trailing-space at 10)\n");
}

TEST(Parsing, MarksTheOctet) {
  auto options = of(grammar::Direction::response);
  options.caret = true;
  EXPECT_EQ(parsing("x", "* 1 FETCH (BODY[] {2}\r\na\n UID \xff)\r\n", options).text,
            "x: 30: uniqueid: expected nz-number after UID SP (RFC 9051 section 9)\n"
            "   UID \\xff)\\r\\n\n"
            "       ^\n");
  const auto longer =
      parsing("x", "* LIST () NIL " + std::string(1000, 'x') + "(" + std::string(1000, 'y') + "\r\n", options);
  EXPECT_LT(longer.text.size(), 400U);
  EXPECT_NE(longer.text.find("xxx(yyy"), std::string::npos);
}

TEST(Parsing, GivesTheTreeAsJson) {
  auto options = of(grammar::Direction::response);
  options.json = true;
  const auto tree = nlohmann::json::parse(parsing("x", "* 2 FETCH (BODY[1] {2}\r\n\xff\x01 UID 7)\r\n", options).text);
  EXPECT_EQ(tree["ok"], true);
  EXPECT_EQ(tree["name"], "FETCH");
  EXPECT_EQ(tree["tree"]["items"][1]["number"], 2);
  EXPECT_EQ(tree["tree"]["items"][3]["items"][1]["form"], "literal");
  EXPECT_EQ(tree["tree"]["items"][3]["items"][1]["hex"], "ff01");
  EXPECT_EQ(tree["tolerated"], nlohmann::json::array());
  const auto refused = nlohmann::json::parse(parsing("x", "* 0 EXPUNGE\r\n", options).text);
  EXPECT_EQ(refused["ok"], false);
  EXPECT_EQ(refused["offset"], 2);
  EXPECT_EQ(refused["rule"], "nz-number");
  EXPECT_EQ(refused["section"], "RFC 9051 section 9");
}

TEST(Parsing, GivesAwkwardNamesAsJson) {
  auto options = of(grammar::Direction::command);
  options.json = true;
  EXPECT_TRUE(nlohmann::json::accept(parsing("\xff\n\"", "a NOOP\r\n", options).text));
}

}  // namespace
}  // namespace imapspec::cli
