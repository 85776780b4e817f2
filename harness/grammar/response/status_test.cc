#include "harness/grammar/response/status.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

RespText parsed(std::string_view text, Arena& arena, Dialect dialect = {}) {
  Cursor c(text, arena, dialect);
  return resp_text(c).value();
}

TEST(RespTextCode, WithDataOfTheirOwn) {
  for (const auto* code :
       {"[BADCHARSET]", "[BADCHARSET (UTF-8 \"KOI8-R\")]", "[CAPABILITY IMAP4rev1 IMAP4rev2 AUTH=PLAIN]",
        "[PERMANENTFLAGS ()]", "[PERMANENTFLAGS (\\Deleted \\Seen \\*)]", "[UIDNEXT 4392]", "[uidvalidity 3857529045]",
        "[APPENDUID 38505 3955]", "[APPENDUID 1 3,5:7]", "[COPYUID 38505 304,319:320 3956:3958]"})
    for (const auto& dialect : {kRev1, kRev2, kEither}) ok(resp_text, std::string(code) + " text", dialect);
  ok(resp_text, "[UNSEEN 12] Message 12 is first unseen", kRev1);
  EXPECT_TRUE([] {
    Arena arena;
    return std::holds_alternative<CodeUnseen>(*parsed("[UNSEEN 12] x", arena, kRev1).code);
  }());
}

TEST(RespTextCode, AnyOtherAtom) {
  Arena arena;
  for (const auto* code :
       {"[ALERT]", "[READ-WRITE]", "[UNKNOWN-CTE]", "[X-Y]", "[X-URL /x;y]", "[HIGHESTMODSEQ 7]", "[UNSEEN 0]"})
    ok(resp_text, std::string(code) + " text", kRev2);
  const auto text = parsed("[X-URL \"/x\"] y", arena);
  EXPECT_EQ(std::get<CodeAtom>(*text.code), (CodeAtom{"X-URL", "\"/x\""}));
  EXPECT_EQ(text.text, "y");
}

TEST(RespTextCode, WrongDataOfAKnownCodeAreNoText) {
  bad(resp_text, "[UIDNEXT 0] x", 9);
  bad(resp_text, "[UIDNEXT] x", 8);
  bad(resp_text, "[UNSEEN 0] x", 8, kRev1);
  bad(resp_text, "[BADCHARSET UTF-8] x", 12);  // erratum 7323
  bad(resp_text, "[BADCHARSET ()] x", 13);
  bad(resp_text, "[CAPABILITY X] x", 13);
  bad(resp_text, "[CAPABILITY IMAP4rev2] x", 21, kRev1);
  bad(resp_text, "[CAPABILITY IMAP4rev1] x", 21, kRev2);
  bad(resp_text, "[PERMANENTFLAGS \\Seen] x", 16);
  bad(resp_text, "[COPYUID 1 * 2] x", 11);
  bad(resp_text, "[APPENDUID 1] x", 12);
}

TEST(RespText, ThatBeginsWithABracket) {
  Arena arena;
  for (const auto* text : {"[TRYCREATE", "[", "[]", "[foo(bar)] x", "[foo ] x", "[ALERT"}) {
    const std::string line = std::string(text) + "\t";
    ok(resp_text, line, kRev1);
    EXPECT_EQ(parsed(line, arena, kRev1).code, std::nullopt) << text;
  }
}

TEST(RespText, NeedsASpaceBehindAKnownCode) {
  bad(resp_text, "[READ-WRITE]\r", 12);
  bad(resp_text, "[UIDNEXT 5]\r", 11);
  bad(resp_text, "[UIDNEXT 5]x", 11);
  ok(resp_text, "[X-OURS]\t");  // might be text, and so it is
}

TEST(RespText, MayBeEmptyUnderRev2Only) {
  bad(resp_text, "\r", 0, kRev1);
  bad(resp_text, "[READ-ONLY] \r", 12, kRev1);
  Arena arena;
  EXPECT_EQ(parsed("[READ-ONLY] \r\n", arena, kRev2).text, "");
  EXPECT_EQ(parsed("\r\n", arena, kRev2), RespText());
}

}  // namespace
}  // namespace imapspec::grammar
