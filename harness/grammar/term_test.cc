#include "harness/grammar/term.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;
using Kind = Term::Kind;

Term response_term(std::string_view line, Dialect dialect = {}) {
  Arena arena;
  const std::string text = std::string(line) + "\r\n";
  const auto tree = parse_response(text, arena, dialect);
  if (!tree) ADD_FAILURE() << line << ": " << shown(tree.error());
  return tree ? term_of(*tree) : Term();
}
Term command_term(std::string_view line, Dialect dialect = {}) {
  Arena arena;
  const std::string text = std::string(line) + "\r\n";
  const auto tree = parse_command(text, arena, dialect);
  if (!tree) ADD_FAILURE() << line << ": " << shown(tree.error());
  return tree ? term_of(*tree) : Term();
}

// A Term by its kinds alone: w word, s string, 0 nil, n number, r ranges, t text; l(...) list, e{...} set, p[...]
// pairs, i<...> item.
std::string shape(const Term& t) {
  constexpr std::string_view kLetters =
      "ws0nlepr"
      "ti";
  constexpr std::string_view kOpen = "    ({[   <", kClose = "    )}]   >";
  const auto kind = static_cast<std::size_t>(t.kind);
  std::string text(1, kLetters[kind]);
  if (t.kind != Kind::list && t.kind != Kind::set && t.kind != Kind::pairs && t.kind != Kind::item) return text;
  const std::size_t bracket = t.kind == Kind::item ? 10 : kind;
  text += kOpen[bracket];
  for (const auto& item : t.items) text += shape(item);
  return text + kClose[bracket];
}

TEST(Term, OfEveryResponseHasTheShapeOfItsHeader) {
  const std::pair<const char*, const char*> kShapes[] = {
      {"* 23 EXISTS", "l(wnw)"},
      {"* 5 RECENT", "l(wnw)"},
      {"* 44 EXPUNGE", "l(wnw)"},
      {"* OK x", "l(wwt)"},
      {"* OK [ALERT] x", "l(wwl(w)t)"},
      {"* OK [UIDNEXT 5] x", "l(wwl(wn)t)"},
      {"* OK [UIDVALIDITY 5] x", "l(wwl(wn)t)"},
      {"* OK [UNSEEN 5] x", "l(wwl(wn)t)"},
      {"* OK [CAPABILITY IMAP4rev1 A] x", "l(wwl(we{ww})t)"},
      {"* OK [PERMANENTFLAGS (\\Seen \\*)] x", "l(wwl(we{ww})t)"},
      {"* NO [BADCHARSET] x", "l(wwl(w)t)"},
      {"* NO [BADCHARSET (a \"b\")] x", "l(wwl(we{ss})t)"},
      {"* OK [COPYUID 1 2:3 4:5] x", "l(wwl(wnrr)t)"},
      {"* OK [APPENDUID 1 2] x", "l(wwl(wnr)t)"},
      {"* OK [X-OURS a b] x", "l(wwl(wt)t)"},
      {"* BYE x", "l(wwt)"},
      {"a OK ", "l(ww)"},
      {"a NO [TRYCREATE] x", "l(wwl(w)t)"},
      {"+ idling", "l(wt)"},
      {"+ ", "l(w)"},
      {"* SEARCH 1 2", "l(wwr)"},
      {"* SEARCH", "l(wwr)"},
      {"* ESEARCH (TAG \"a\") UID MIN 1 ALL 2:3 COUNT 0", "l(wwp[ws]wp[wnwrwn])"},
      {"* ESEARCH ALL 5", "l(wwp[wr])"},
      {"* ESEARCH", "l(wwp[])"},
      {"* STATUS box (MESSAGES 3 X-Y (a b))", "l(wwsp[wnwl(ss)])"},
      {"* LIST (\\a \\b) \"/\" box", "l(wwe{ww}ss)"},
      {"* LIST () NIL box (\"CHILDINFO\" (\"SUBSCRIBED\"))", "l(wwe{}0sp[sl(s)])"},
      {"* LSUB () NIL box", "l(wwe{}0s)"},
      {"* FLAGS (\\Seen)", "l(wwe{w})"},
      {"* CAPABILITY IMAP4rev1 A", "l(wwe{ww})"},
      {"* ENABLED A", "l(wwe{w})"},
      {"* NAMESPACE ((\"\" \"/\")(\"#a\" NIL \"X\" (\"y\"))) NIL NIL", "l(wwl(l(ss)l(s0sl(s)))00)"},
      {"* ID NIL", "l(ww0)"},
      {"* ID (\"a\" \"b\" \"c\" NIL)", "l(wwp[sss0])"},
      {"* 1 FETCH (FLAGS (\\Seen) UID 5 RFC822.SIZE 6)", "l(wnwp[i<w>e{w}i<w>ni<w>n])"},
      {"* 1 FETCH (INTERNALDATE \" 7-Feb-1994 21:52:25 -0800\")", "l(wnwp[i<w>s])"},
      {"* 1 FETCH (BODY[] \"x\" BODY[1.2.HEADER.FIELDS (From To)]<5> NIL)", "l(wnwp[i<wl()>si<wl(nnwe{ss})n>0])"},
      {"* 1 FETCH (BINARY[1] ~{1}\r\nx BINARY.SIZE[] 3 RFC822 NIL)", "l(wnwp[i<wl(n)>si<wl()>ni<w>0])"},
      {"* 1 FETCH (ENVELOPE (NIL \"s\" ((NIL NIL \"a\" \"b\")) NIL NIL NIL NIL NIL NIL \"<i>\"))",
       "l(wnwp[i<w>l(0sl(l(00ss))000000s)])"},
      {"* 1 FETCH (BODY (\"TEXT\" \"PLAIN\" (\"CHARSET\" \"x\") NIL NIL \"7BIT\" 1 2))",
       "l(wnwp[i<w>l(ssp[ss]00snn)])"},
      {"* 1 FETCH (BODYSTRUCTURE ((\"A\" \"B\" NIL NIL NIL \"7BIT\" 1 NIL (\"inline\" NIL) (\"en\")) \"MIXED\" NIL NIL "
       "\"en\" NIL 5))",
       "l(wnwp[i<w>l(l(ss000sn0l(s0)l(s))s00s0n)])"},
  };
  for (const auto& [line, expected] : kShapes) EXPECT_EQ(shape(response_term(line)), expected) << line;
}

