#include "harness/grammar/core/tagged_ext.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(TaggedExtVal, IsSetNumberOrList) {
  for (const auto* text : {"1", "1:3,*", "0", "007", "4294967295", "4294967296", "9223372036854775807", "()", "(a)",
                           "(a \"b c\" (d (e {1}\r\nf)) 5)", "(NIL)"})
    ok(tagged_ext_val, text);
  Dialect client;
  client.from_client = true;
  ok(tagged_ext_val, "$", client);
  bad(tagged_ext_val, "$", 0);  // RFC 9051 section 6.4.4.1: the client's word
  bad(tagged_ext_val, "(())", 2);
  bad(tagged_ext_val, "( a)", 1);
  bad(tagged_ext_val, "(a )", 3);
  bad(tagged_ext_val, "\"a\"", 0);
  bad(tagged_ext_val, "a", 0);
  bad(tagged_ext_val, "0:5", 0);
  bad(tagged_ext_val, "9223372036854775808", 18);
}

TEST(TaggedExtVal, IsBoundedInDepth) {
  Arena arena;
  const std::string deep(1'000'000, '(');
  Cursor c(deep, arena);
  EXPECT_EQ(tagged_ext_val(c).error().kind, ParseError::Kind::limit);
}

TEST(TaggedExtLabel, IsOfTheLabelChars) {
  ok(tagged_ext_label, "X-a_b.c:9");
  bad(tagged_ext_label, "9a", 0);
  bad(tagged_ext_label, "a$", 1);
}

}  // namespace
}  // namespace imapspec::grammar
