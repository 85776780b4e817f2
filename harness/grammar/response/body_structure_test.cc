#include "harness/grammar/response/body_structure.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

constexpr std::string_view kText = R"(("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" 3028 92))";
constexpr std::string_view kImage = R"(("IMAGE" "PNG" NIL "<id>" "a cat" "BASE64" 4554))";
constexpr std::string_view kNoEnvelope = R"((NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL))";

TEST(Envelope, HasTenFields) {
  ok(envelope, kNoEnvelope);
  ok(envelope,
     R"(("Wed, 17 Jul 1996" "IMAP" (("Terry Gray" NIL "gray" "cac")("J" "@a:" "b" "c")) NIL NIL ((NIL NIL "imap" "x")) NIL NIL NIL "<id>"))");
  ok(envelope, R"((NIL NIL ((NIL NIL "group" NIL)(NIL NIL NIL NIL)) NIL NIL NIL NIL NIL "" {1})"
               "\r\nx)");
  bad(envelope, "(NIL NIL () NIL NIL NIL NIL NIL NIL NIL)", 10);
  bad(envelope, "(NIL NIL NIL NIL NIL NIL NIL NIL NIL)", 36);
  bad(envelope, R"((NIL NIL ((NIL NIL "a" "b") (NIL NIL "c" "d")) NIL NIL NIL NIL NIL NIL NIL))", 27);
  bad(envelope, R"((NIL NIL ((NIL NIL "a")) NIL NIL NIL NIL NIL NIL NIL))", 22);
  bad(envelope, "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)", 40);
}

TEST(Body, OfEachKind) {
  const std::string message =
      "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 10 " + std::string(kNoEnvelope) + " " + std::string(kText) + " 1)";
  const std::string mixed = "(" + std::string(kText) + std::string(kImage) + " \"MIXED\")";
  for (const auto& text :
       {std::string(kText), std::string(kImage), message, mixed, "(" + mixed + message + " \"MIXED\")"})
    for (const auto& dialect : {kRev1, kRev2}) {
      ok(body, text, dialect);
      ok(body_without_extension, text, dialect);
    }
}

TEST(Body, HasExtensionDataInOrderOnly) {
  const std::string part = R"("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 1)";
  for (const auto* tail : {" NIL", " \"md5\" NIL", " NIL (\"inline\" NIL) NIL",
                           " NIL (\"attachment\" (\"filename\" \"x\")) (\"en\" \"de\") NIL",
                           " NIL NIL \"en\" \"http://x/\" NIL 5 (\"a\" (1 NIL))"}) {
    ok(body, "(" + part + tail + ")");
    bad(body_without_extension, "(" + part + tail + ")", static_cast<std::uint32_t>(part.size() + 1));
  }
  ok(body, "(" + std::string(kText) + R"( "MIXED" ("BOUNDARY" "x") NIL NIL NIL))");
  bad(body, "(" + part + " NIL \"inline\" NIL)", static_cast<std::uint32_t>(part.size() + 6));
  bad(body, "(" + part + " NIL NIL () NIL)", static_cast<std::uint32_t>(part.size() + 11));
  bad(body, "(" + part + " NIL NIL NIL NIL ())", static_cast<std::uint32_t>(part.size() + 19));
}

TEST(Body, PrefersTextAndMessageToBasic) {
  bad(body, R"(("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1))", 36);
  bad(body, R"(("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 1))", 40);
  ok(body, R"(("MESSAGE" "DELIVERY-STATUS" NIL NIL NIL "7BIT" 1))");
  const std::string global =
      "(\"MESSAGE\" \"GLOBAL\" NIL NIL NIL \"8BIT\" 1 " + std::string(kNoEnvelope) + " " + std::string(kText) + " 1)";
  ok(body, global, kRev2);
  bad(body, global, 41, kRev1);
  ok(body, R"(("MESSAGE" "GLOBAL" NIL NIL NIL "8BIT" 1))", kRev1);
  bad(body, R"(("MESSAGE" "GLOBAL" NIL NIL NIL "8BIT" 1))", 40, kRev2);
  for (const auto dialect : {Dialect{Revision::rev1, true}, kEither}) {  // RFC 9755 section 6: either form
    ok(body, global, dialect);
    ok_response("* 1 FETCH (BODY " + global + ")", dialect);
    ok(body, R"(("MESSAGE" "GLOBAL" NIL NIL NIL "8BIT" 1))", dialect);
    ok(body, R"(("MESSAGE" "GLOBAL" NIL NIL NIL "8BIT" 1 NIL))", dialect);
  }
}

TEST(Body, RefusesAtTheOctetThatIsWrong) {
  bad(body, R"(("IMAGE" "PNG" () NIL NIL "BASE64" 1))", 16);
  bad(body, R"(("IMAGE" "PNG" ("A") NIL NIL "BASE64" 1))", 19);
  bad(body, R"(("IMAGE" "PNG" ("A" NIL) NIL NIL "BASE64" 1))", 20);
  bad(body, R"(("IMAGE" "PNG" NIL NIL NIL NIL 1))", 27);
  bad(body, R"(("IMAGE" NIL NIL NIL NIL "BASE64" 1))", 9);
  bad(body, R"(("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 -1))", 37);
  bad(body, R"(("IMAGE" "PNG" NIL NIL NIL "BASE64" 4294967296))", 45);
  bad(body, R"((NIL "MIXED"))", 1);
  bad(body, "()", 1);
  bad(body, std::string(kText.substr(0, kText.size() - 3)) + "4294967296)",
      static_cast<std::uint32_t>(kText.size() + 6), kRev1);
}

TEST(Body, ExtensionNumbersAre32BitsInRev1) {
  const std::string text = R"(("IMAGE" "PNG" NIL NIL NIL "BASE64" 1 NIL NIL NIL NIL 4294967296))";
  ok(body, text, kRev2);
  bad(body, text, 63, kRev1);
}

TEST(Body, IsBoundedInDepth) {
  for (const auto* prefix :
       {"* 1 FETCH (BODY ", "* 1 FETCH (BODYSTRUCTURE (\"A\" \"B\" NIL NIL NIL \"7BIT\" 1 NIL NIL NIL NIL "}) {
    Arena arena;
    const std::string deep = prefix + std::string(10'000'000, '(') + "\r\n";
    EXPECT_EQ(parse_response(deep, arena).error().kind, ParseError::Kind::limit);
    EXPECT_LT(arena.used_octets(), 200'000U);
  }
  std::string nested(kText);
  for (std::size_t i = 0; i < 60; ++i) nested = "(" + nested + " \"MIXED\")";
  Arena arena;
  Cursor c(nested, arena);
  EXPECT_TRUE(body(c).has_value());
}

}  // namespace
}  // namespace imapspec::grammar
