#include "harness/grammar/command/command.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

Command parsed(std::string_view text, Arena& arena, Dialect dialect = {}) {
  return parse_command(text, arena, dialect).value();
}

TEST(Command, WithoutArguments) {
  for (const auto* line : {"a CAPABILITY", "a NOOP", "a logout", "a STARTTLS", "a Close", "a EXPUNGE", "a UNSELECT",
                           "a IDLE", "a NAMESPACE"}) {
    ok_command(line);
    ok_command(line, kRev1);
    ok_command(line, kRev2);
  }
  bad_command("a NOOP ", 6, "CRLF");
  bad_command("a NOOPS", 2, "command");
  bad_command("a  NOOP", 2, "command");
  bad_command(" NOOP", 0, "tag");
  bad_command("a", 1, "command");
  bad_command("+ NOOP", 0, "tag");
}

TEST(Command, OfRev1Only) {
  ok_command("a CHECK", kRev1);
  ok_command("a LSUB \"#news.\" comp.%", kRev1);
  bad_command("a CHECK", 2, "command", kRev2);
  bad_command("a LSUB \"\" *", 2, "command", kRev2);
  bad_command("A442 XPIG-LATIN", 5, "command", kRev1);  // an x-command's arguments have no grammar
}

TEST(Command, EndsWithItsCrlf) {
  Arena arena;
  EXPECT_EQ(parse_command("a NOOP\n", arena).error(), (ParseError{ParseError::Kind::mismatch, 6, "CRLF"}));
  EXPECT_EQ(parse_command("a NOOP\r\r\n", arena).error(), (ParseError{ParseError::Kind::mismatch, 7, "CRLF"}));
  EXPECT_EQ(parse_command("a NOOP\r\nb NOOP\r\n", arena).error(),
            (ParseError{ParseError::Kind::mismatch, 8, "command"}));
  EXPECT_EQ(parse_command("", arena).error().kind, ParseError::Kind::incomplete);
}

TEST(Authenticate, MayCarryAnInitialResponse) {
  ok_command("a AUTHENTICATE PLAIN");
  ok_command("a AUTHENTICATE PLAIN dGVzdAB0ZXN0AHRlc3Q=");
  ok_command("a AUTHENTICATE EXTERNAL =");
  bad_command("a AUTHENTICATE PLAIN ", 21, "initial-resp");
  bad_command("a AUTHENTICATE PLAIN dGVz dA==", 25, "CRLF");
  bad_command("a AUTHENTICATE PLAIN ==", 22, "CRLF");
  bad_command("a AUTHENTICATE PLAIN A", 22, "base64");
  bad_command("a AUTHENTICATE", 14, "command");
}

TEST(Login, TakesTwoAstrings) {
  ok_command("a LOGIN SMITH SESAME");
  ok_command("a login \"fred\" \"f\\\"oo\"");
  ok_command("A001 LOGIN {11}\r\nFRED FOOBAR {7}\r\nfat man");
  ok_command("A001 LOGIN {11+}\r\nFRED FOOBAR {0+}\r\n");
  bad_command("a LOGIN fred", 12, "login");
  bad_command("a LOGIN fred pass word", 17, "CRLF");
  bad_command("a LOGIN fred  x", 13, "astring");
  bad_command("a LOGIN fred p*", 14, "CRLF");
}

TEST(Enable, NamesAtLeastOneCapability) {
  ok_command("a ENABLE CONDSTORE X-GOOD-IDEA");
  bad_command("a ENABLE", 8, "command");
  bad_command("a ENABLE ", 9, "atom");
  bad_command("a ENABLE CONDSTORE ", 19, "atom");
}

TEST(Id, IsNilOrPairs) {
  ok_command("a ID NIL");
  ok_command("a ID ()");
  ok_command("a ID (\"name\" \"x\" \"version\" NIL)");
  bad_command("a ID (\"name\")", 12, "id-params-list");
  bad_command("a ID (name \"x\")", 6, "string");
  bad_command("a ID", 4, "command");
}

