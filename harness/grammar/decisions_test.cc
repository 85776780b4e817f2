// The spots where the formal syntax is ambiguous, or where RFC 3501, RFC 9051, their errata and real peers differ: one
// test for each decision, with the reason. Strict is what these tests say; what is tolerated on demand stands in
// core/deviation.cc.
#include "harness/grammar/core/mailbox.h"
#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/response/status.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

template <class T>
T untagged(std::string_view line, Arena& arena, Dialect dialect = {}) {
  const std::string_view text = arena.copy(std::string(line) + "\r\n");
  return std::get<T>(std::get<Untagged>(parse_response(text, arena, dialect).value().body).body);
}

// RFC 3501 wants SP and a text behind "]", RFC 9051 SP alone. That nothing at all may follow is a reported erratum
// (7343), so it is a deviation and no rule.
TEST(Decision, TextBehindACode) {
  ok_response("a OK [READ-WRITE] done", kRev1);
  bad_response("a OK [READ-WRITE] ", 18, "text", kRev1);
  ok_response("a OK [READ-WRITE] ", kRev2);
  bad_response("a OK [READ-WRITE]", 17, "resp-text", kRev2);
}

// By the letter any text may begin with a bracket. We take it for text only where nobody could mean a code that we
// know.
TEST(Decision, TextThatBeginsWithABracket) {
  Arena arena;
  for (const auto* line : {"* NO [TRYCREATE", "* NO [FOO(BAR)]", "* NO [] x", "* NO [X Y", "* NO [UNSEEN]",
                           "* NO [UIDNEXT x", "* OK [COPYUID{1 2:4 x", "* NO [BADCHARSET ({5} x"}) {
    ok_response(line);
    EXPECT_FALSE(untagged<Status>(line, arena).text.code.has_value()) << line;
  }
  bad_response("* NO [UNSEEN] x", 12, "resp-text-code", kRev1);
  bad_response("* NO [UIDNEXT x] y", 14, "nz-number");
}

// The generic code ends at the first "]", quoted or not.
TEST(Decision, BracketWithinACodesData) {
  Arena arena;
  const auto text = untagged<Status>("* NO [X-ERROR \"a]b\"] c", arena).text;
  EXPECT_EQ(text.code, std::nullopt);  // "]" is not followed by SP, and the code is not one that we know
  EXPECT_EQ(untagged<Status>("* NO [BADURL \"/a\"] c", arena).text.text, "c");
}

TEST(Decision, BadCharsetHasParentheses) {  // erratum 7323
  ok_response("a NO [BADCHARSET (KOI8-R)] x");
  bad_response("a NO [BADCHARSET UTF-8] x", 17, "resp-text-code");
}

// RFC 3501's astring would allow it, but a line of text announces no literal.
TEST(Decision, BadCharsetHasNoLiteral) {
  bad_response("a NO [BADCHARSET ({5}\r\nUTF-8)] x", 18, "charset", kRev1);
  EXPECT_FALSE(info(Deviation::badcharset_literal).tolerable);
}

// A base64 string may be a text as well: we say both, and whoever awaits SASL decides.
TEST(Decision, ContinuationIsTextAndPerhapsBase64) {
  Arena arena;
  const auto of = [&arena](std::string_view text) {
    return std::get<Continuation>(parse_response(text, arena).value().body);
  };
  EXPECT_TRUE(of("+ Rm9v\r\n").base64);
  EXPECT_EQ(of("+ Rm9v\r\n").text.text, "Rm9v");
  EXPECT_FALSE(of("+ Rm9\r\n").base64);
  bad_response("+", 1, "continue-req");
}

TEST(Decision, TagHasNoPlusButMayHaveABracket) {
  ok_response("a] OK x");
  bad_response("a+ OK x", 1, "response-tagged");
  bad_command("+ NOOP", 0, "tag");
}

TEST(Decision, LiteralOfEachKindInItsPlaceOnly) {
  bad_response("* LIST () NIL ~{1}\r\nx", 15, "CRLF");  // "~" is an atom
  bad_response("* 1 FETCH (BODY[] ~{1}\r\nx)", 18, "nstring");
  bad_command("a LOGIN ~{1}\r\nx y", 9, "login");
  bad_response("* LIST () NIL {1+}\r\nx", 16, "literal");
  ok_command("a LOGIN {1+}\r\nx {01}\r\ny");
}

TEST(Decision, LiteralIsOf32BitsInRev1AndOf63InRev2) {
  bad_command("a LOGIN {4294967296}\r\nx", 18, "number", kRev1);
  Arena arena;
  EXPECT_EQ(parse_command("a LOGIN {4294967296}\r\nx y\r\n", arena, kRev2).error().kind, ParseError::Kind::incomplete);
}

