#include "harness/grammar/command/search_key.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(SearchKey, OfBothRevisions) {
  for (const auto* text : {"ALL",
                           "ANSWERED",
                           "BCC x",
                           "BEFORE 1-Feb-1994",
                           "BODY \"a b\"",
                           "CC {1}\r\nx",
                           "DELETED",
                           "DRAFT",
                           "FLAGGED",
                           "FROM Smith",
                           "HEADER Subject \"\"",
                           "KEYWORD $Junk",
                           "LARGER 0",
                           "NOT SEEN",
                           "ON \"1-Feb-1994\"",
                           "OR SEEN NOT DRAFT",
                           "SEEN",
                           "SENTBEFORE 1-Feb-1994",
                           "SENTON 1-Feb-1994",
                           "SENTSINCE 1-Feb-1994",
                           "SINCE 1-Feb-1994",
                           "SMALLER 4096",
                           "SUBJECT x",
                           "TEXT x",
                           "TO x",
                           "UID 1:*",
                           "UID $",
                           "UNANSWERED",
                           "UNDELETED",
                           "UNDRAFT",
                           "UNFLAGGED",
                           "UNKEYWORD a",
                           "UNSEEN",
                           "1,3000:3021",
                           "*",
                           "$",
                           "(SEEN)",
                           "(OR $ 1,3000:3021 TEXT x)",
                           "NOT NOT (ALL)"})
    for (const auto& dialect : {kRev1, kRev2, kEither}) ok(search_key, text, dialect);
}

TEST(SearchKey, OfRev1Only) {
  for (const auto* text : {"NEW", "OLD", "RECENT"}) {
    ok(search_key, text, kRev1);
    ok(search_key, text, kEither);
    bad(search_key, std::string(text) + ' ', 0, kRev2);
  }
}

TEST(SearchKey, RefusesAtTheOctetThatIsWrong) {
  bad(search_key, "()", 1);
  bad(search_key, "(SEEN )", 6);
  bad(search_key, "OR SEEN)", 7);
  bad(search_key, "NOT)", 3);
  bad(search_key, "KEYWORD \"a\"", 8);
  bad(search_key, "KEYWORD \\Seen", 8);
  bad(search_key, "HEADER Subject)", 14);
  bad(search_key, "SEENX ", 0);
  bad(search_key, "FROM (x)", 5);
  bad(search_key, "LARGER 4294967296", 16, kRev1);
  ok(search_key, "LARGER 4294967296", kRev2);
  bad(search_key, "SMALLER -1", 8);
}

TEST(Search, HasReturnOptionsThenCharset) {
  for (const auto* line : {"a SEARCH ALL", "a UID SEARCH RETURN (MIN MAX) 1:5000", "a SEARCH RETURN () FLAGGED",
                           "a search from maria@example.com", "a SEARCH CHARSET UTF-8 TEXT {6}\r\nXXXXXX",
                           "a SEARCH RETURN (SAVE) CHARSET KOI8-R (OR $ 1,3000:3021) TEXT {4+}\r\nXXXX",
                           "a SEARCH RETURN (PARTIAL 1:100 X-Y (a b) COUNT) ALL"})
    ok_command(line);
  bad_command("a SEARCH", 8, "command");
  bad_command("a SEARCH CHARSET UTF-8", 22, "search-program");
  bad_command("a SEARCH CHARSET UTF-8 RETURN () ALL", 23, "search-key");
  bad_command("a SEARCH RETURN (MIN )", 21, "tagged-ext-label");
  bad_command("a SEARCH SEEN ", 14, "search-key");
  // An astring in RFC 3501, an atom or quoted in RFC 4466, which brought RETURN.
  ok_command("a SEARCH CHARSET {1}\r\nx ALL", kRev1);
  bad_command("a SEARCH RETURN () CHARSET {1}\r\nx ALL", 27, "charset", kRev1);
}

TEST(SearchKey, IsBoundedInDepth) {
  const auto nested = [](std::string_view piece, std::size_t times, std::string_view end) {
    std::string text = "a SEARCH ";
    for (std::size_t i = 0; i < times; ++i) text += piece;
    return text + std::string(end);
  };
  Arena arena;
  EXPECT_TRUE(parse_command(nested("NOT ", limits::kListDepthMax - 1, "ALL\r\n"), arena).has_value());
  EXPECT_EQ(parse_command(nested("NOT ", limits::kListDepthMax, "ALL\r\n"), arena).error().kind,
            ParseError::Kind::limit);
  for (const auto* piece : {"NOT ", "(", "OR ALL "}) {
    Arena small;
    EXPECT_EQ(parse_command(nested(piece, 1'000'000, "ALL\r\n"), small).error().kind, ParseError::Kind::limit) << piece;
    EXPECT_LT(small.used_octets(), 100'000U) << piece;
  }
}

}  // namespace
}  // namespace imapspec::grammar