TEST(MailboxCommands, TakeOneMailbox) {
  struct Taker {
    const char* name;
    const char* params;  // the rule of what RFC 4466 section 3 lets follow
  };
  for (const auto& [name, params] :
       {Taker{"SELECT", "select-params"}, Taker{"EXAMINE", "select-params"}, Taker{"CREATE", "create-params"},
        Taker{"DELETE", nullptr}, Taker{"SUBSCRIBE", nullptr}, Taker{"UNSUBSCRIBE", nullptr}}) {
    ok_command(std::string("a ") + name + " INBOX");
    ok_command(std::string("a ") + name + " \"a b\"");
    ok_command(std::string("a ") + name + " {3}\r\na\rb");
    const auto end = static_cast<std::uint32_t>(3 + std::string_view(name).size());
    if (params != nullptr)
      bad_command(std::string("a ") + name + " a b", end + 2, params);
    else
      bad_command(std::string("a ") + name + " a b", end + 1, "CRLF");
    bad_command(std::string("a ") + name + " a*", end + 1, "CRLF");
    bad_command(std::string("a ") + name + " ", end, "astring");
  }
  ok_command("a RENAME \"x y\" z");
  bad_command("a RENAME x", 10, "rename");
}

TEST(Status, AsksForAtLeastOneItemOfTheRevision) {
  ok_command("a STATUS blurdybloop (UIDNEXT MESSAGES)");
  ok_command("a STATUS x (RECENT)", kRev1);
  bad_command("a STATUS x (RECENT)", 12, "status-att", kRev2);
  ok_command("a STATUS x (DELETED SIZE)", kRev2);
  ok_command("a STATUS x (DELETED)", kRev1);  // RFC 9208 section 7
  bad_command("a STATUS x ()", 12, "status-att");
  bad_command("a STATUS x MESSAGES", 11, "status");
  bad_command("a STATUS x (MESSAGES )", 21, "status-att");
}

TEST(Append, TakesFlagsThenDateThenLiteral) {
  ok_command("a APPEND box {3}\r\nabc");
  ok_command("a APPEND box () {3+}\r\nabc");
  ok_command("a APPEND box (\\Seen $x) \" 7-Feb-1994 21:52:25 -0800\" {0}\r\n");
  ok_command("a APPEND box ~{1}\r\nx");
  bad_command("a APPEND box \"abc\"", 14, "date-day-fixed");
  bad_command("a APPEND box \" 7-Feb-1994 21:52:25 -0800\" () {0}\r\n", 42, "literal");
  bad_command("a APPEND box abc", 16, "tagged-ext");
  bad_command("a APPEND box (\\Recent) {0}\r\n", 14, "flag");
  bad_command(std::string_view("a APPEND box {2}\r\na\0", 20), 19, "CHAR8");
}

TEST(List, OfRev1AndExtended) {
  ok_command("a LIST \"\" *");
  ok_command("a LIST /usr/staff/jones \"\"");
  ok_command("a LIST ~/Mail/ %");
  ok_command("a LIST () \"\" \"%\" RETURN (CHILDREN)");
  ok_command("a LIST (SUBSCRIBED RECURSIVEMATCH) \"\" % RETURN (STATUS (MESSAGES UNSEEN) CHILDREN)");
  ok_command("a LIST \"\" (% music/rock) return ()");
  ok_command("a LIST (REMOTE vendor.x-y (a (b c))) \"\" *");
  bad_command("a LIST (RECURSIVEMATCH) \"\" *", 7, "list-select-opts");
  bad_command("a LIST (REMOTE RECURSIVEMATCH) \"\" *", 7, "list-select-opts");
  bad_command("a LIST \"\" ()", 11, "list-mailbox");
  bad_command("a LIST \"\" * RETURN", 18, "list");
  bad_command("a LIST \"\" * RETURN (STATUS)", 26, "status-option");
  bad_command("a LIST \"\" * RETURN (STATUS ())", 28, "status-att");
  bad_command("a LIST \"\" * CHILDREN", 12, "list-return-opts");
  bad_command("a LIST % *", 7, "astring");
  bad_command("a LIST (X ()) \"\" *", 11, "option-value");
}

