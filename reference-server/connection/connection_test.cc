#include "reference-server/connection/connection.h"

#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class ConnectionTest : public ServerTest {};

TEST_F(ConnectionTest, GreetsBeforeAnythingIsAsked) {
  Connection connection(server);
  EXPECT_EQ(connection.output(), "* OK imapspec reference server ready\r\n");
}

TEST_F(ConnectionTest, AWholeSession) {
  Client client(server);
  client.expect("a CAPABILITY", {"* CAPABILITY IMAP4rev1 IMAP4rev2 LITERAL+ SASL-IR ...", "a OK CAPABILITY completed"});
  client.expect("b LOGIN alice secret", {"b OK Logged in"});
  client.expect("c APPEND INBOX (\\Flagged) \" 7-Feb-1994 21:52:25 -0800\" {5}", {"+ Ready for literal data"});
  client.expect("hello", {"c OK [APPENDUID 1000001 1] APPEND completed"});
  client.expect(
      "d SELECT INBOX",
      {"* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)",
       "* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)] Flags are kept", "* 1 EXISTS",
       "* 1 RECENT", "* OK [UNSEEN 1] First unseen message", "* OK [UIDVALIDITY 1000001] UIDs are valid",
       "* OK [UIDNEXT 2] Next UID", "* OK [HIGHESTMODSEQ 2] Highest", "* OK [MAILBOXID (F1000001)] Mailbox",
       "d OK [READ-WRITE] SELECT completed"});
  client.expect(
      "e FETCH 1 (FLAGS UID INTERNALDATE RFC822.SIZE)",
      {"* 1 FETCH (FLAGS (\\Flagged \\Recent) UID 1 INTERNALDATE \" 7-Feb-1994 21:52:25 -0800\" RFC822.SIZE 5)",
       "e OK FETCH completed"});
  client.expect("f STORE 1 +FLAGS ($Forwarded)", {"* 1 FETCH (FLAGS (\\Flagged \\Recent $Forwarded))",
                                                  "* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Forwarded)",
                                                  "* OK [PERMANENTFLAGS ...", "f OK STORE completed"});
  client.expect("g NOOP", {"g OK NOOP completed"});
  client.expect("h LOGOUT", {"* BYE Logging out", "h OK LOGOUT completed"});
  EXPECT_TRUE(client.connection().closed());
  EXPECT_THAT(client.says("i NOOP"), ElementsAre());
}

TEST_F(ConnectionTest, BadCommandsKeepTheirTagIfItCanBeRead) {
  Client client(server);
  client.expect("a FROBNICATE", {"a BAD ..."});
  client.expect("a", {"a BAD ..."});
  client.expect("", {"* BAD ..."});
  client.expect("+ NOOP", {"* BAD ..."});
  client.expect("* NOOP", {"* BAD ..."});
  EXPECT_THAT(client.sends("b NOOP\n"), ElementsAre(StartsWith("b BAD")));
  client.expect("c NOOP", {"c OK NOOP completed"});
}

// RFC 3501 section 2.2: it ends with CRLF, as a command does.
TEST_F(ConnectionTest, ALineThatALineFeedEndsIsNone) {
  Client client(server);
  client.logged_in().expect("a IDLE", {"+ ..."});
  EXPECT_THAT(client.sends("DONE\n"), ElementsAre(StartsWith("a BAD")));
  client.expect("b IDLE", {"+ ..."}).expect("DONE", {"b OK IDLE completed"});
  Client other(server);
  other.expect("a AUTHENTICATE PLAIN", {"+ ..."});
  EXPECT_THAT(other.sends("AGFsaWNlAHNlY3JldA==\n"), ElementsAre(StartsWith("a BAD")));
}

TEST_F(ConnectionTest, CommandsNeedTheirState) {
  Client client(server);
  client.expect("a SELECT INBOX", {"a BAD Please log in first"});
  client.expect("b FETCH 1 FLAGS", {"b BAD No mailbox is selected"});
  client.logged_in();
  client.expect("c LOGIN alice secret", {"c BAD You are logged in already"});
  client.expect("d FETCH 1 FLAGS", {"d BAD No mailbox is selected"});
  client.expect("e STARTTLS", {"e BAD ..."});
}

