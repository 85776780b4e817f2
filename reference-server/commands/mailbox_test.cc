#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class MailboxTest : public ServerTest {
 protected:
  MailboxTest() { client.logged_in(); }
  Client client{server};
};

TEST_F(MailboxTest, CreateMakesSuperiorsAndIgnoresTheSeparatorAtTheEnd) {
  client.expect("a CREATE a/b/", {"a OK [MAILBOXID (F1000003)] CREATE completed"});
  client.expect("b LIST \"\" *", {"* LIST (\\HasNoChildren) \"/\" INBOX", "* LIST (\\HasChildren) \"/\" a",
                                  "* LIST (\\HasNoChildren) \"/\" a/b", "b OK ..."});
  client.expect("c CREATE a", {"c NO [ALREADYEXISTS] ..."}).expect("d CREATE inbox", {"d NO ..."});
}

TEST_F(MailboxTest, NamesThatCannotBe) {
  for (const char* name : {"\"\"", "/a", "a//b", "\"a\tb\"", "\"&\"", "&AGE-", "\"&IKw\""})
    client.expect("a CREATE " + std::string(name), {"a NO [CANNOT] ..."});
  client.expect("b CREATE {3+}\r\n\xc3\xa4x", {"b NO [CANNOT] ..."});
  client.expect("c CREATE &AOQ-&AOQ-", {"c NO ..."});  // two shifts in a row
}

TEST_F(MailboxTest, DeleteLeavesInferiors) {
  client.expect("a CREATE a/b", {"a OK ..."}).expect("b DELETE a", {"b OK ..."});
  client.expect("c LIST \"\" a*",
                {"* LIST (\\Noselect \\HasChildren) \"/\" a", "* LIST (\\HasNoChildren) \"/\" a/b", "c OK ..."});
  client.expect("d SELECT a", {"d NO ..."}).expect("e DELETE a", {"e NO [HASCHILDREN] ..."});
  client.expect("f CREATE a", {"f OK ..."}).expect("g DELETE a", {"g OK ..."}).expect("h DELETE a/b", {"h OK ..."});
  client.expect("i DELETE a", {"i OK ..."})
      .expect("j DELETE a", {"j NO [NONEXISTENT] ..."})
      .expect("k DELETE INBOX", {"k NO ..."});
}

TEST_F(MailboxTest, ARecreatedMailboxHasAGreaterUidvalidity) {
  client.expect("a CREATE a", {"a OK ..."});
  client.expect("b STATUS a (UIDVALIDITY)", {"* STATUS a (UIDVALIDITY 1000002)", "b OK ..."});
  client.expect("c DELETE a", {"c OK ..."}).expect("d CREATE a", {"d OK ..."});
  client.expect("e STATUS a (UIDVALIDITY)", {"* STATUS a (UIDVALIDITY 1000003)", "e OK ..."});
}

TEST_F(MailboxTest, RenameOntoANameThatHadAGreaterUidvalidity) {
  client.expect("a CREATE old", {"a OK ..."}).expect("b CREATE new", {"b OK ..."}).expect("c DELETE new", {"c OK ..."});
  client.expect("d RENAME old new", {"d OK ..."});
  client.expect("e STATUS new (UIDVALIDITY)", {"* STATUS new (UIDVALIDITY 1000004)", "e OK ..."});
}

TEST_F(MailboxTest, RenameTakesInferiorsAndMakesSuperiors) {
  client.expect("a CREATE a/b/c", {"a OK ..."}).expect("b RENAME a x/y", {"b OK ..."});
  client.expect("c LIST \"\" *c", {"* LIST (\\HasNoChildren) \"/\" x/y/b/c", "c OK ..."});
  client.expect("d RENAME a z", {"d NO [NONEXISTENT] ..."}).expect("e RENAME x x/y/z", {"e NO ..."});
  client.expect("f RENAME x INBOX", {"f NO [ALREADYEXISTS] ..."});
}

TEST_F(MailboxTest, RenameOfInboxMovesItsMessages) {
  add_messages(2);
  client.expect("a CREATE INBOX/below", {"a OK ..."}).expect("b RENAME INBOX old", {"b OK ..."});
  client.expect("c STATUS INBOX (MESSAGES)", {"* STATUS INBOX (MESSAGES 0)", "c OK ..."});
  client.expect("d STATUS old (MESSAGES UNSEEN)", {"* STATUS old (MESSAGES 2 UNSEEN 2)", "d OK ..."});
  client.expect("e LIST \"\" INBOX/%", {"* LIST (\\HasNoChildren) \"/\" INBOX/below", "e OK ..."});
}

TEST_F(MailboxTest, SubscriptionsOutliveMailboxes) {
  client.expect("a CREATE a", {"a OK ..."}).expect("b SUBSCRIBE a", {"b OK ..."}).expect("c DELETE a", {"c OK ..."});
  client.expect("d LSUB \"\" *", {"* LSUB (\\Noselect) \"/\" a", "d OK ..."}).expect("e UNSUBSCRIBE a", {"e OK ..."});
  client.expect("f LSUB \"\" *", {"f OK ..."}).expect("g UNSUBSCRIBE a", {"g NO ..."});
}

TEST_F(MailboxTest, StatusOfWhatIsNotThere) {
  client.expect("a STATUS none (MESSAGES)", {"a NO [NONEXISTENT] ..."})
      .expect("b STATUS INBOX (DELETED)", {"b BAD ..."});
  client.expect("c STATUS inbox (MESSAGES RECENT UIDNEXT UIDVALIDITY UNSEEN)",
                {"* STATUS INBOX (MESSAGES 0 RECENT 0 UIDNEXT 1 UIDVALIDITY 1000001 UNSEEN 0)", "c OK ..."});
}

TEST_F(MailboxTest, ADeletedMailboxStaysForThoseWhoHaveItSelected) {
  client.expect("a CREATE a", {"a OK ..."});
  add_messages(1, "a");
  Client other(server);
  other.selected("a");
  client.expect("b DELETE a", {"b OK ..."});
  other.expect("a FETCH 1 RFC822.SIZE", {"* 1 FETCH (RFC822.SIZE 20)", "a OK ..."});
}

}  // namespace
}  // namespace imapspec::reference_server
