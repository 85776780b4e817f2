// What IMAP4rev2 changes (RFC 9051 appendix E): once it is enabled, and where there is nothing else.
#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class Rev2Test : public ServerTest {
 protected:
  static Client& enabled(Client& client) {
    return client.logged_in().expect("e ENABLE IMAP4rev2", {"* ENABLED IMAP4rev2", "e OK ..."});
  }
};

TEST_F(Rev2Test, IsEnabledOnceAndAfterwardsNotNamed) {
  Client client(server);
  enabled(client).expect("f ENABLE imap4REV2 X", {"* ENABLED", "f OK ..."});
}

TEST_F(Rev2Test, SelectHasAListAndNeitherRecentNorUnseen) {
  add_messages(2);
  Client client(server);
  enabled(client);
  client.expect("a SELECT INBOX",
                {"* FLAGS (...", "* OK [PERMANENTFLAGS ...", "* 2 EXISTS", "* LIST (\\HasNoChildren) \"/\" INBOX",
                 "* OK [UIDVALIDITY ...", "* OK [UIDNEXT 3] ...", "* OK [HIGHESTMODSEQ ...", "* OK [MAILBOXID ...",
                 "a OK [READ-WRITE] ..."});
  EXPECT_THAT(client.says("b EXAMINE INBOX"), testing::Contains(testing::StartsWith("* OK [CLOSED]")));
  client.expect("c FETCH 1 FLAGS", {"* 1 FETCH (FLAGS ())", "c OK ..."});
}

TEST_F(Rev2Test, NewsHaveUidsAndNoRecent) {
  add_messages(1);
  Client one(server), other(server);
  enabled(one).says("a SELECT INBOX");
  other.selected();
  other.says("b STORE 1 +FLAGS.SILENT (\\Seen)");
  one.expect("c NOOP", {"* 1 FETCH (UID 1 FLAGS (\\Seen))", "c OK ..."});
  add_messages(1);
  one.expect("d NOOP", {"* 2 EXISTS", "d OK ..."});
}

TEST_F(Rev2Test, SearchIsAnsweredByEsearch) {
  add_messages(3);
  Client client(server);
  enabled(client).says("a SELECT INBOX");
  client.expect("b SEARCH 1,3", {"* ESEARCH (TAG \"b\") ALL 1,3", "b OK ..."})
      .expect("c UID SEARCH ALL", {"* ESEARCH (TAG \"c\") UID ALL 1:3", "c OK ..."})
      .expect("d SEARCH DELETED", {"* ESEARCH (TAG \"d\")", "d OK ..."});
}

TEST_F(Rev2Test, NamesAreUtf8HereAndModifiedUtf7There) {
  Client one(server), other(server);
  enabled(one).expect("a CREATE \"\xC3\xA9t\xC3\xA9&\"", {"a OK ..."});
  one.expect("b LIST \"\" \"\xC3\xA9%\"", {"* LIST (\\HasNoChildren) \"/\" \"\xC3\xA9t\xC3\xA9&\"", "b OK ..."});
  other.logged_in().expect("c LIST \"\" %t%", {"* LIST (\\HasNoChildren) \"/\" &AOk-t&AOk-&-", "c OK ..."});
  one.expect("d CREATE \"e\xCC\x81\"", {"d NO [CANNOT] ..."});
  one.expect("e SUBSCRIBE {2+}\r\n\xC3(", {"e NO [CANNOT] ..."});
}

TEST_F(Rev2Test, ANameThatIsNotNormalizedCanBeSelectedWhereItExists) {
  Client one(server), other(server);
  other.logged_in().expect("b CREATE e&AwE-", {"b OK ..."});
  enabled(one).expect("c STATUS \"e\xCC\x81\" (MESSAGES)", {"* STATUS \"e\xCC\x81\" (MESSAGES 0)", "c OK ..."});
}