TEST_F(ConnectionTest, ALiteralThatIsTooLongIsRefusedBeforeItIsSent) {
  Client client(server);
  client.expect("a LOGIN {70000}", {"a BAD [TOOBIG] Literal too long"});
  client.expect("b NOOP", {"b OK NOOP completed"});
  client.logged_in();
  client.expect("c APPEND INBOX {99999999999}", {"c NO [TOOBIG] Literal too long"});
  client.expect("d NOOP", {"d OK NOOP completed"});
  client.expect(" APPEND INBOX {99999999999}", {"* BAD [TOOBIG] Literal too long"});  // an untagged NO is no result
}

TEST_F(ConnectionTest, AnErrorBeforeALiteralIsToldInPlaceOfTheContinuation) {
  Client client(server);
  client.expect("a FROBNICATE {3}", {"a BAD ..."}).expect("b LOGIN  {3}", {"b BAD ..."}).expect("c NOOP", {"c OK ..."});
}

TEST_F(ConnectionTest, ANonSynchronisingLiteralThatIsTooLongIsReadAndThrownAway) {
  Client client(server);
  EXPECT_THAT(client.sends("a LOGIN {70000+}\r\n" + std::string(70000, '\n') + " secret\r\n"),
              ElementsAre("a BAD [TOOBIG] Literal too long"));
  client.expect("b NOOP", {"b OK NOOP completed"});
}

TEST_F(ConnectionTest, NonSynchronisingLiteralsGetNoContinuation) {
  Client client(server);
  EXPECT_THAT(client.sends("a LOGIN {5+}\r\nalice {6+}\r\nsecret\r\n"), ElementsAre("a OK Logged in"));
}

class PlainTest : public ServerTest {
 protected:
  PlainTest() : ServerTest(*profile_named("rev1-minimal")) {}
};

TEST_F(PlainTest, LiteralsThatAreNotOfferedAreNeverTakenForCommands) {
  Client client(server);
  EXPECT_THAT(client.sends("a LOGIN {10+}\r\nb CREATE x\r\n secret\r\n"),
              ElementsAre(StartsWith("a BAD"), StartsWith("* BAD")));
  client.expect("c IDLE", {"c BAD ..."});
  client.expect("d AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==", {"d BAD ..."});
}

TEST_F(ConnectionTest, AnEndlessLineTakesLittleMemory) {
  Client client(server);
  const std::string part(1 << 16, '(');
  std::string heard;
  for (int i = 0; i < 160 && !client.connection().closed(); ++i) {
    client.connection().receive(part);
    heard += std::exchange(client.connection().output(), {});
  }
  EXPECT_TRUE(client.connection().closed());
  EXPECT_THAT(heard, StartsWith("* BYE"));
}

