#include "reference-server/commands/search_returns.h"

#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

// Messages 1 to 5 with the UIDs 2 to 6; 2, 3 and 5 are flagged.
class ReturnTest : public ServerTest {
 protected:
  ReturnTest() {
    add_messages(6);
    client.selected();
    client.says("a STORE 1 +FLAGS (\\Deleted)");
    client.says("a EXPUNGE");
    client.says("a STORE 2,3,5 +FLAGS.SILENT (\\Flagged)");
  }
  Client client{server};
};

TEST_F(ReturnTest, WhatWasAskedFor) {
  client.expect("a SEARCH RETURN (MIN) FLAGGED", {"* ESEARCH (TAG \"a\") MIN 2", "a OK SEARCH completed"})
      .expect("b SEARCH RETURN (max) FLAGGED", {"* ESEARCH (TAG \"b\") MAX 5", "b OK ..."})
      .expect("c SEARCH RETURN (COUNT ALL MIN) FLAGGED", {"* ESEARCH (TAG \"c\") MIN 2 ALL 2:3,5 COUNT 3", "c OK ..."})
      .expect("d SEARCH RETURN () FLAGGED", {"* ESEARCH (TAG \"d\") ALL 2:3,5", "d OK ..."})
      .expect("e UID SEARCH RETURN (MIN MAX ALL) FLAGGED",
              {"* ESEARCH (TAG \"e\") UID MIN 3 MAX 6 ALL 3:4,6", "e OK UID SEARCH completed"})
      .expect("f SEARCH RETURN (ALL) CHARSET UTF-8 1", {"* ESEARCH (TAG \"f\") ALL 1", "f OK ..."});
}
TEST_F(ReturnTest, NothingFound) {
  client.expect("a SEARCH RETURN (MIN MAX ALL) ANSWERED", {"* ESEARCH (TAG \"a\")", "a OK ..."})
      .expect("b UID SEARCH RETURN (COUNT MIN) ANSWERED", {"* ESEARCH (TAG \"b\") UID COUNT 0", "b OK ..."});
}
TEST_F(ReturnTest, OtherOptionsAreBad) {
  client.expect("a SEARCH RETURN (X-MOST) ALL", {"a BAD ..."})
      .expect("b SEARCH RETURN (MIN 5) ALL", {"b BAD ..."})
      .expect("c SEARCH RETURN (COUNT RELEVANCY) ALL", {"c BAD ..."});
}