TEST_F(Rev2Test, ObsoleteThingsAreBad) {
  add_messages(1);
  Client client(server);
  enabled(client).says("a SELECT INBOX");
  for (const char* command :
       {"CHECK", "LSUB \"\" *", "FETCH 1 RFC822", "SEARCH NEW", "SEARCH RECENT", "STATUS INBOX (RECENT)"})
    client.expect("b " + std::string(command), {"b BAD ..."});
}

TEST_F(Rev2Test, StatusHasDeletedAndSize) {
  add_messages(2);
  Client client(server);
  enabled(client).says("a SELECT INBOX");
  client.says("b STORE 1 +FLAGS (\\Deleted)");
  client.expect("c STATUS INBOX (DELETED SIZE)", {"* STATUS INBOX (DELETED 1 SIZE 40)", "c OK ..."});
  Client old(server);
  old.logged_in().expect("d STATUS INBOX (DELETED)", {"d BAD ..."});
}

TEST_F(Rev2Test, UnsubscribingNothingIsOk) {
  Client one(server), other(server);
  enabled(one).expect("a UNSUBSCRIBE none", {"a OK ..."});
  other.logged_in().expect("b UNSUBSCRIBE none", {"b NO ..."});
}

TEST_F(Rev2Test, UnauthenticateEndsIt) {
  Client client(server);
  enabled(client).expect("a UNAUTHENTICATE", {"a OK ..."});
  enabled(client);
}

// RFC 9051 alone.
class Rev2AloneTest : public ServerTest {
 protected:
  Rev2AloneTest() : ServerTest(*profile_named("rev2-minimal")) {}
  Client client{server};
};

TEST_F(Rev2AloneTest, OffersNothingElseAndSpeaksItFromTheStart) {
  client.expect("a CAPABILITY", {"* CAPABILITY IMAP4rev2 AUTH=PLAIN STARTTLS", "a OK ..."});
  add_messages(1);
  client.selected().expect("b SEARCH ALL", {"* ESEARCH (TAG \"b\") ALL 1", "b OK ..."});
  client.expect("c CHECK", {"c BAD ..."}).expect("d UNSELECT", {"d OK ..."});
  client.expect("e ENABLE IMAP4rev2", {"* ENABLED", "e OK ..."});
}

TEST_F(Rev2AloneTest, HasExtensionsBuiltIn) {
  add_messages(2);
  EXPECT_THAT(client.says("a AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==").back(), testing::StartsWith("a OK"));
  client.expect("b NAMESPACE", {"* NAMESPACE ((\"\" \"/\")) NIL NIL", "b OK ..."});
  client.expect("c APPEND INBOX {2+}\r\nhi", {"c OK [APPENDUID 1000001 3] ..."});
  client.expect("d LIST \"\" (INBOX) RETURN (SUBSCRIBED STATUS (MESSAGES DELETED SIZE))",
                {"* LIST (...", "* STATUS INBOX (MESSAGES 3 DELETED 0 SIZE 42)", "d OK ..."});
  client.expect("e LIST \"\" (INBOX none)", {"e BAD ..."});
  client.says("f SELECT INBOX");
  client.expect("g SEARCH RETURN (SAVE COUNT) 1", {"* ESEARCH (TAG \"g\") COUNT 1", "g OK ..."});
  client.expect("h MOVE $ INBOX", {"* OK [COPYUID 1000001 1 4] ...", "* 1 EXPUNGE", "* 3 EXISTS", "h OK ..."});
  client.expect("i FETCH 2 BINARY.SIZE[1]", {"* 2 FETCH (BINARY.SIZE[1] 0)", "i OK ..."});
  client.expect("j APPEND INBOX ~{2+}\r\nhi", {"j BAD ..."});
  client.expect("k UID EXPUNGE 2", {"k OK ..."});
}

TEST_F(Rev2AloneTest, TakesShortLiteralsOnly) {
  client.logged_in();
  client.expect("a CREATE {3+}\r\nbox", {"a OK ..."});
  client.expect("b APPEND box {4097+}\r\n" + std::string(4097, 'x'), {"b BAD [TOOBIG] ..."});
}

}  // namespace
}  // namespace imapspec::reference_server
