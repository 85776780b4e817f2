#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class SearchTest : public ServerTest {
 protected:
  SearchTest() {
    append("Subject: Green tea\r\nDate: Mon, 7 Feb 1994 21:52:25 -0800\r\nFrom: Fred <fred@a.example>\r\n\r\nHot\r\n",
           "(\\Seen k1)", " 7-Feb-1994 23:59:59 -0800");
    append("Subject: =?utf-8?q?Gr=C3=BCner_Tee?=\r\nTo: b@b.example\r\n\r\nKalt\r\n", "(\\Flagged)",
           " 8-Feb-1994 00:00:00 +0100");
    append("X-Long: yes\r\n\r\n" + std::string(100, 'x') + "\r\n", "()", " 9-Feb-1994 12:00:00 +0000");
    client.selected();
  }
  void append(const std::string& octets, const std::string& flags, const std::string& date) {
    Client sender(server);
    sender.logged_in().expect(
        "a APPEND INBOX " + flags + " \"" + date + "\" {" + std::to_string(octets.size()) + "+}\r\n" + octets,
        {"a OK ..."});
  }
  void found(const std::string& keys, const std::string& numbers) {
    client.expect("s SEARCH " + keys, {"* SEARCH" + (numbers.empty() ? "" : " " + numbers), "s OK SEARCH completed"});
  }
  Client client{server};
};

TEST_F(SearchTest, Keys) {
  found("ALL", "1 2 3");
  found("SEEN", "1");
  found("UNSEEN FLAGGED", "2");
  found("KEYWORD K1", "1");
  found("UNKEYWORD k1", "2 3");
  found("SUBJECT tea", "1");
  found("FROM FRED@A", "1");
  found("TO \"\"", "2");
  found("HEADER x-long \"\"", "3");
  found("BODY kalt", "2");
  found("TEXT tea", "1");
  found("NEW", "2 3");
  found("OLD", "");
  found("RECENT", "1 2 3");
  found("LARGER 100", "3");
  found("SMALLER 100", "1 2");
  found("NOT SEEN", "2 3");
  found("OR SEEN FLAGGED", "1 2");
  found("(SEEN KEYWORD k1)", "1");
  found("2:*", "2 3");
  found("UID 3:9", "3");
  found("UID 99:*", "3");
}

TEST_F(SearchTest, DatesAreThoseOfTheirOwnZone) {
  found("ON 7-Feb-1994", "1");
  found("BEFORE 8-Feb-1994", "1");
  found("SINCE 8-Feb-1994", "2 3");
  found("SENTON 7-Feb-1994", "1");
  found("SENTSINCE 1-Jan-1990", "1");
  client.expect("a SEARCH ON 30-Feb-1994", {"a BAD There is no such date"});
  client.expect("b SEARCH ON 29-Feb-1996", {"* SEARCH", "b OK ..."});
}

TEST_F(SearchTest, Charsets) {
  found("CHARSET UTF-8 SUBJECT {7+}\r\ngr\xc3\xbcner", "2");
  found("CHARSET us-ascii SUBJECT green", "1");
  found("CHARSET ISO-8859-1 SUBJECT {7+}\r\nGR\xdcNER ", "2");
  client.expect("a SEARCH CHARSET X-NONE SUBJECT x", {"a NO [BADCHARSET (US-ASCII UTF-8 ..."});
}

TEST_F(SearchTest, WithoutRegardToCaseInAnyScript) {  // RFC 5051
  found("CHARSET UTF-8 SUBJECT {7+}\r\nGR\xc3\x9cNER", "2");
  found("CHARSET UTF-8 NOT SUBJECT {6+}\r\nu\xcc\x88n x", "1 2 3");
  found("CHARSET UTF-8 SUBJECT {4+}\r\nu\xcc\x88n", "2");
}

TEST_F(SearchTest, Within) {                               // RFC 5032; the server's time is 1764000000
  const std::int64_t third = 1'764'000'000 - 760'795'200;  // 9-Feb-1994 12:00:00 +0000
  found("YOUNGER " + std::to_string(third), "3");
  found("OLDER " + std::to_string(third), "1 2 3");
  found("OLDER " + std::to_string(third + 1), "1 2");
  found("YOUNGER " + std::to_string(third - 1), "");
  client.expect("a SEARCH OLDER 0", {"a BAD ..."});
}

TEST_F(SearchTest, ByUid) {
  client.expect("a STORE 1 +FLAGS.SILENT (\\Deleted)", {"a OK ..."})
      .expect("b EXPUNGE", {"* 1 EXPUNGE", "* 2 RECENT", "b OK ..."});
  client.expect("c UID SEARCH 1:2 UID 3", {"* SEARCH 3", "c OK UID SEARCH completed"});
}

class SearchWithoutExtensionsTest : public ServerTest {
 protected:
  SearchWithoutExtensionsTest() : ServerTest(*profile_named("rev1-minimal")) {}
};

TEST_F(SearchWithoutExtensionsTest, OnlyWhatRfc3501Has) {
  Client client(server);
  client.selected();
  for (const char* line :
       {"SEARCH RETURN (ALL) SEEN", "SEARCH $", "SEARCH OLDER 5", "FETCH $ UID", "STORE $ FLAGS ()", "COPY $ INBOX"})
    client.expect("a " + std::string(line), {"a BAD ..."});
}

}  // namespace
}  // namespace imapspec::reference_server