// RFC 5182.
TEST_F(ReturnTest, SavedResultInEveryCommand) {
  client.says("a CREATE box");
  client.expect("b SEARCH RETURN (SAVE) FLAGGED", {"b OK SEARCH completed"})
      .expect("c FETCH $ UID", {"* 2 FETCH (UID 3)", "* 3 FETCH (UID 4)", "* 5 FETCH (UID 6)", "c OK ..."})
      .expect("d UID FETCH $ UID", {"* 2 FETCH (UID 3)", "* 3 FETCH (UID 4)", "* 5 FETCH (UID 6)", "d OK ..."})
      .expect("e SEARCH $ 3:4", {"* SEARCH 3", "e OK ..."})
      .expect("f UID SEARCH UID $ NOT 3", {"* SEARCH 3 6", "f OK ..."})
      .expect("g SEARCH OR $ 1", {"* SEARCH 1 2 3 5", "g OK ..."})
      .expect("h COPY $ box", {"h OK [COPYUID 1000002 3:4,6 1:3] COPY completed"})
      .expect("i STORE $ +FLAGS.SILENT (\\Deleted)", {"i OK ..."})
      .expect("j UID EXPUNGE $", {"* 2 EXPUNGE", "* 2 EXPUNGE", "* 3 EXPUNGE", "* 2 RECENT", "j OK ..."})
      .expect("k FETCH $ UID", {"k OK ..."})
      .expect("l UID SEARCH RETURN (SAVE) 2", {"l OK ..."})
      .expect("m MOVE $ box", {"* OK [COPYUID 1000002 5 4] Moved", "* 2 EXPUNGE", "* 1 RECENT", "m OK ..."});
}
TEST_F(ReturnTest, WhatIsSavedWithMinAndMax) {  // section 2.4
  client.expect("a SEARCH RETURN (SAVE MIN) FLAGGED", {"* ESEARCH (TAG \"a\") MIN 2", "a OK ..."})
      .expect("b SEARCH $", {"* SEARCH 2", "b OK ..."})
      .expect("c SEARCH RETURN (MAX SAVE) FLAGGED", {"* ESEARCH (TAG \"c\") MAX 5", "c OK ..."})
      .expect("d SEARCH $", {"* SEARCH 5", "d OK ..."})
      .expect("e SEARCH RETURN (MAX SAVE MIN) FLAGGED", {"* ESEARCH (TAG \"e\") MIN 2 MAX 5", "e OK ..."})
      .expect("f SEARCH $", {"* SEARCH 2 5", "f OK ..."})
      .expect("g SEARCH RETURN (MIN SAVE COUNT) FLAGGED", {"* ESEARCH (TAG \"g\") MIN 2 COUNT 3", "g OK ..."})
      .expect("h SEARCH $", {"* SEARCH 2 3 5", "h OK ..."})
      .expect("i SEARCH RETURN (MIN MAX SAVE) 2", {"* ESEARCH (TAG \"i\") MIN 2 MAX 2", "i OK ..."})
      .expect("j SEARCH $", {"* SEARCH 2", "j OK ..."});
}
TEST_F(ReturnTest, WhenTheSavedResultChanges) {  // section 2.1
  client.expect("a SEARCH $", {"* SEARCH", "a OK ..."})
      .expect("b SEARCH RETURN (SAVE) 4:5", {"b OK ..."})
      .expect("c SEARCH 1", {"* SEARCH 1", "c OK ..."})
      .expect("d SEARCH CHARSET X-NONE ALL", {"d NO ..."})
      .expect("e SEARCH RETURN (SAVE) 99", {"e BAD ..."})
      .expect("f SEARCH $", {"* SEARCH 4 5", "f OK ..."})
      .expect("g SEARCH RETURN (SAVE) CHARSET X-NONE ALL", {"g NO [BADCHARSET ..."})
      .expect("h FETCH $ UID", {"h OK ..."})
      .expect("i SEARCH RETURN (SAVE) 4:5", {"i OK ..."})
      .expect("j SEARCH RETURN (SAVE) ANSWERED", {"j OK ..."})
      .expect("k STORE $ +FLAGS (\\Seen)", {"k OK ..."})
      .expect("l SEARCH RETURN (SAVE) 4:5", {"l OK ..."});
  client.says("m SELECT INBOX");
  client.expect("n SEARCH $", {"* SEARCH", "n OK ..."});
}
TEST_F(ReturnTest, ExpungedMessagesLeaveTheSavedResult) {
  Client other(server);
  other.selected();
  client.expect("a SEARCH RETURN (SAVE) 2:4", {"a OK ..."});
  other.says("b STORE 1,3 +FLAGS.SILENT (\\Deleted)");
  other.says("c EXPUNGE");
  client.expect("d FETCH $ UID", {"* 2 FETCH (UID 3)", "* 4 FETCH (UID 5)", "d OK ..."})
      .expect("e NOOP", {"* 1 EXPUNGE", "* 2 EXPUNGE", "* 3 RECENT", "e OK ..."})
      .expect("f FETCH $ UID", {"* 1 FETCH (UID 3)", "* 2 FETCH (UID 5)", "f OK ..."});
}

