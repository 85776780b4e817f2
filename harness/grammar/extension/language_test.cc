#include "harness/grammar/extension/language.h"

#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(Language, Tags) {
  ok(lang_range_quoted, "i-default");
  ok(lang_range_quoted, "\"*\"");
  ok(lang_tag_quoted, "DE-IT");
  bad(lang_tag_quoted, "\"*\"", 0);
  bad(lang_tag_quoted, "abcdefghi", 8);
  bad(lang_tag_quoted, "de_AT", 2);
  bad(lang_tag_quoted, "de-)", 3);
}

TEST(Language, Collations) {
  ok(comp_order_quoted, "\"cz;*\"");
  ok(comp_order_quoted, "-i;octet");
  ok(comp_order_quoted, "default");
  bad(comp_order_quoted, "\"\"", 0);
  bad(comp_order_quoted, "i;basic_x", 7);
  bad(comp_order_quoted, "a" + std::string(254, 'b'), 254);
  ok(comp_sel_quoted, "+i;basic");
  ok(comp_id_quoted, "i;unicode-casemap");
  ok(comp_id_quoted, "vnd-x;name;match=1.2");
  bad(comp_id_quoted, "i;1", 2);
  bad(comp_id_quoted, "i;a;b)", 5);
  bad(comp_id_quoted, "default)", 7);
  bad(comp_id_quoted, "-;a", 0);
  bad(comp_sel_quoted, "-;a", 1);
}

TEST(Language, Commands) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_command("A003 LANGUAGE", dialect);
    ok_command("E001 language FR-CA \"EN-CA\"", dialect);
    ok_command("A001 COMPARATOR \"cz;*\" i;basic", dialect);
    ok_command("A001 COMPARATOR", dialect);
  }
  bad_command("a LANGUAGE ()", 11, "astring");
  bad_command("a COMPARATOR 1", 13, "comp-order-quoted");
}

TEST(Language, Responses) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_response("* LANGUAGE (EN DE IT i-default)", dialect);
    ok_response("* COMPARATOR i;basic", dialect);
    ok_response("* COMPARATOR i;basic (i;basic \"i;ascii-casemap\")", dialect);
    ok_response("a NO [BADCOMPARATOR] none of these", dialect);
    ok_response("* NAMESPACE ((\"\" \"/\")) ((\"Other Users/\" \"/\" \"TRANSLATION\" (\"Andere Ben&APw-tzer/\"))) NIL",
                dialect);
  }
  bad_response("* LANGUAGE ()", 12, "astring");
  bad_response("* LANGUAGE", 10, "language-data");
  bad_response("* COMPARATOR", 12, "comparator-data");
}

TEST(Language, Terms) {
  Arena arena;
  const auto data = parse_response("* COMPARATOR i;basic (a;b)\r\n", arena);
  ASSERT_TRUE(data);
  EXPECT_EQ(to_string(term_of(*data)), "* COMPARATOR \"i;basic\" (\"a;b\")");
}

// RFC 5255 section 3.4: a single string, unlike other extensions of NAMESPACE.
TEST(Language, TranslatesToOneString) {
  ok_response("* NAMESPACE ((\"x\" \"/\" \"translation\" ({1}\r\ny) \"X\" (\"a\" \"b\"))) NIL NIL");
  bad_response("* NAMESPACE ((\"x\" \"/\" \"TRANSLATION\" (\"a\" \"b\"))) NIL NIL", 40, "namespace-trans");
  bad_response("* NAMESPACE ((\"x\" \"/\" \"TRANSLATION\" ())) NIL NIL", 37, "string");
}

}  // namespace
}  // namespace imapspec::grammar
