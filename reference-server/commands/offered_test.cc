#include "reference-server/commands/offered.h"

#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class OfferedTest : public ServerTest {};

// The grammar reads every extension; what the server does not offer is BAD, and the next command is answered as ever.
TEST_F(OfferedTest, WhatIsNotOfferedIsBad) {
  add_messages(1);
  Client client(server);
  client.selected("INBOX");
  for (const char* command : {"SELECT INBOX (CONDSTORE)",
                              "EXAMINE INBOX (QRESYNC (1 2))",
                              "CREATE x (X-A 5)",
                              "RENAME x y (X-A)",
                              "FETCH 1 MODSEQ",
                              "FETCH 1 (UID SAVEDATE)",
                              "FETCH 1 PREVIEW",
                              "FETCH 1 EMAILID",
                              "FETCH 1 THREADID",
                              "FETCH 1 FLAGS (CHANGEDSINCE 5)",
                              "UID FETCH 1 FLAGS (PARTIAL -1:-5)",
                              "STORE 1 (UNCHANGEDSINCE 5) FLAGS ()",
                              "SEARCH RETURN (PARTIAL 1:5) ALL",
                              "SEARCH MODSEQ 5",
                              "SEARCH NOT FUZZY ALL",
                              "SEARCH YOUNGER 5",
                              "SEARCH FILTER x",
                              "SEARCH SAVEDATESUPPORTED",
                              "SEARCH EMAILID x",
                              "STATUS INBOX (HIGHESTMODSEQ)",
                              "STATUS INBOX (MAILBOXID APPENDLIMIT)",
                              "LIST \"\" % RETURN (MYRIGHTS)",
                              "SORT (DATE) UTF-8 ALL",
                              "UID THREAD REFERENCES UTF-8 ALL",
                              "ESEARCH IN (personal) ALL",
                              "CANCELUPDATE \"a\"",
                              "APPEND INBOX CATENATE (URL x)",
                              "APPEND INBOX X-DATA 5"})
    client.expect("a " + std::string(command), {"a BAD Unknown command or argument"});
  client.expect("c APPEND INBOX UTF8 (~{1+}\r\na)", {"c BAD Unknown command or argument"})
      .expect("d STATUS INBOX (MESSAGES)", {"* STATUS INBOX (MESSAGES 1)", "d OK ..."});
}

}  // namespace
}  // namespace imapspec::reference_server
