#include "reference-server/commands/offered.h"

#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class NotOfferedTest : public ServerTest {};

TEST_F(NotOfferedTest, CommandsOfExtensionsThatAreNotOfferedAreBad) {
  add_messages(1);
  Client client(server);
  client.selected();
  for (const char* command : {"SETACL INBOX fred lr",
                              "DELETEACL INBOX fred",
                              "GETACL INBOX",
                              "LISTRIGHTS INBOX fred",
                              "MYRIGHTS INBOX",
                              "GETQUOTA \"\"",
                              "GETQUOTAROOT INBOX",
                              "SETQUOTA \"\" ()",
                              "GETMETADATA \"\" /shared/comment",
                              "SETMETADATA INBOX (/private/comment NIL)",
                              "NOTIFY NONE",
                              "NOTIFY SET (selected NONE)",
                              "LANGUAGE",
                              "COMPARATOR",
                              "UIDBATCHES 500",
                              "GETJMAPACCESS",
                              "RESETKEY",
                              "GENURLAUTH imap://a/b/;UID=1;URLAUTH=anonymous INTERNAL",
                              "URLFETCH imap://a/",
                              "RLIST \"\" *",
                              "RLSUB \"\" *",
                              "CONVERT 1 (NIL) BINARY[1]",
                              "UID CONVERT 1 (NIL) BINARY[1]",
                              "CONVERSIONS \"*\" \"*\"",
                              "STORE 1 ANNOTATION (/comment (value.priv \"x\"))",
                              "FETCH 1 (ANNOTATION (/comment value))",
                              "SEARCH ANNOTATION /comment value \"x\""})
    client.expect("a " + std::string(command), {"a BAD Unknown command or argument"});
  client.expect("c NOOP", {"c OK ..."});
}

}  // namespace
}  // namespace imapspec::reference_server
