#include "harness/abnf/derive.h"

#include <gtest/gtest.h>

#include <set>

#include "harness/abnf/judge.h"

namespace imapspec::abnf {
namespace {

TEST(Derive, MakesEveryAlternativeAndNothingElse) {
  const Grammar g = *grammar_of("a = \"x\" / 1*2DIGIT / \"(\" a \")\" / a SP a");
  Judge judge(g);
  Random random(1);
  std::set<std::string> found;
  for (int i = 0; i < 2000; ++i) {
    const std::string text = derive(g, "a", random, {.octets = 30, .depth = 6});
    EXPECT_EQ(judge.judge("a", text).verdict, Verdict::accept) << text;
    found.insert(text);
  }
  EXPECT_TRUE(found.contains("x"));
  EXPECT_TRUE(found.contains("(x)"));
  EXPECT_TRUE(found.contains("7"));
  EXPECT_TRUE(found.contains("x x"));
}

TEST(Derive, CountsItsLiteralsAndGoesToTheBoundsOfNumbers) {
  const Grammar g = *grammar_of("number = 1*DIGIT\nliteral = \"{\" number \"}\" CRLF *%x01-FF\na = literal SP number");
  Judge judge(g);
  Random random(2);
  bool most = false;
  for (int i = 0; i < 500; ++i) {
    const std::string text = derive(g, "a", random);
    EXPECT_EQ(judge.judge("a", text).verdict, Verdict::accept) << text;
    most = most || text.ends_with(" 4294967295");
  }
  EXPECT_TRUE(most);
}

TEST(Derive, EndsWhereRulesAreWithinThemselves) {
  const Grammar g = *grammar_of("a = \"(\" a a \")\" / \"[\" b \"]\"\nb = a / \"x\"");
  Random random(3);
  for (int i = 0; i < 300; ++i) EXPECT_LT(derive(g, "a", random, {.octets = 50, .depth = 10}).size(), 5000U);
}

TEST(Derive, IsTheSameForTheSameSeed) {
  const Grammar g = *grammar_of("a = 1*(ALPHA / DIGIT / \"word\")");
  Random a(9);
  Random b(9);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(derive(g, "a", a), derive(g, "a", b));
}

}  // namespace
}  // namespace imapspec::abnf