// The formal syntax puts no bound on a non-synchronising literal: LITERAL- (RFC 7888 section 5) does, and that is the
// server's.
TEST(Decision, NonSynchronisingLiteralOfAnySize) {
  ok_command("a LOGIN {5000+}\r\n" + std::string(5000, 'x') + " y");
}

TEST(Decision, NilIsNoMailbox) {
  Arena arena;
  EXPECT_EQ(untagged<ListData>("* LIST () NIL NIL", arena).mailbox.name, (String{"NIL", Form::atom}));
  EXPECT_EQ(best_form("NIL", Place::astring, kRev2).form, Form::quoted);  // so that no reader can take it for one
  EXPECT_EQ(untagged<ListData>("* LIST () nil x", arena).delimiter, std::nullopt);
  bad_response("* LIST () \"NIL\" x", 12, "mailbox-list");
}

TEST(Decision, RecentAndStarInTheirPlaces) {
  ok_response("* 1 FETCH (FLAGS (\\Recent))", kRev2);  // obsolete-flag-recent
  bad_response("* FLAGS (\\Recent)", 9, "flag", kRev1);
  bad_response("* OK [PERMANENTFLAGS (\\Recent)] x", 22, "flag-perm");
  bad_command("a STORE 1 FLAGS (\\Recent)", 17, "flag", kRev1);
  ok_response("* OK [PERMANENTFLAGS (\\*)] x");
}

TEST(Decision, QuotedIsSevenBitUntilRev2) {
  bad_command("a LOGIN \"\xc3\xbc\" x", 9, "QUOTED-CHAR", kRev1);
  ok_command("a LOGIN \"\xc3\xbc\" x", kRev2);
  bad_command("a LOGIN \"\xc3(\" x", 9, "QUOTED-CHAR", kRev2);
  bad_command("a LOGIN \"\\x\" x", 10, "QUOTED-CHAR");
}

TEST(Decision, NulOnlyInLiteral8) {
  bad_response(std::string_view("* 1 FETCH (BINARY[1] {1}\r\n\0)", 28), 26, "CHAR8");
  ok_response(std::string_view("* 1 FETCH (BINARY[1] ~{1}\r\n\0)", 29));
}

TEST(Decision, TextIsUtf8UnderRev2) {
  ok_response("* OK gr\xc3\xbc\xc3\x9f", kRev2);
  bad_response("* OK gr\xc3\xbc\xc3\x9f", 7, "text", kRev1);
  bad_response("* OK gr\xfc\xdf", 7, "text", kRev2);
}

// The grammar takes a mailbox name as it stands; whether modified UTF-7 is well formed is asked of decode_mutf7.
TEST(Decision, MailboxNamesAreOctets) {
  ok_response("* LIST () NIL &bad", kRev1);
  EXPECT_FALSE(decode_mutf7("&bad").has_value());
  ok_command("a SELECT inbox/x");
}

TEST(Decision, DelimiterIsOneCharacter) {
  ok_response("* LIST () \"\\\\\" x");
  bad_response("* LIST () \"\" x", 11);
  bad_response("* LIST () \"//\" x", 12);
}

TEST(Decision, SequenceSetsStandAsWritten) {
  ok_command("a FETCH 4:2,*:4,1,1 ALL");
  bad_command("a FETCH 0 ALL", 8);
  bad_command("a FETCH 01 ALL", 8);
  bad_command("a FETCH 1,$ ALL", 10);
  bad_response("* OK [COPYUID 1 1:* 1:2] x", 18, "uniqueid");
}

TEST(Decision, SizesAreOf63BitsInRev2) {
  ok_response("* 1 FETCH (RFC822.SIZE 9223372036854775807)", kRev2);
  bad_response("* 1 FETCH (RFC822.SIZE 9223372036854775808)", 41, "number64", kRev2);
  bad_response("* 1 FETCH (RFC822.SIZE -1)", 23);
  bad_response("* 1 FETCH (BODY (\"A\" \"B\" NIL NIL NIL \"7BIT\" 4294967296))", 53, "body-fld-octets",
               kRev2);  // number in both
}

// RFC 9051's partial of a request has 63 bits, the origin of the response 32: we follow the formal syntax of each.
TEST(Decision, OriginIsOf32Bits) {
  ok_command("a FETCH 1 BODY[]<4294967296.1>", kRev2);
  bad_response("* 1 FETCH (BODY[]<4294967296> NIL)", 27, "number", kRev2);
}

TEST(Decision, BodyHasNoExtensionData) {
  bad_response("* 1 FETCH (BODY (\"A\" \"B\" NIL NIL NIL \"7BIT\" 1 NIL))", 45, "body");
  ok_response("* 1 FETCH (BODYSTRUCTURE (\"A\" \"B\" NIL NIL NIL \"7BIT\" 1 NIL))");
}