// RFC 9394.
TEST_F(ReturnTest, Partial) {
  client.expect("a SEARCH RETURN (PARTIAL 2:3) FLAGGED", {"* ESEARCH (TAG \"a\") PARTIAL (2:3 3,5)", "a OK ..."})
      .expect("b UID SEARCH RETURN (PARTIAL -1:-2) FLAGGED",
              {"* ESEARCH (TAG \"b\") UID PARTIAL (-1:-2 4,6)", "b OK ..."})
      .expect("c SEARCH RETURN (COUNT PARTIAL 9:3) FLAGGED",
              {"* ESEARCH (TAG \"c\") PARTIAL (9:3 5) COUNT 3", "c OK ..."})
      .expect("d SEARCH RETURN (PARTIAL 4:500) FLAGGED", {"* ESEARCH (TAG \"d\") PARTIAL (4:500 NIL)", "d OK ..."})
      .expect("e SEARCH RETURN (PARTIAL -4294967295:-2) FLAGGED",
              {"* ESEARCH (TAG \"e\") PARTIAL (-4294967295:-2 2:3)", "e OK ..."})
      .expect("f SEARCH RETURN (PARTIAL 1:2) ANSWERED", {"* ESEARCH (TAG \"f\") PARTIAL (1:2 NIL)", "f OK ..."})
      .expect("g SEARCH RETURN (ALL PARTIAL 1:2) ALL", {"g BAD ..."})
      .expect("h SEARCH RETURN (PARTIAL 1:2 PARTIAL 3:4) ALL", {"h BAD ..."});
}
TEST_F(ReturnTest, WhatIsSavedWithPartial) {  // section 3.2
  const auto saves = [this](const std::string& returns, const std::string& numbers) {
    client.says("a SEARCH RETURN (SAVE " + returns + ") FLAGGED");
    client.expect("b SEARCH $", {"* SEARCH" + numbers, "b OK ..."});
  };
  saves("PARTIAL 2:2", " 3");
  saves("PARTIAL 2:2 MIN", " 2 3");
  saves("PARTIAL 2:2 MAX", " 3 5");
  saves("PARTIAL 2:2 MAX MIN", " 2 3 5");
  saves("PARTIAL 1:1 MIN", " 2");
  saves("PARTIAL 2:2 COUNT", " 2 3 5");
  saves("PARTIAL 9:10", "");
}
TEST_F(ReturnTest, PartialFetch) {  // section 3.3
  client.expect("a UID FETCH 1:* UID (PARTIAL -1:-2)", {"* 4 FETCH (UID 5)", "* 5 FETCH (UID 6)", "a OK ..."})
      .expect("b UID FETCH 3:9 UID (PARTIAL 1:1)", {"* 2 FETCH (UID 3)", "b OK ..."})
      .expect("c UID FETCH 3:9 UID (PARTIAL 8:9)", {"c OK ..."});
}
// RFC 5267 section 3.
TEST_F(ReturnTest, Sort) {
  client
      .expect("a UID SORT RETURN (MIN MAX ALL COUNT) (REVERSE SUBJECT) UTF-8 FLAGGED",
              {"* ESEARCH (TAG \"a\") UID MIN 6 MAX 3 ALL 6,4,3 COUNT 3", "a OK ..."})
      .expect("b SORT RETURN () (SUBJECT) UTF-8 FLAGGED", {"* ESEARCH (TAG \"b\") ALL 2:3,5", "b OK ..."})
      .expect("c SORT RETURN (MIN COUNT) (SUBJECT) UTF-8 ANSWERED", {"* ESEARCH (TAG \"c\") COUNT 0", "c OK ..."});
}

// RFC 4731 section 3.2, RFC 7162 section 3.1.6. The messages 2, 3 and 5 changed last, in this order.
TEST_F(ReturnTest, ModSequences) {
  const auto modseq = [this](const std::string& command) {
    const Lines lines = client.says("a " + command);
    const std::string& line = lines[lines.size() - 2];
    return std::stoull(line.substr(line.find("MODSEQ ") + 7));
  };
  const auto second = modseq("SEARCH RETURN (MIN) FLAGGED MODSEQ 1");
  const auto fifth = modseq("SEARCH RETURN (MAX) FLAGGED MODSEQ 1");
  EXPECT_LT(second, fifth);
  EXPECT_EQ(modseq("SEARCH RETURN (MIN MAX) FLAGGED MODSEQ 1"), fifth);
  EXPECT_EQ(modseq("SEARCH RETURN (MIN COUNT) FLAGGED MODSEQ 1"), fifth);
  EXPECT_EQ(modseq("SORT RETURN (MIN) (REVERSE SUBJECT) UTF-8 FLAGGED MODSEQ 1"), fifth);
  EXPECT_EQ(modseq("SORT (SUBJECT) UTF-8 FLAGGED MODSEQ 1"), fifth);
}

class WithoutEsearchTest : public ServerTest {
 protected:
  static Profile without_esearch() {
    Profile profile;
    profile.disabled = {"ESEARCH"};
    return profile;
  }
  WithoutEsearchTest() : ServerTest(without_esearch()) {}
};

TEST_F(WithoutEsearchTest, ThereIsNoSavedResultEither) {
  Client client(server);
  client.selected();
  EXPECT_THAT(client.says("a CAPABILITY").front(), testing::Not(testing::HasSubstr("SEARCHRES")));
  client.expect("b SEARCH RETURN (SAVE) ALL", {"b BAD ..."}).expect("c FETCH $ UID", {"c BAD ..."});
}

}  // namespace
}  // namespace imapspec::reference_server
