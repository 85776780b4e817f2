#include "harness/grammar/core/flag.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(FlagList, IsTheSameWhateverFollows) {
  for (const char* text : {"()", "(\\Seen)", "(\\seen $Forwarded \\Answered)", "(\\)", "(\\ x)", "(\\*)", "(a \\*)",
                           "(\\Recent)", "(a  b)", "(a]", "(\\Seenx \\Extension-of-many-octets)", "(\\*x)"}) {
    same_whatever_follows(flag_list, text, {}, print_flags);
    same_whatever_follows(flag_fetch_list, text, {}, print_flags);
    same_whatever_follows(flag_perm_list, text, {}, print_flags);
  }
}

TEST(Flag, IsSystemFlagKeywordOrExtension) {
  for (const auto* text : {"\\Answered", "\\seen", "$MDNSent", "$$Forwarded", "Junk[", "\\X-Foo", "\\Recently"})
    ok(flag, text);
  bad(flag, "\\Recent ", 0);
  bad(flag, "\\* ", 0);
  bad(flag, "\\(", 1);
  bad(flag, "a]", 1);
}

TEST(Flag, KnowsItsKindWithoutRegardToCase) {
  EXPECT_EQ(make_flag("\\sEEN").kind, Flag::Kind::seen);
  EXPECT_EQ(make_flag("\\Seenx").kind, Flag::Kind::extension);
  EXPECT_EQ(make_flag("Seen").kind, Flag::Kind::keyword);
  EXPECT_TRUE(same(make_flag("\\SEEN"), make_flag("\\seen")));
  EXPECT_FALSE(same(make_flag("seen"), make_flag("\\seen")));
}

TEST(Flag, RecentOnlyInFetchAndStarOnlyInPermanentFlags) {
  ok(flag_fetch, "\\Recent");
  bad(flag_fetch, "\\* ", 0);
  ok(flag_perm, "\\*");
  bad(flag_perm, "* ", 0);
  bad(flag_perm, "\\Recent ", 0);
}

TEST(FlagKeyword, IsAnAtom) {
  ok(flag_keyword, "$Junk");
  bad(flag_keyword, "\\Seen", 0);
  bad(flag_keyword, "\"Junk\"", 0);
}

TEST(FlagList, MayBeEmpty) {
  const auto print_list = [](Printer& p, List<Flag> flags) { print_flags(p, flags); };
  ok(flag_list, "()", {}, print_list);
  ok(flag_list, "(\\Seen $Junk)", {}, print_list);
  bad(flag_list, "( \\Seen)", 1);
  bad(flag_list, "(\\Seen )", 7);
  bad(flag_list, "(\\Seen  \\Draft)", 7);
}

}  // namespace
}  // namespace imapspec::grammar