TEST_F(ConnectionTest, ALineThatIsTooLongIsBad) {
  Client client(server);
  client.expect("a NOOP " + std::string(100'000, 'x'), {"a BAD Line too long"});
  client.expect("b NOOP", {"b OK NOOP completed"});
}

// The tag of a command is not known before it has ended.
TEST_F(ConnectionTest, ALineThatIsTooLongWithinItsTagIsBadWithoutIt) {
  Client client(server);
  client.expect(std::string(100'000, 'x') + " NOOP", {"* BAD Line too long"});
  client.expect("b NOOP", {"b OK NOOP completed"});
}

TEST_F(ConnectionTest, ALineThatIsTooLongEndsTheCommandThatWaitsForIt) {
  Client client(server);
  client.expect("a AUTHENTICATE PLAIN", {"+ "}).expect(std::string(100'000, 'A'), {"a BAD Line too long"});
  client.expect("b NOOP", {"b OK NOOP completed"});
}

TEST_F(ConnectionTest, TooMuchAtOnceIsRefused) {
  const std::string message = "\r\n" + std::string(4 << 20, 'x');
  Client client(server);
  client.logged_in().expect("a APPEND INBOX {" + std::to_string(message.size()) + "+}\r\n" + message, {"a OK ..."});
  client.says("b SELECT INBOX");
  std::string items;
  for (int i = 0; i < 100; ++i) items += "BODY.PEEK[]<" + std::to_string(i) + ".99999999> ";
  std::string sections(items, 0, items.size() - 1);
  for (int i = 0; i < 2; ++i) client.says("c COPY 1:* INBOX");
  client.expect("d FETCH 1:* (" + sections + ")", {"* BYE Too much was asked for at once"});
  EXPECT_TRUE(client.connection().closed());
}

TEST_F(ConnectionTest, ListsWithoutEndAndManyLiterals) {
  Client client(server);
  client.selected();
  client.expect("a SEARCH " + std::string(60'000, '('), {"a BAD ..."});
  client.expect("b FETCH 1 (" + std::string(30'000, '('), {"b BAD ..."});
  std::string search = "c SEARCH";
  for (int i = 0; i < 100; ++i) search += " TEXT {1+}\r\nx";
  client.expect(search, {"c BAD ..."}).expect("d NOOP", {"d OK NOOP completed"});
}

TEST_F(ConnectionTest, TextsNeverCarryWhatTheClientSent) {
  Client client(server);
  client.logged_in().expect("a DELETE {9+}\r\nX\r\n* 3 EX", {"a NO [NONEXISTENT] There is no mailbox with that name"});
}

TEST_F(ConnectionTest, WhatCameInClearBehindStarttlsIsForgotten) {
  Client client(server);
  EXPECT_THAT(client.sends("a STARTTLS\r\nb LOGIN alice secret\r\n"), ElementsAre("a OK Begin TLS negotiation now"));
  EXPECT_TRUE(client.connection().wants_tls());
  EXPECT_THAT(client.sends("c NOOP\r\n"), ElementsAre());
  client.connection().tls_started();
  client.expect("d SELECT INBOX", {"d BAD Please log in first"});
  client.expect("e STARTTLS", {"e BAD TLS is in use already"});
}

TEST_F(ConnectionTest, OctetByOctetIsTheSame) {
  constexpr std::string_view kSession =
      "a CAPABILITY\r\nb LOGIN {5}\r\nalice {6+}\r\nsecret\r\nc APPEND INBOX {19+}\r\nSubject: x\r\n\r\nBody\n\r\n"
      "d SELECT INBOX\r\ne FETCH 1:* (FLAGS BODY[])\r\nf NONSENSE {3+}\r\nabc {4}\r\n\r\ng IDLE\r\nDONE\r\n"
      "h SEARCH SUBJECT {1}\r\nx\r\ni LOGOUT\r\n";
  std::vector<Lines> answers;
  for (const bool chopped : {false, true}) {
    Server fresh;
    fresh.store().add_user("alice", "secret");
    Client client(fresh, {}, chopped);
    answers.push_back(client.sends(kSession));
  }
  EXPECT_EQ(answers[0], answers[1]);
  EXPECT_THAT(answers[0].back(), "i OK LOGOUT completed");
}

TEST_F(ConnectionTest, NonsenseWithoutEndIsEnded) {
  Client client(server);
  Lines last;
  for (unsigned i = 0; i < server.profile().bad_commands_max; ++i) last = client.says("x");
  EXPECT_THAT(last, ElementsAre(StartsWith("* BYE"), StartsWith("x BAD")));
  EXPECT_TRUE(client.connection().closed());
}

TEST_F(ConnectionTest, AutologoutSaysBye) {
  Client client(server);
  EXPECT_GE(client.connection().autologout(), std::chrono::minutes(30));
  client.connection().time_out();
  EXPECT_THAT(client.hears(), ElementsAre(StartsWith("* BYE")));
  EXPECT_TRUE(client.connection().closed());
}

}  // namespace
}  // namespace imapspec::reference_server
