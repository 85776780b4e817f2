#include "harness/abnf/notation.h"

#include <gtest/gtest.h>

namespace imapspec::abnf {
namespace {

using Kind = Element::Kind;

Element right_side(std::string_view text, Notation notation = Notation::rfc5234) {
  const auto rules = read_rules(text, "f", notation);
  if (!rules || rules->empty()) {
    ADD_FAILURE() << (rules ? "no rule" : rules.error());
    return {};
  }
  return rules->back().elements;
}

std::string mistake(std::string_view text, Notation notation = Notation::rfc5234) {
  const auto rules = read_rules(text, "f", notation);
  return rules ? "none" : rules.error();
}

TEST(Notation, ReadsEachElement) {
  EXPECT_EQ(right_side("a = b").kind, Kind::rule);
  EXPECT_EQ(right_side("a = \"b c\"").text, "b c");
  EXPECT_EQ(right_side("a = %d13.10").text, "\r\n");
  EXPECT_EQ(right_side("a = %x41.42").text, "AB");
  EXPECT_EQ(right_side("a = %b1000001").text, "A");
  EXPECT_EQ(right_side("a = %x30-39").low, 0x30U);
  EXPECT_EQ(right_side("a = %x30-39").high, 0x39U);
  EXPECT_EQ(right_side("a = <what is said>").text, "what is said");
  EXPECT_EQ(right_side("a = (b / c) d").parts[0].kind, Kind::alternation);
}

TEST(Notation, ReadsRepetitions) {
  const auto bounds = [](std::string_view text) {
    const Element all = right_side(text);
    return std::pair(all.least, all.most);
  };
  EXPECT_EQ(bounds("a = *b"), std::pair(0U, Element::kNoBound));
  EXPECT_EQ(bounds("a = 1*b"), std::pair(1U, Element::kNoBound));
  EXPECT_EQ(bounds("a = *2b"), std::pair(0U, 2U));
  EXPECT_EQ(bounds("a = 1*2b"), std::pair(1U, 2U));
  EXPECT_EQ(bounds("a = 3b"), std::pair(3U, 3U));
  EXPECT_EQ(bounds("a = [b]"), std::pair(0U, 1U));
}

TEST(Notation, GoesOnWhereALineIsIndentedDeeper) {
  const auto rules = read_rules("; first\n  a = b /\n\n     c ; \"not read\n  d =/ e\n", "f");
  ASSERT_TRUE(rules) << rules.error();
  ASSERT_EQ(rules->size(), 2U);
  EXPECT_EQ((*rules)[0].elements.parts.size(), 2U);
  EXPECT_EQ((*rules)[1].name, "d");
  EXPECT_TRUE((*rules)[1].incremental);
  EXPECT_EQ((*rules)[1].line, 5U);
}

TEST(Notation, SaysWhereTheMistakeIs) {
  EXPECT_EQ(mistake("a = b\nc = (d\n"), "f:2: no \")\"");
  EXPECT_EQ(mistake("a = b\n  \"open\n  c"), "f:2: a string with no end on its line");
  EXPECT_EQ(mistake("a b"), "f:1: no \"=\" behind the name of the rule");
  EXPECT_EQ(mistake("a = "), "f:1: the rule ends too early");
  EXPECT_EQ(mistake("a = b }"), "f:1: here must be a name, a group, a string, a value or prose");
  EXPECT_EQ(mistake("a = b )"), "f:1: the rule does not go on like this");
  EXPECT_EQ(mistake("a = %x100"), "f:1: a value of one octet must be here");
  EXPECT_EQ(mistake("a = %q1"), "f:1: %x, %d or %b");
  EXPECT_EQ(mistake("a = %x39-30"), "f:1: a range of octets must end here");
  EXPECT_EQ(mistake("a = 2*1b"), "f:1: a repetition that cannot be");
  EXPECT_EQ(mistake("a = b\n\n= c"), "f:3: a rule must begin with its name");
  EXPECT_EQ(mistake("a := b"), "f:1: no \"=\" behind the name of the rule");
  EXPECT_EQ(mistake("a = " + std::string(200, '(')), "f:1: groups within groups, too deep");
}

TEST(Notation, ReadsWhatOldRfcsWrite) {
  EXPECT_EQ(right_side("a_b ::= c_d", Notation::old).text, "c-d");
  EXPECT_EQ(right_side("a := <\">", Notation::old).text, "\"");
  EXPECT_EQ(right_side("a = <x\n    y>", Notation::old).text, "x y");
  const Element list = right_side("a = \"(\" #b \")\"", Notation::old);
  EXPECT_EQ(list.parts[1].kind, Kind::repetition);
  EXPECT_EQ(list.parts[1].most, 1U);
  EXPECT_EQ(right_side("a = 1#b", Notation::old).parts[1].least, 0U);
}

}  // namespace
}  // namespace imapspec::abnf