TEST(Fetch, TakesMacroItemOrList) {
  for (const auto* line :
       {"a FETCH 1 ALL", "a FETCH 1:* FAST", "a fetch 12 full", "a FETCH 1 FLAGS", "a UID FETCH 1 BODY",
        "a FETCH $ (UID INTERNALDATE FLAGS BODY.PEEK[HEADER])", "a FETCH 2:4 (FLAGS BODY[HEADER.FIELDS (DATE FROM)])",
        "a FETCH 1 BODY[]<0.2048>", "a FETCH 1 (BODYSTRUCTURE ENVELOPE RFC822.SIZE)", "a FETCH 1 BINARY[1.2]<0.5>",
        "a FETCH 1 BINARY.PEEK[]", "a FETCH 1 BINARY.SIZE[3]"})
    ok_command(line);
  ok_command("a FETCH 1 (RFC822 RFC822.HEADER RFC822.TEXT)", kRev1);
  bad_command("a FETCH 1 RFC822", 10, "fetch-att", kRev2);
  bad_command("a FETCH 1 ()", 11, "fetch-att");
  bad_command("a FETCH 1 (ALL)", 11, "fetch-att");
  bad_command("a FETCH 1 FLAGS UID", 16, "fetch-modifiers");
  bad_command("a FETCH 1 BODY.PEEK", 19, "section");
  bad_command("a FETCH 1 BODYX", 10, "fetch-att");
  bad_command("a FETCH 1 BODY[]<0>", 18, "partial");
  bad_command("a FETCH 1 BINARY.SIZE[1]<0.1>", 24, "CRLF");
  bad_command("a FETCH 1 BINARY[HEADER]", 17, "section-part");
  bad_command("a FETCH 0 FLAGS", 8, "seq-number");
}

TEST(Store, ReplacesAddsOrRemoves) {
  for (const auto* line :
       {"a STORE 2:4 +FLAGS (\\Deleted)", "a store 12 +flags \\deleted", "a STORE $ +FLAGS.Silent (\\Deleted)",
        "a UID STORE 1 FLAGS ()", "a STORE 1 -FLAGS a b c", "a STORE 1 FLAGS.SILENT $Junk"})
    ok_command(line);
  bad_command("a STORE 1 FLAGS (\\Recent)", 17, "flag");
  bad_command("a STORE 1 FLAGS (\\*)", 17, "flag");
  bad_command("a STORE 1 FLAGS", 15, "store");
  bad_command("a STORE 1 *FLAGS a", 10, "store-att-flags");
  bad_command("a STORE 1 FLAGS.QUIET a", 15, "store-att-flags");
  bad_command("a STORE 1 +FLAGS a ", 19, "flag");
}

TEST(Copy, AndMoveAndUidExpunge) {
  for (const auto* line : {"a COPY 2:4 MEETING", "a COPY $ \"Other Messages\"", "a UID COPY 305:310 meeting",
                           "a MOVE 1 x", "a UID MOVE 42:69 foo", "a UID EXPUNGE 3000:3002"})
    ok_command(line);
  bad_command("a EXPUNGE 1", 9, "CRLF");
  bad_command("a UID EXPUNGE", 13, "uid");
  bad_command("a UID NOOP", 6, "uid");
  bad_command("a COPY 1", 8, "copy");
}

TEST(Command, KeepsTheSpellingOfItsWords) {
  Arena arena;
  const auto odd = parsed("a uId fEtCh 1 (rfc822.SIZE Flags)\r\n", arena);
  EXPECT_EQ(name_of(odd.body), "UID FETCH");
  auto plain = odd;
  plain.spellings = {};
  EXPECT_EQ(plain, odd);
  EXPECT_EQ(joined(print_command(plain)), "a UID FETCH 1 (RFC822.SIZE FLAGS)\r\n");
}

TEST(Command, IsPrintedInPiecesAtSynchronisingLiterals) {
  Arena arena;
  EXPECT_EQ(print_command(parsed("a LOGIN {1}\r\nx {1}\r\ny\r\n", arena)),
            (Fragments{"a LOGIN {1}\r\n", "x {1}\r\n", "y\r\n"}));
  EXPECT_EQ(print_command(parsed("a LOGIN {1+}\r\nx y\r\n", arena)), (Fragments{"a LOGIN {1+}\r\nx y\r\n"}));
}

TEST(Command, TellsFormsApart) {
  Arena arena;
  const auto login = std::get<Login>(parsed("a LOGIN \"x\" {1+}\r\ny\r\n", arena).body);
  EXPECT_EQ(login.user, (String{"x", Form::quoted}));
  EXPECT_EQ(login.password, (String{"y", Form::literal_plus}));
}

}  // namespace
}  // namespace imapspec::grammar
