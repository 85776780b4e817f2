#include "harness/grammar/core/string.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

constexpr std::string_view kUmlaut = "\xc3\xbc";

std::string value_of(Result<String> (*rule)(Cursor&), std::string_view text, Dialect dialect = {}) {
  Arena arena;
  Cursor c(text, arena, dialect);
  const auto s = rule(c);
  return s ? std::string(s->value) : shown(s.error());
}

TEST(Atom, TakesAtomCharsOnly) {
  ok(atom, "$MDNSent");
  ok(atom, "a+b:c;[d}e<f>'~");
  for (const std::string_view special : {"(", ")", "{", " ", "%", "*", "\"", "\\", "]", "\x7f", "\x01", "\xc3\xbc"})
    bad(atom, std::string("a") + std::string(special), 1);
  bad(atom, "]", 0);
}

TEST(Tag, HasBracketButNoPlus) {
  ok(tag, "a3.1]");
  bad(tag, "+", 0);
  bad(tag, "a+", 1);
}

TEST(Quoted, EscapesOnlyWhatMustBeEscaped) {
  ok(quoted, R"("")");
  ok(quoted, R"("a \"b\" \\c")");
  EXPECT_EQ(value_of(quoted, R"("a \"b\" \\c")"), R"(a "b" \c)");
  bad(quoted, R"("\n")", 2);
  bad(quoted, "\"a\r\n\"", 2);
  bad(quoted, std::string_view("\"\0\"", 3), 1);
}

TEST(Quoted, IsSevenBitUnderRev1AndUtf8UnderRev2) {
  const std::string text = '"' + std::string(kUmlaut) + '"';
  bad(quoted, text, 1, kRev1);
  ok(quoted, text, kRev2);
  ok(quoted, text, kEither);
  Dialect accept = kRev1;
  accept.utf8 = true;
  ok(quoted, text, accept);
  ok(quoted, "\"\xf0\x9f\x98\x80\"", kRev2);
}

TEST(Quoted, RefusesWhatIsNoUtf8) {
  bad(quoted, "\"\xc0\x80\"", 1);          // overlong
  bad(quoted, "\"\xed\xa0\x80\"", 1);      // a surrogate
  bad(quoted, "\"\xf4\x90\x80\x80\"", 1);  // above U+10FFFF
  bad(quoted, "\"\xc3\"", 1);              // cut by the quote
  bad(quoted, "\"\x80\"", 1);
}

TEST(Literal, CountsItsOctets) {
  ok(literal, "{0}\r\n");
  ok(literal, "{5}\r\na\r\nb\"");
  ok(literal, "{003}\r\nabc");
  ok(literal, "{2}\r\n\xff\xfe", kRev1);
  bad(literal, "{3} \r\nabc", 3);
  bad(literal, "{}\r\n", 1);
  bad(literal, "{3}\nabc", 3);
  bad(literal, std::string_view("{3}\r\na\0b", 8), 6);  // CHAR8 is no NUL
}

TEST(Literal, NonSynchronisingComesFromClientsOnly) {
  Dialect client;
  client.from_client = true;
  ok(literal, "{3+}\r\nabc", client);
  bad(literal, "{3+}\r\nabc", 2);
  ok(literal8, "~{3+}\r\nabc", client);
}

TEST(Literal, HoldsANumberOf32Or63Bits) {
  Arena arena;
  Cursor rev1("{4294967296}\r\n", arena, kRev1);
  EXPECT_EQ(literal(rev1).error(), (ParseError{ParseError::Kind::mismatch, 10, "number"}));
  Cursor rev2("{4294967296}\r\n", arena, kRev2);
  EXPECT_EQ(literal(rev2).error().kind, ParseError::Kind::incomplete);
}

TEST(Literal8, MayHoldNul) {
  ok(literal8, std::string_view("~{3}\r\na\0b", 9));
  bad(literal8, "{3}\r\nabc", 0);
}

TEST(Nstring, NilInAnyCaseIsNoString) {
  ok(nstring, "NIL");
  ok(nstring, "nil");
  ok(nstring, "\"NIL\"");
  ok(nstring, "{3}\r\nNIL");
  bad(nstring, "NOL", 0);
  bad(nstring, "a", 0);
}

TEST(Astring, HasBracketAndTheNameNil) {
  ok(astring, "a]b");
  ok(astring, "NIL");
  ok(astring, "\"\"");
  ok(astring, "{1}\r\nx");
  bad(astring, "(", 0);
  bad(astring, "a%", 1);
}

TEST(Astring, IsTheSameWhateverFollows) {
  Dialect tolerant = kRev1;
  tolerant.tolerated.insert(Deviation::eight_bit_atom);
  ok(astring, "x\xc3\xa9z", tolerant);
  for (std::size_t size = 0; size <= 34; ++size)
    for (const char* end : {"", "]", "[<;=", "(", "%", "\xc3\xa9", "\xc3\xa9z", "\\"}) {
      const std::string text = std::string(size, 'x') + end;
      same_whatever_follows(astring, text, kRev1);
      same_whatever_follows(astring, text, tolerant);
    }
}

TEST(ListMailbox, HasWildcards) {
  ok(list_mailbox, "%/*]");
  ok(list_mailbox, "\"a b\"");
  bad(list_mailbox, "(", 0);
}

TEST(Charset, IsAstringInRev1AndAtomOrQuotedInRev2) {
  ok(charset, "UTF-8");
  ok(charset, "\"UTF-8\"", kRev2);
  ok(charset, "{5}\r\nUTF-8", kRev1);
  bad(charset, "{5}\r\nUTF-8", 0, kRev2);
  ok(charset, "a]", kRev1);
  bad(charset, "a]", 1, kRev2);
}

TEST(Base64, ComesInFours) {
  ok(base64, "");
  ok(base64, "YWJj");
  ok(base64, "YWI=");
  ok(base64, "YQ==");
  bad(base64, "YWJjY ", 5);
  bad(base64, "YQ=a", 3);
  bad(base64, "YWI==", 4);
  bad(base64, "YW J", 2);
}

TEST(Text, IsAnythingOfALine) {
  ok(text, " [x] {3} \"\x7f\x01");
  bad(text, "a\rb", 1);
  bad(text, "\xc3\xbc", 0, kRev1);
  ok(text, "gr\xc3\xbc\xc3\x9f", kRev2);
  bad(text, std::string_view("a\0", 2), 1);
}

TEST(BestForm, ChoosesAsACarefulSender) {
  EXPECT_EQ(best_form("INBOX", Place::astring, kRev1).form, Form::atom);
  EXPECT_EQ(best_form("", Place::astring, kRev1).form, Form::quoted);
  EXPECT_EQ(best_form("nil", Place::astring, kRev1).form, Form::quoted);
  EXPECT_EQ(best_form("%", Place::astring, kRev1).form, Form::quoted);
  EXPECT_EQ(best_form("%", Place::list_mailbox, kRev1).form, Form::atom);
  EXPECT_EQ(best_form("INBOX", Place::string, kRev1).form, Form::quoted);
  EXPECT_EQ(best_form(kUmlaut, Place::astring, kRev1).form, Form::literal);
  EXPECT_EQ(best_form(kUmlaut, Place::astring, kRev2).form, Form::quoted);
  EXPECT_EQ(best_form("\xff", Place::astring, kRev2).form, Form::literal);
  EXPECT_EQ(best_form("a\r\nb", Place::astring, kRev2).form, Form::literal);
  EXPECT_EQ(best_form(std::string(2000, 'a') + ' ', Place::astring, kRev2).form, Form::literal);
}

// RFC 5255 section 3.5, where RFC 3501 has UTF-8: no 7-bit control octets beside it, and no "[" at its start.
TEST(Text, OfUtf8HasNoControlOctets) {
  Dialect utf8 = kRev1;
  utf8.utf8 = true;
  ok(text, "\xc3\xa4[", utf8);
  ok(text, "\x01[", utf8);
  bad(text, "[\xc3\xa4", 0, utf8);
  bad(text, "a\x7f\xc3\xa4", 1, utf8);
  ok(text, "[\x7f\xc3\xa4", kRev2);
}

}  // namespace
}  // namespace imapspec::grammar
