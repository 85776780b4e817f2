#include "harness/abnf/judge.h"

#include <gtest/gtest.h>

namespace imapspec::abnf {
namespace {

Grammar of(std::string_view abnf) {
  auto grammar = grammar_of(abnf);
  if (!grammar) ADD_FAILURE() << grammar.error();
  return *std::move(grammar);
}

TEST(Judge, TellsAcceptRejectAndIncomplete) {
  const Grammar g = of("a = \"OK\" SP 2DIGIT");
  EXPECT_EQ(judge(g, "a", "ok 12"), Verdict::accept);
  EXPECT_EQ(judge(g, "A", "OK 12"), Verdict::accept);
  EXPECT_EQ(judge(g, "a", "OK 123"), Verdict::reject);
  EXPECT_EQ(judge(g, "a", "NO 12"), Verdict::reject);
  for (const char* text : {"", "o", "OK", "OK ", "OK 1"}) EXPECT_EQ(judge(g, "a", text), Verdict::incomplete) << text;
}

TEST(Judge, SaysHowFarSomeDerivationWent) {
  Judge judge(of("a = 1*DIGIT \".\" 1*DIGIT / 3ALPHA"));
  EXPECT_EQ(judge.judge("a", "12x").furthest, 2U);
  EXPECT_EQ(judge.judge("a", "ab1").furthest, 2U);
  EXPECT_TRUE(judge.judge("a", "1.2").extensible);
  EXPECT_FALSE(judge.judge("a", "abc").extensible);
}

TEST(Judge, CaseCountsInValuesOnly) {
  EXPECT_EQ(judge(of("a = \"x\""), "a", "X"), Verdict::accept);
  EXPECT_EQ(judge(of("a = %x78"), "a", "X"), Verdict::reject);
  EXPECT_EQ(judge(of("a = %d97.98"), "a", "aB"), Verdict::reject);
}

TEST(Judge, RepetitionsHaveTheirBounds) {
  const Grammar g = of("a = 2*3\"x\"\nb = *2\"x\"\nc = 2*\"xy\"\nd = [\"x\"] \"y\"");
  EXPECT_EQ(judge(g, "a", "x"), Verdict::incomplete);
  EXPECT_EQ(judge(g, "a", "xxx"), Verdict::accept);
  EXPECT_EQ(judge(g, "a", "xxxx"), Verdict::reject);
  EXPECT_EQ(judge(g, "b", ""), Verdict::accept);
  EXPECT_EQ(judge(g, "b", "xxx"), Verdict::reject);
  EXPECT_EQ(judge(g, "c", "xyxyxy"), Verdict::accept);
  EXPECT_EQ(judge(g, "d", "y"), Verdict::accept);
}

TEST(Judge, TriesEveryEndOfEveryRule) {
  // What takes the longest, or the first, never comes to an end here.
  EXPECT_EQ(judge(of("a = b \"x\"\nb = *\"x\""), "a", "xxxx"), Verdict::accept);
  EXPECT_EQ(judge(of("a = b \"c\"\nb = \"x\" / \"xy\" / \"xyc\""), "a", "xycc"), Verdict::accept);
  EXPECT_EQ(judge(of("a = (\"x\" / \"xx\") (\"x\" / \"xx\") \"y\""), "a", "xxxy"), Verdict::accept);
}

TEST(Judge, RulesMayBeginWithThemselves) {
  const Grammar g = of("a = DIGIT / a *(SP a) / \"(\" a \")\"\nb = [b] \"x\"\nc = d \"y\" / \"z\"\nd = c");
  EXPECT_EQ(judge(g, "a", "1 2 (3 4 (5)) 6"), Verdict::accept);
  EXPECT_EQ(judge(g, "a", "1 2 (3"), Verdict::incomplete);
  EXPECT_EQ(judge(g, "a", "1 2 )"), Verdict::reject);
  EXPECT_EQ(judge(g, "b", "xxxx"), Verdict::accept);
  EXPECT_EQ(judge(g, "c", "zyyy"), Verdict::accept);
}

TEST(Judge, TheEmptyInstanceIsOne) {
  const Grammar g = of("a = *b c\nb = [\"x\"]\nc = *d\nd = \"\" / \"y\"");
  EXPECT_EQ(judge(g, "a", ""), Verdict::accept);
  EXPECT_EQ(judge(g, "a", "xxyy"), Verdict::accept);
  EXPECT_EQ(judge(g, "a", "yx"), Verdict::reject);
}

TEST(Judge, UnderstandsAnyExcept) {
  const Grammar g = of("a = 1*<any CHAR except b and \"x\">\nb = SP / CTL\nc = <any CHAR except CR and LF>\nd = <b>");
  EXPECT_EQ(judge(g, "a", "abc"), Verdict::accept);
  EXPECT_EQ(judge(g, "a", "aX"), Verdict::reject);
  EXPECT_EQ(judge(g, "a", "a b"), Verdict::reject);
  EXPECT_EQ(judge(g, "c", "\x80"), Verdict::reject);
  EXPECT_EQ(judge(g, "d", " "), Verdict::accept);
  EXPECT_TRUE(g.undefined().empty());
}

TEST(Judge, NamesWhatIsNotDefined) {
  const Grammar g = of("a = b / \"x\" / <as one likes>");
  ASSERT_EQ(g.undefined().size(), 2U);
  EXPECT_EQ(g.undefined()[0], "<as one likes> (referred to by a, RFC 0)");
  EXPECT_EQ(g.undefined()[1], "b (referred to by a, RFC 0)");
  EXPECT_EQ(judge(g, "a", "x"), Verdict::accept);
}

TEST(Judge, HooksBoundNumbers) {
  const Grammar g = of("number = 1*DIGIT\nnz-number = %x31-39 *DIGIT\na = number \"!\"");
  EXPECT_EQ(judge(g, "number", "4294967295"), Verdict::accept);
  EXPECT_EQ(judge(g, "number", "4294967296"), Verdict::reject);
  EXPECT_EQ(judge(g, "number", "00004294967295"), Verdict::accept);
  EXPECT_EQ(judge(g, "number", "99999999999999999999999999"), Verdict::reject);
  EXPECT_EQ(judge(g, "nz-number", "0"), Verdict::reject);
  EXPECT_EQ(judge(g, "a", "4294967296"), Verdict::reject);
  EXPECT_EQ(judge(g, "a", "429496729"), Verdict::incomplete);
}

TEST(Judge, HooksCountLiterals) {
  const Grammar g = of("number = 1*DIGIT\nliteral = \"{\" number [\"+\"] \"}\" CRLF *%x01-FF\na = literal SP literal");
  EXPECT_EQ(judge(g, "literal", "{3}\r\nabc"), Verdict::accept);
  EXPECT_EQ(judge(g, "literal", "{3+}\r\nabc"), Verdict::accept);
  EXPECT_EQ(judge(g, "literal", "{3}\r\nab"), Verdict::incomplete);
  EXPECT_EQ(judge(g, "literal", "{3}\r\nabcd"), Verdict::reject);
  EXPECT_EQ(judge(g, "literal", std::string_view("{3}\r\na\0b", 8)), Verdict::reject);
  EXPECT_EQ(judge(g, "literal", "{0}\r\n"), Verdict::accept);
  EXPECT_EQ(judge(g, "a", "{1}\r\n  {2}\r\n{}"), Verdict::accept);
}

TEST(Judge, GivesUpWhereItIsTooMuch) {
  Judge judge(of("a = DIGIT / a *(SP a)"), 20'000);
  std::string text = "1";
  for (int i = 0; i < 300; ++i) text += " 1";
  EXPECT_EQ(judge.judge("a", text).verdict, Verdict::too_much);
  EXPECT_EQ(judge.judge("a", "1 1").verdict, Verdict::accept);  // and goes on with the next
  EXPECT_EQ(judge.judge("a", std::string(Judge::kTextOctetsMax + 1, '1')).verdict, Verdict::too_much);
}

TEST(Judge, WorkGrowsWithTheTextWhereNothingIsAmbiguous) {
  Judge judge(of("a = \"(\" *(b / a) \")\"\nb = 1*ALPHA SP"));
  const auto steps = [&](std::size_t depth) {
    std::string text(depth, '(');
    for (std::size_t i = 0; i < depth; ++i) text += "abc )";
    const Judgement judgement = judge.judge("a", text);
    EXPECT_EQ(judgement.verdict, Verdict::accept);
    return judgement.steps;
  };
  const std::uint64_t of_100 = steps(100);
  EXPECT_LT(steps(1000), of_100 * 11);
}

// Rules that have a hook by their name (see hooks.cc), in a grammar of their own.
TEST(Judge, LooksIntoStrings) {
  const Grammar g =
      of("lang-range-quoted = 1*ALPHA / DQUOTE *(%x20-21 / %x23-5B / %x5D-7E / \"\\\" (DQUOTE / \"\\\")) DQUOTE / "
         "literal\n"
         "literal = \"{\" number \"}\" CRLF *%x01-FF\nnumber = 1*DIGIT\nlanguage-range = 1*3ALPHA / \"*\"");
  for (const char* text : {"de", "\"de\"", "\"*\"", "{2}\r\nde", "\"d\\e\""})
    EXPECT_EQ(judge(g, "lang-range-quoted", text), text[2] == '\\' ? Verdict::reject : Verdict::accept) << text;
  for (const char* text : {"deen", "\"de-\"", "\"\"", "{1}\r\n-"})
    EXPECT_NE(judge(g, "lang-range-quoted", text), Verdict::accept) << text;
}

}  // namespace
}  // namespace imapspec::abnf
