#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class FetchTest : public ServerTest {
 protected:
  FetchTest() {
    add_messages(3);
    client.selected();
  }
  Client client{server};
};

TEST_F(FetchTest, BodySetsSeenAndSaysSo) {
  client.expect("a FETCH 1 BODY.PEEK[TEXT]", {"* 1 FETCH (BODY[TEXT] {6}", "Text", ")", "a OK ..."});
  client.expect("b FETCH 1 BODY[TEXT]", {"* 1 FETCH (BODY[TEXT] {6}", "Text", " FLAGS (\\Seen \\Recent))", "b OK ..."});
  client.expect("c FETCH 1 BODY[TEXT]", {"* 1 FETCH (BODY[TEXT] {6}", "Text", ")", "c OK ..."});
  client.expect("d FETCH 2 (RFC822.TEXT FLAGS)",
                {"* 2 FETCH (RFC822.TEXT {6}", "Text", " FLAGS (\\Seen \\Recent))", "d OK ..."});
  client.expect("e FETCH 3 RFC822.HEADER", {"* 3 FETCH (RFC822.HEADER {14}", "Subject: 3", "", ")", "e OK ..."});
  client.expect("f SEARCH UNSEEN", {"* SEARCH 3", "f OK ..."});
}

TEST_F(FetchTest, Partials) {
  client.expect("a FETCH 1 BODY.PEEK[]<0.3>", {"* 1 FETCH (BODY[]<0> {3}", "Sub)", "a OK ..."});
  client.expect("b FETCH 1 BODY.PEEK[]<16.9>", {"* 1 FETCH (BODY[]<16> {4}", "xt", ")", "b OK ..."});
  client.expect("c FETCH 1 BODY.PEEK[]<99.9>", {"* 1 FETCH (BODY[]<99> {0}", ")", "c OK ..."});
}

// RFC 7888 section 3: only clients write "{n+}".
TEST_F(FetchTest, AFieldNameThatCameAsALiteralWaitsForNobody) {
  client.expect("a FETCH 1 BODY.PEEK[HEADER.FIELDS (\"x\" {7+}\r\nSubject)]",
                {"* 1 FETCH (BODY[HEADER.FIELDS (\"x\" {7}", "Subject)] {14}", "Subject: 1", "", ")", "a OK ..."});
}

TEST_F(FetchTest, MacrosAndUid) {
  client.expect(
      "a FETCH 2 FAST",
      {"* 2 FETCH (FLAGS (\\Recent) INTERNALDATE \"14-Nov-2023 23:13:20 +0100\" RFC822.SIZE 20)", "a OK ..."});
  client.expect("b UID FETCH 2:3 FLAGS",
                {"* 2 FETCH (UID 2 FLAGS (\\Recent))", "* 3 FETCH (UID 3 FLAGS (\\Recent))", "b OK ..."});
  client.expect("c UID FETCH 9:* UID", {"* 3 FETCH (UID 3)", "c OK ..."});
  client.expect("d UID FETCH 9 UID", {"d OK UID FETCH completed"});
  client.expect("e FETCH 3,1,3:2 UID", {"* 1 FETCH (UID 1)", "* 2 FETCH (UID 2)", "* 3 FETCH (UID 3)", "e OK ..."});
}

TEST_F(FetchTest, NumbersThatNoMessageHas) {
  client.expect("a FETCH 4 UID", {"a BAD ..."})
      .expect("b FETCH 2:4 UID", {"b BAD ..."})
      .expect("c STORE 9 FLAGS ()", {"c BAD ..."});
  client.expect("d COPY 4 INBOX", {"d BAD ..."}).expect("e SEARCH 4", {"e BAD ..."});
}

TEST_F(FetchTest, EnvelopeAndStructure) {
  client.expect("a FETCH 1 (ENVELOPE BODY)", {"* 1 FETCH (ENVELOPE (NIL \"1\" NIL NIL NIL NIL NIL NIL NIL NIL) BODY "
                                              "(\"TEXT\" \"PLAIN\" (\"CHARSET\" \"US-ASCII\") NIL NIL \"7BIT\" 6 1))",
                                              "a OK ..."});
}

TEST_F(FetchTest, PartsThatAreNotThereAreNil) {
  client.expect("a FETCH 1 BODY.PEEK[2]", {"* 1 FETCH (BODY[2] NIL)", "a OK ..."});
}

class PlainFetchTest : public ServerTest {
 protected:
  PlainFetchTest() : ServerTest(*profile_named("rev1-minimal")) {}
};

TEST_F(PlainFetchTest, WhatIsNotOfferedIsBad) {
  add_messages(1);
  Client client(server);
  client.selected();
  client.expect("a FETCH 1 BINARY[1]", {"a BAD ..."}).expect("b APPEND INBOX ~{1+}\r\nx", {"b BAD ..."});
  client.expect("c APPEND INBOX {1}", {"+ ..."}).expect("x {1}", {"+ ..."});
  client.expect("x", {"c BAD Unknown command or argument"});
}

}  // namespace
}  // namespace imapspec::reference_server
