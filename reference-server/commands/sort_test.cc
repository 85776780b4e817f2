#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

// SORT and THREAD (RFC 5256).
class SortTest : public ServerTest {
 protected:
  SortTest() {
    append("Subject: b\r\nFrom: Zoe <bob@x>\r\nDate: Mon, 2 Jan 2023 12:00:00 +0000\r\nMessage-ID: <1@x>\r\n\r\n",
           " 3-Jan-2023 00:00:00 +0200");
    append(
        "Subject: Re: A\r\nFrom: Group: al@y, x@y;\r\nTo: c@x\r\nReferences: <1@x>\r\nMessage-ID: "
        "<2@x>\r\n\r\nlonger\r\n",
        " 2-Jan-2023 23:00:00 +0000");
    append(
        "Subject: =?utf-8?q?=C3=A4?=\r\nDate: Mon, 2 Jan 2023 12:00:00 +0100\r\nReferences: <1@x>\r\n\r\nvery much "
        "longer "
        "than any other of the messages here and much longer than that\r\n",
        " 2-Jan-2023 22:00:00 +0000");
    client.selected();
  }
  void append(const std::string& octets, const std::string& date) {
    Client sender(server);
    sender.logged_in().says("e ENABLE UTF8=ACCEPT");  // else an 8-bit header is refused
    sender.expect("a APPEND INBOX \"" + date + "\" {" + std::to_string(octets.size()) + "+}\r\n" + octets,
                  {"a OK ..."});
  }
  void sorted(const std::string& criteria, const std::string& numbers) {
    client.expect("s SORT (" + criteria + ") UTF-8 ALL", {"* SORT " + numbers, "s OK SORT completed"});
  }
  Client client{server};
};

TEST_F(SortTest, Criteria) {
  sorted("SUBJECT", "2 3 1");  // A, A with diaeresis, B
  sorted("REVERSE SUBJECT", "1 3 2");
  sorted("FROM", "3 1 2");  // none, bob, Group
  sorted("TO", "1 3 2");
  sorted("CC", "1 2 3");
  sorted("REVERSE CC", "1 2 3");
  sorted("SIZE", "1 2 3");
  sorted("ARRIVAL", "1 3 2");
  sorted("DATE", "3 1 2");  // the second by its internal date
  sorted("TO REVERSE DATE", "1 3 2");
  sorted("DISPLAYFROM", "3 2 1");  // none, Group, Zoe
  sorted("DISPLAYTO", "1 3 2");
}
TEST_F(SortTest, WhatIsNoUtf8ComesLast) {  // RFC 5255 section 4.6
  append("Subject: \xe4\xe4\r\n\r\n", " 2-Jan-2023 22:00:00 +0000");
  append("Subject: zz\r\n\r\n", " 2-Jan-2023 22:00:00 +0000");
  append("Subject: a\xe4\r\n\r\n", " 2-Jan-2023 22:00:00 +0000");
  client.says("a NOOP");
  sorted("SUBJECT", "2 3 1 5 6 4");
}
TEST_F(SortTest, TheExampleOfRfc5255) {  // section 4.6
  for (const char* subject :
       {"=?utf-8?q?=D0=C0=D0=BD=D0=B4=D1=80=D0=B5=D0=B9?=", "=?utf-8?q?=D1=81=D0=95=D0=A0=D0=93=D0=95=D0=99?=",
        "=?utf-8?q?=D0=92=D0=B0=D1=81=D0=B8=D0=BB=D0=B8=FF=B9?=", "=?koi8-r?q?=E1=CC=C5=CB=D3=C5=CA?="})
    append("Subject: " + std::string(subject) + "\r\n\r\n", " 2-Jan-2023 22:00:00 +0000");
  client.says("a NOOP");
  client.expect("b SORT (SUBJECT) UTF-8 4:7", {"* SORT 7 5 6 4", "b OK ..."});
}
TEST_F(SortTest, Uids) {
  client.says("a STORE 1 +FLAGS (\\Deleted)");
  client.says("b EXPUNGE");
  client.expect("c UID SORT (REVERSE ARRIVAL) US-ASCII 1:2", {"* SORT 2 3", "c OK UID SORT completed"})
      .expect("d SORT (ARRIVAL) US-ASCII UID 2,3", {"* SORT 2 1", "d OK ..."})
      .expect("e SORT (ARRIVAL) US-ASCII SUBJECT none", {"* SORT", "e OK ..."});
}
TEST_F(SortTest, Errors) {
  client.expect("a SORT (SUBJECT) X-NONE ALL", {"a NO [BADCHARSET ..."})
      .expect("b SORT (SUBJECT) UTF-8 9", {"b BAD ..."})
      .expect("c SORT (SUBJECT) UTF-8", {"c BAD ..."})
      .expect("d THREAD REFERENCES X-NONE ALL", {"d NO [BADCHARSET ..."});
}
TEST_F(SortTest, Threads) {
  client.expect("a THREAD REFERENCES UTF-8 ALL", {"* THREAD (1 (3)(2))", "a OK THREAD completed"})
      .expect("b UID THREAD orderedsubject UTF-8 ALL", {"* THREAD (3)(1)(2)", "b OK UID THREAD completed"})
      .expect("r UID THREAD refs UTF-8 ALL", {"* THREAD (1 (3)(2))", "r OK UID THREAD completed"})
      .expect("c THREAD REFERENCES UTF-8 2:3", {"* THREAD ((3)(2))", "c OK ..."})
      .expect("d THREAD REFERENCES UTF-8 SUBJECT none", {"* THREAD", "d OK ..."});
}
TEST_F(SortTest, NoExpungeMeanwhile) {
  Client other(server);
  other.selected();
  other.says("a STORE 1 +FLAGS.SILENT (\\Deleted)");
  other.says("b EXPUNGE");
  client.expect("c SORT (ARRIVAL) UTF-8 ALL", {"* SORT 3 2", "c OK ..."})
      .expect("d THREAD ORDEREDSUBJECT UTF-8 ALL", {"* THREAD (3)(2)", "d OK ..."})
      .expect("e UID SORT (ARRIVAL) UTF-8 ALL", {"* SORT 3 2", "* 1 EXPUNGE", "* 2 RECENT", "e OK ..."});
}
TEST_F(SortTest, NeedsAMailbox) {
  Client other(server);
  other.logged_in().expect("a SORT (DATE) UTF-8 ALL", {"a BAD No mailbox is selected"});
}

class SortNotOfferedTest : public ServerTest {
 protected:
  SortNotOfferedTest() : ServerTest(*profile_named("rev1-minimal")) {}
};

TEST_F(SortNotOfferedTest, IsBad) {
  Client client(server);
  client.selected();
  client.expect("a SORT (DATE) UTF-8 ALL", {"a BAD Unknown ..."})
      .expect("b THREAD REFERENCES UTF-8 ALL", {"b BAD Unknown ..."});
}

}  // namespace
}  // namespace imapspec::reference_server