// media-basic would admit "TEXT" too; its comments give the particular rules the right of way. So does the form: a
// literal {4} TEXT is TEXT.
TEST(Decision, TextBodiesHaveLines) {
  bad_response("* 1 FETCH (BODY (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 1))", 52, "body-type-text");
  ok_response("* 1 FETCH (BODY ({4}\r\ntext \"PLAIN\" NIL NIL NIL \"7BIT\" 1 0))");
}

TEST(Decision, EmptyListsAreNil) {
  bad_response("* 1 FETCH (BODY (\"A\" \"B\" () NIL NIL \"7BIT\" 1))", 26, "string");
  bad_response("* 1 FETCH (ENVELOPE (NIL NIL () NIL NIL NIL NIL NIL NIL NIL))", 30, "address");
  bad_response("* 1 FETCH ()", 11, "msg-att");
  bad_response("* NAMESPACE () NIL NIL", 13, "namespace-descr");
}

TEST(Decision, NoSpaceBetweenAddressesAndParts) {
  bad_response("* 1 FETCH (ENVELOPE (NIL NIL ((NIL NIL NIL NIL) (NIL NIL NIL NIL)) NIL NIL NIL NIL NIL NIL NIL))", 47,
               "address");
  bad_response("* 1 FETCH (BODY ((\"A\" \"B\" NIL NIL NIL \"7BIT\" 1) (\"A\" \"B\" NIL NIL NIL \"7BIT\" 1) \"MIXED\"))",
               48, "string");
}

TEST(Decision, MimeIsOfAPart) {
  bad_command("a FETCH 1 BODY[MIME]", 15);
  ok_command("a FETCH 1 BODY[1.MIME]");
  bad_command("a FETCH 1 BODY[1.0]", 17);
}

TEST(Decision, DatesAreFieldsNotCalendars) {
  ok_command("a SEARCH ON 30-Feb-2000");
  ok_command("a SEARCH ON \"1-Feb-2000\"");
  ok_response("* 1 FETCH (INTERNALDATE \"31-Feb-2000 23:59:60 +9959\")");
  bad_response("* 1 FETCH (INTERNALDATE \"1-Feb-2000 23:59:59 +0000\")", 26);
}

TEST(Decision, CharsetStandsBeforeTheKeys) {
  bad_command("a SEARCH ALL CHARSET UTF-8", 13, "search-key");
  ok_command("a SEARCH CHARSET UTF-8 ALL");
}

TEST(Decision, EsearchKnowsItsOwnData) {
  ok_response("* ESEARCH (TAG {1}\r\na) UID COUNT 0");
  bad_response("* ESEARCH MIN 0", 14);
  bad_response("* ESEARCH ALL $", 14);
  bad_response("* ESEARCH COUNT 4294967296", 25);
}

TEST(Decision, SearchWithoutNumbersHasNoSpace) {
  ok_response("* SEARCH");
  bad_response("* SEARCH ", 9);
}

// RFC 4466 section 2.5 leaves the door open: an item that we do not know has an extension's data. One of the other
// revision is known, and refused.
TEST(Decision, StatusItemsOfOtherKinds) {
  ok_response("* STATUS x ()");
  ok_response("* STATUS x (X-OURS 5)");
  bad_response("* STATUS x (RECENT 5)", 12, "status-att", kRev2);
  ok_response("* STATUS x (DELETED 5)", kRev1);  // RFC 9208 section 7
}

// Each revision's capability-data must name that revision; "AUTH=" alone is an atom and passes.
TEST(Decision, CapabilitiesNameTheRevision) {
  bad_response("* CAPABILITY IMAP4rev2", 22, "capability-data", kRev1);
  ok_response("* CAPABILITY AUTH= imap4rev1", kRev1);
  bad_response("* CAPABILITY IMAP4rev1 ", 23, "atom");
}

TEST(Decision, FetchItemsMayRepeat) {
  ok_response("* 1 FETCH (UID 1 UID 1)");
}

TEST(Decision, InitialResponseOfAuthenticate) {
  ok_command("a AUTHENTICATE X =");
  bad_command("a AUTHENTICATE X *", 17, "initial-resp");
  ok_command("a AUTHENTICATE X YR==");  // bits left over are SASL's to refuse
}

TEST(Decision, AppendHasFlagsThenDate) {
  bad_command("a APPEND x \" 7-Feb-1994 21:52:25 -0800\" () {0}\r\n", 40, "literal");
  ok_command("a APPEND x ~{0}\r\n");
}

TEST(Decision, IdleIsALineAndDoneAnother) {
  ok_command("a IDLE");
  bad_command("DONE", 4, "command");
}

TEST(Decision, LinesEndInCrlf) {
  bad_command("a NOOP\n", 6, "CRLF");
  bad_command("a NOOP\r", 7, "CRLF");
  bad_command("a\tNOOP", 1);
  bad_command("", 0, "tag");
  bad_response("* OK a\rb", 7, "CRLF");
}

}  // namespace
}  // namespace imapspec::grammar