TEST(Term, OfEveryCommandHasTheShapeOfItsHeader) {
  const std::pair<const char*, const char*> kShapes[] = {
      {"a NOOP", "l(ww)"},
      {"a LOGIN x \"y\"", "l(wwss)"},
      {"a AUTHENTICATE PLAIN", "l(www)"},
      {"a AUTHENTICATE PLAIN =", "l(wwwt)"},
      {"a ENABLE X Y", "l(wwe{ww})"},
      {"a ID NIL", "l(ww0)"},
      {"a SELECT x", "l(wws)"},
      {"a RENAME x y", "l(wwss)"},
      {"a LIST \"\" *", "l(wwss)"},
      {"a LIST (SUBSCRIBED) \"\" (a b) RETURN (CHILDREN STATUS (UNSEEN))", "l(wwe{w}sl(ss)we{wwe{w}})"},
      {"a LSUB \"\" *", "l(wwss)"},
      {"a STATUS x (MESSAGES UNSEEN)", "l(wwse{ww})"},
      {"a APPEND x {1}\r\ny", "l(wwss)"},
      {"a APPEND x (\\Seen) \" 7-Feb-1994 21:52:25 -0800\" {1}\r\ny", "l(wwse{w}ss)"},
      {"a SEARCH RETURN (MIN) CHARSET x OR 1 (SEEN) SINCE 1-Feb-1994 KEYWORD k HEADER f v LARGER 3 UID 1:*",
       "l(wwwe{w}wswrl(w)wwwwwsswnwr)"},
      {"a UID FETCH 1 FLAGS", "l(wwwre{i<w>})"},
      {"a FETCH 1 ALL", "l(wwrw)"},
      {"a FETCH 1 (BODY[1]<0.5> BINARY.SIZE[2])", "l(wwre{i<wl(n)nn>i<wl(n)>})"},
      {"a STORE 1 +FLAGS.SILENT \\Seen", "l(wwrwe{w})"},
      {"a UID COPY 1 x", "l(wwwrs)"},
      {"a UID EXPUNGE 1:5", "l(wwwr)"},
  };
  for (const auto& [line, expected] : kShapes) EXPECT_EQ(shape(command_term(line)), expected) << line;
}

