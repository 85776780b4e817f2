#include "harness/grammar/extension/convert.h"

#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(Convert, Commands) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_command("a001 CONVERT 2 (\"APPLICATION/PDF\") BINARY[3]", dialect);
    ok_command("b001 CONVERT 2 (\"text/plain\" (\"charset\" us-ascii)) (BINARY[3] bodypartstructure[3])", dialect);
    ok_command("c001 UID CONVERT 2:4 (NIL) (UID BINARY[4]<2001.1000> BINARY.SIZE[1.2] AVAILABLECONVERSIONS[2])",
               dialect);
    ok_command("D002 uid convert 2 (nil (CHARSET utf-8)) BODY[HEADER]", dialect);
    ok_command("D012 CONVERT 3 (NIL) (BODY[1.MIME] BODY[1.2.HEADER])", dialect);
    ok_command("d CONVERSIONS \"image/*\" text/plain", dialect);
    ok_command("d CONVERSIONS \"*\" {3}\r\na/b", dialect);
  }
  bad_command("a CONVERT 2 BINARY[3]", 12, "convert-params");
  bad_command("a CONVERT 2 (\"text\") BINARY[3]", 18, "concrete-mime-type");
  bad_command("a CONVERT 2 (NIL ()) BINARY[3]", 18, "astring");
  bad_command("a CONVERT 2 (NIL) BODY[TEXT]", 23, "convert-att");
  bad_command("a CONVERT 2 (NIL) BODY[MIME]", 23, "convert-att");
  bad_command("a CONVERT 2 (NIL) BODY[1]", 24, "convert-att");
  bad_command("a CONVERT 2 (NIL) BODY[1.TEXT]", 25, "convert-att");
  bad_command("a CONVERT 2 (NIL) BODY[1.HEADER.FIELDS (a)]", 25, "convert-att");
  bad_command("a CONVERT 2 (NIL) BODY[HEADER.FIELDS (a)~", 23, "convert-att");
  bad_command("a CONVERT 2 (NIL) FLAGS", 18, "convert-att");
  bad_command("a CONVERT 2 (NIL) BINARY.SIZE[1]<0.1>", 32, "CRLF");
  bad_command("a CONVERSIONS image \"*\"", 19, "mime-type-req");
}

TEST(Convert, Responses) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_response("* CONVERSION \"image/gif\" \"image/jpeg\" (\"pix-y\" pix-x)", dialect);
    ok_response("* CONVERSION \"image/gif\" \"image/png\"", dialect);
    ok_response("* 2 CONVERTED (TAG \"a001\") (UID 100 BINARY[3] {3}\r\nabc BINARY[2]<0> ~{1}\r\nx)", dialect);
    ok_response(
        "* 2 CONVERTED (tag \"b001\") (BINARY[3] (ERROR \"no ascii\" BADPARAMETERS \"text/html\" \"text/plain\" "
        "(\"charset\" \"us-ascii\") NIL \"text/plain\"))",
        dialect);
    ok_response("* 2 CONVERTED (TAG \"c\") (BINARY.SIZE[4] 3135 AVAILABLECONVERSIONS[2] ((\"IMAGE/JPEG\" \"a/b\")))",
                dialect);
    ok_response("* 2 CONVERTED (TAG \"c\") (AVAILABLECONVERSIONS[2] (()) BINARY.SIZE[1] (error \"x\" tempfail 30))",
                dialect);
    ok_response("* 2 CONVERTED (TAG \"c\") (BODYPARTSTRUCTURE[2] (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 3 1))",
                dialect);
    ok_response("* 2 CONVERTED (TAG \"c\") (BINARY[1] (ERROR \"x\" MISSINGPARAMETERS \"a/b\" \"c/d\"(\"e\" f)))",
                dialect);
    ok_response("* 2 CONVERTED (TAG \"d002\") (BODY[HEADER] {4}\r\na: b BODY[1.MIME] NIL)", dialect);
    ok_response("g001 NO [MAXCONVERTMESSAGES 1] only one", dialect);
    ok_response("g001 NO [MAXCONVERTPARTS 1] only one", dialect);
    ok_response("b002 NO [TEMPFAIL] All conversions failed", dialect);
  }
  bad_response("* 0 CONVERTED (TAG \"a\") (UID 1)", 2, "nz-number");
  bad_response("* 2 CONVERTED (UID 1)", 15, "convert-correlator");
  bad_response("* 2 CONVERTED (TAG a) (UID 1)", 19, "string");
  bad_response("* 2 CONVERTED (TAG \"a\") (BINARY[1] 3)", 35, "nstring");
  bad_response("* 2 CONVERTED (TAG \"a\") (AVAILABLECONVERSIONS[1] (\"a/b\"))", 50, "mimetype-list");
  bad_response("* 2 CONVERTED (TAG \"a\") (BINARY[1] (ERROR \"x\" BADPARAMETERS))", 59, "convert-error-code");
  bad_response("* CONVERSION \"image/*\" \"image/png\"", 20, "concrete-mime-type");
  bad_response("g NO [MAXCONVERTPARTS 0] x", 22, "nz-number");
}

TEST(Convert, Terms) {
  Arena arena;
  const auto command = parse_command("a UID CONVERT 2 (\"a/b\" (c d)) BINARY[3]<0.5>\r\n", arena);
  ASSERT_TRUE(command);
  EXPECT_EQ(to_string(term_of(*command)), "a UID CONVERT 2 (\"a/b\" (\"c\" \"d\")) (BINARY[3]<0.5>)");
  const char* text =
      "* 2 CONVERTED (TAG \"a\") (BINARY[1] (ERROR \"x\" TEMPFAIL 3) AVAILABLECONVERSIONS[1] ((\"a/b\")))\r\n";
  const auto data = parse_response(text, arena), same = parse_response(text, arena);
  ASSERT_TRUE(data && same);
  EXPECT_EQ(*data, *same);
  EXPECT_EQ(to_string(term_of(*data)),
            "* 2 CONVERTED (TAG \"a\") (BINARY[1] (ERROR \"x\" TEMPFAIL 3) AVAILABLECONVERSIONS[1] (\"a/b\"))");
}

}  // namespace
}  // namespace imapspec::grammar