TEST(Term, IsTheSameHoweverItWasSpelled) {
  EXPECT_EQ(to_string(response_term("* 1 fetch (flags (\\Seen) rfc822.size 007)")),
            "* 1 FETCH (FLAGS (\\Seen) RFC822.SIZE 7)");
  EXPECT_EQ(command_term("a store 1 +flags.silent (\\Seen)"), command_term("a STORE 1 +FLAGS.SILENT \\Seen"));
  EXPECT_EQ(command_term("a FETCH 1 (FLAGS)"), command_term("a FETCH 1 flags"));
  EXPECT_EQ(command_term("a SEARCH SINCE 01-feb-1994"), command_term("a SEARCH SINCE \"1-Feb-1994\""));
}

TEST(Term, KnowsHowThingsCompare) {
  const auto list = response_term("* LIST () \"/\" InBox");
  EXPECT_EQ(list.items.back().compare, Term::Compare::mailbox);
  EXPECT_EQ(list.items.back().octets, "InBox");
  EXPECT_EQ(response_term("a OK x").items.front().compare, Term::Compare::octets);
  const auto date = response_term("* 1 FETCH (INTERNALDATE \" 7-Feb-1994 21:52:25 -0800\")").items[3].items[1];
  EXPECT_EQ(date.compare, Term::Compare::date_time);
  EXPECT_EQ(date.octets, " 7-Feb-1994 21:52:25 -0800");
  const auto body =
      response_term("* 1 FETCH (BODY (\"TEXT\" \"PLAIN\" (\"CHARSET\" \"x\" \"N\" \"v\") NIL NIL \"7BIT\" 1 2))")
          .items[3]
          .items[1];
  EXPECT_EQ(body.items[0].compare, Term::Compare::nocase);
  EXPECT_EQ(body.items[2].items[1].compare, Term::Compare::nocase);
  EXPECT_EQ(body.items[2].items[3].compare, Term::Compare::octets);
}

TEST(Term, KeepsRangesAsWritten) {
  const auto set = command_term("a FETCH 7:3,*:4,9 ALL").items[2];
  EXPECT_EQ(set.ranges, (std::vector<TermRange>{{7, 3}, {0, 4}, {9, 9}}));
  EXPECT_TRUE(command_term("a FETCH $ ALL").items[2].saved_result);
  EXPECT_EQ(response_term("* ESEARCH ALL 5").items[2].items[1].ranges, (std::vector<TermRange>{{5, 5}}));
}

TEST(Term, OutlivesWhatItWasMadeOf) {
  Term term;
  {
    const Exact text("a LOGIN \"x\\\"y\" {1}\r\nz\r\n");
    Arena arena;
    term = term_of(parse_command(text.view(), arena).value());
  }
  EXPECT_EQ(term.items[2].octets, "x\"y");
  EXPECT_EQ(term.items[3].form, Form::literal);
}

TEST(Term, IsShownAsOneLine) {
  EXPECT_EQ(to_string(response_term("* LIST (\\a) NIL {3}\r\na\r\xff")), R"(* LIST (\a) NIL "a\r\xff")");
  EXPECT_EQ(to_string(command_term("a FETCH 1:*,3 (BODY.PEEK[1.HEADER.FIELDS (From)]<0.5> UID)")),
            R"(a FETCH 1:*,3 (BODY.PEEK[1.HEADER.FIELDS ("From")]<0.5> UID))");
  EXPECT_EQ(to_string(response_term("* OK [UIDNEXT 5] x")), "* OK (UIDNEXT 5) x");
  EXPECT_EQ(to_string(response_term("* 1 FETCH (BODY[] \"" + std::string(300, 'x') + "\")")).size(), 236U);
}

}  // namespace
}  // namespace imapspec::grammar
