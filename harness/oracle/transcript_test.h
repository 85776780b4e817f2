// Transcripts for tests of the rules, as RFC examples are written, and one for each rule that breaks it and no other.
//   C: ... / S: ...    a line; CRLF is added. Words a1, a2, ... are the tags of the commands in order
//   c: ...             a line that is wrong on purpose
//   tls, closed        the handshake is done; the server closes
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "harness/oracle/watcher.h"

namespace imapspec::oracle {

inline void play(std::string_view transcript, Watcher& watcher) {
  while (!transcript.empty()) {
    const std::size_t end = std::min(transcript.find('\n'), transcript.size());
    const std::string_view line = transcript.substr(0, end);
    transcript.remove_prefix(std::min(end + 1, transcript.size()));
    const std::string octets = line.size() < 3 ? std::string() : std::string(line.substr(3)) + "\r\n";
    if (line.starts_with("C: "))
      watcher.client_said(octets);
    else if (line.starts_with("c: "))
      watcher.client_said_on_purpose(octets);
    else if (line.starts_with("S: "))
      watcher.server_said(octets);
    else if (line == "tls")
      watcher.tls_started();
    else if (line == "closed")
      watcher.server_closed();
  }
}

inline const std::string kGreeting =
    "S: * OK [CAPABILITY IMAP4rev1 ENABLE IDLE UIDPLUS NAMESPACE CHILDREN ESEARCH SEARCHRES UNSELECT MOVE] hello\n";
inline const std::string kLogin = kGreeting +
                                  "C: a1 LOGIN joe secret\n"
                                  "S: a1 OK [CAPABILITY IMAP4rev1 IMAP4rev2 ENABLE IDLE UIDPLUS LITERAL-] welcome\n";
// A server that offers UTF8=ACCEPT.
inline const std::string kUtf8 =
    "S: * OK [CAPABILITY IMAP4rev1 ENABLE UTF8=ACCEPT] hello\nC: a1 LOGIN joe secret\n"
    "S: a1 OK [CAPABILITY IMAP4rev1 ENABLE UTF8=ACCEPT] welcome\n";
// Three messages, UIDNEXT 10.
inline const std::string kOpened =
    "S: * 3 EXISTS\nS: * 0 RECENT\nS: * FLAGS (\\Seen \\Deleted)\nS: * OK [UIDVALIDITY 7] valid\nS: * OK [UIDNEXT 10] "
    "next\n";
inline const std::string kSelected = kLogin + "C: a2 SELECT box\n" + kOpened + "S: a2 OK [READ-WRITE] done\n";
inline const std::string kRev2 = kLogin + "C: a2 ENABLE IMAP4rev2\nS: * ENABLED IMAP4rev2\nS: a2 OK done\n";
inline const std::string kOpened2 =
    "S: * 3 EXISTS\nS: * LIST () \"/\" box\nS: * FLAGS (\\Seen)\nS: * OK [PERMANENTFLAGS ()] no\nS: * OK [UIDVALIDITY "
    "7] valid\n"
    "S: * OK [UIDNEXT 10] next\n";
// IMAP4rev2 and nothing else.
inline const std::string kRev2Alone =
    "S: * OK [CAPABILITY IMAP4rev2] hello\nC: a1 LOGIN joe secret\nS: a1 OK welcome\nC: a2 SELECT box\n" + kOpened2 +
    "S: a2 OK [READ-WRITE] done\n";

// The same with CONDSTORE.
inline const std::string kModseqs = kLogin + "C: a2 SELECT box (CONDSTORE)\n" + kOpened +
                                    "S: * OK [HIGHESTMODSEQ 4] highest\nS: a2 OK [READ-WRITE] done\n";

// The same with QRESYNC.
inline const std::string kResync = kLogin +
                                   "C: a2 ENABLE QRESYNC\nS: * ENABLED QRESYNC\nS: a2 OK done\nC: a3 SELECT box\n" +
                                   kOpened + "S: * OK [HIGHESTMODSEQ 4] highest\nS: a3 OK [READ-WRITE] done\n";

struct Violation {
  std::string_view rule;
  std::string transcript;
};

inline const std::vector<Violation>& violations() {
  static const std::vector<Violation> all = {
      {"response-syntax", kLogin + "C: a2 NOOP\nS: * 3 EXIST\nS: a2 OK done\n"},
      {"response-syntax", kLogin + "C: a2 NOOP\nS: a2 OK  \nC: a3 NOOP\nS: a3  OK done\n"},
      {"response-syntax", kUtf8 + "C: a2 LIST \"\" *\nS: * LIST () \"/\" \"caf\xC3\xA9\"\nS: a2 OK done\n"},
      {"greeting-first", "S: * CAPABILITY IMAP4rev1\n"},
      {"greeting-first", "S: * NO not now\n"},
      {"preauth-only-as-greeting", kGreeting + "S: * PREAUTH again\n"},
      {"result-for-a-command", kLogin + "C: a2 NOOP\nS: a2 OK done\nS: a2 OK done\n"},
      {"result-for-a-command", kLogin + "C: a2 NOOP\nS: a7 OK done\nS: a2 OK done\n"},
      {"continuation-awaited", kLogin + "C: a2 NOOP\nS: + go on\nS: a2 OK done\n"},
      {"continuation-awaited", kLogin + "C: a2 IDLE\nS: + idling\nS: + idling\nC: DONE\nS: a2 OK done\n"},
      {"closes-with-bye", kLogin + "closed\n"},
      {"capability-answered", kGreeting + "C: a1 CAPABILITY\nS: a1 OK done\n"},
      {"logout-says-bye", kLogin + "C: a2 LOGOUT\nS: a2 OK done\n"},
      {"status-answered", kLogin + "C: a2 STATUS box (MESSAGES)\nS: a2 OK done\n"},
      {"namespace-answered", kLogin + "C: a2 NAMESPACE\nS: a2 OK done\n"},
      {"enable-answered", kLogin + "C: a2 ENABLE CONDSTORE\nS: a2 OK done\n"},
      {"select-says-what-it-must",
       kLogin + "C: a2 SELECT box\nS: * 3 EXISTS\nS: * FLAGS (\\Seen)\nS: a2 OK [READ-WRITE] done\n"},
      {"select-says-what-it-must",
       kLogin + "C: a2 EXAMINE box\nS: * 0 RECENT\nS: * FLAGS (\\Seen)\nS: a2 OK [READ-ONLY] done\n"},
      {"select-says-what-it-must",
       kRev2 +
           "C: a3 SELECT box\nS: * 3 EXISTS\nS: * FLAGS (\\Seen)\nS: * OK [UIDVALIDITY 7] v\nS: * OK [UIDNEXT 10] n\n"
           "S: a3 OK done\n"},
      {"select-says-what-it-must",
       kRev2 + "C: a3 SELECT box\nS: * 3 EXISTS\nS: * FLAGS (\\Seen)\nS: * OK [UIDVALIDITY 7] v\nS: * LIST () NIL box\n"
               "S: a3 OK done\n"},
      {"examine-is-read-only", kLogin + "C: a2 EXAMINE box\n" + kOpened + "S: a2 OK [READ-WRITE] done\n"},
      {"examine-is-read-only", kLogin + "C: a2 EXAMINE box\n" + kOpened + "S: a2 OK done\n"},
      {"closed-on-reselect",
       kRev2 + "C: a3 SELECT box\n" + kOpened2 + "S: a3 OK done\nC: a4 SELECT box\n" + kOpened2 + "S: a4 OK done\n"},
      {"search-answered",
       kRev2 + "C: a3 SELECT box\n" + kOpened2 + "S: a3 OK done\nC: a4 SEARCH ALL\nS: * SEARCH 1\nS: a4 OK done\n"},
      {"unasked-fetch-has-uid",
       kRev2 + "C: a3 SELECT box\n" + kOpened2 + "S: a3 OK done\nC: a4 NOOP\nS: * 1 FETCH (FLAGS ())\nS: a4 OK done\n"},
      {"unasked-fetch-has-uid", kRev2 + "C: a3 SELECT box\n" + kOpened2 + "S: a3 OK done\nS: * 1 FETCH (FLAGS ())\n"},
      {"unasked-fetch-has-uid",
       kRev2 + "C: a3 SELECT box\n" + kOpened2 +
           "S: a3 OK done\nC: a4 IDLE\nS: + idling\nS: * 1 FETCH (FLAGS ())\nC: DONE\nS: a4 OK done\n"},
      {"obsolete-only-beside-rev1", kRev2Alone + "C: a3 NOOP\nS: * 1 RECENT\nS: a3 OK done\n"},
      {"obsolete-only-beside-rev1",
       kRev2Alone + "C: a3 FETCH 1 FLAGS\nS: * 1 FETCH (FLAGS (\\Recent))\nS: a3 OK done\n"},
      {"unseen-exists",
       kLogin + "C: a2 SELECT box\nS: * OK [UNSEEN 4] first\n" + kOpened + "S: a2 OK [READ-WRITE] done\n"},
      {"recent-within-exists",
       kLogin + "C: a2 SELECT box\nS: * 3 EXISTS\nS: * 4 RECENT\nS: * FLAGS ()\nS: a2 OK [READ-WRITE] done\n"},
      {"wrong-state-is-refused", kLogin + "c: a2 FETCH 1 FLAGS\nS: a2 OK done\n"},
      {"wrong-state-is-refused", kLogin + "c: a2 LOGIN joe secret\nS: a2 OK done\n"},
      {"mailbox-data-when-selected", kLogin + "C: a2 NOOP\nS: * 3 EXISTS\nS: a2 OK done\n"},
      {"mailbox-data-when-selected",
       kSelected + "C: a3 CLOSE\nS: a3 OK done\nC: a4 NOOP\nS: * 1 FETCH (FLAGS ())\nS: a4 OK done\n"},
      {"mailbox-data-when-selected",
       kSelected + "C: a3 SELECT none\nS: a3 NO no such mailbox\nC: a4 NOOP\nS: * 3 EXISTS\nS: a4 OK done\n"},
      {"exists-never-shrinks", kSelected + "C: a3 NOOP\nS: * 2 EXISTS\nS: a3 OK done\n"},
      {"expunge-number-exists", kSelected + "C: a3 NOOP\nS: * 4 EXPUNGE\nS: a3 OK done\n"},
      {"expunge-number-exists",
       kSelected + "C: a3 EXPUNGE\nS: * 1 EXPUNGE\nS: * 2 EXPUNGE\nS: * 2 EXPUNGE\nS: a3 OK done\n"},
      {"expunge-only-in-a-command", kSelected + "S: * 1 EXPUNGE\n"},
      {"expunge-only-in-a-command", kSelected + "C: a3 APPEND box {1}\nS: * 1 EXPUNGE\nS: + go\nC: x\nS: a3 OK done\n"},
      {"no-expunge-during-fetch-store-search",
       kSelected + "C: a3 FETCH 1 FLAGS\nS: * 1 FETCH (FLAGS ())\nS: * 2 EXPUNGE\nS: a3 OK done\n"},
      {"no-expunge-during-fetch-store-search",
       kSelected + "C: a3 SEARCH ALL\nS: * SEARCH 1 2\nS: * 3 EXPUNGE\nS: a3 OK done\n"},
      {"no-expunge-during-fetch-store-search",
       kSelected + "C: a3 STORE 1 FLAGS ()\nC: a4 FETCH 1 FLAGS\nS: * 3 EXPUNGE\nS: a3 OK done\nS: a4 OK done\n"},
      {"no-expunge-during-sort-thread",
       kSelected + "C: a3 SORT (DATE) UTF-8 ALL\nS: * SORT 1 2\nS: * 3 EXPUNGE\nS: a3 OK done\n"},
      {"no-expunge-during-sort-thread",
       kSelected + "C: a3 THREAD REFERENCES UTF-8 ALL\nS: * THREAD (1 2)\nS: * 3 EXPUNGE\nS: a3 OK done\n"},
      {"close-is-silent", kSelected + "C: a3 CLOSE\nS: * 1 EXPUNGE\nS: a3 OK done\n"},
      {"fetch-number-exists", kSelected + "C: a3 FETCH 1:* FLAGS\nS: * 4 FETCH (FLAGS ())\nS: a3 OK done\n"},
      {"uid-never-changes", kSelected + "C: a3 FETCH 1 UID\nS: * 1 FETCH (UID 3)\nS: a3 OK done\nC: a4 FETCH 1 UID\nS: "
                                        "* 1 FETCH (UID 4)\nS: a4 OK done\n"},
      {"uids-ascend", kSelected + "C: a3 FETCH 1:2 UID\nS: * 1 FETCH (UID 5)\nS: * 2 FETCH (UID 5)\nS: a3 OK done\n"},
      {"uids-ascend", kSelected + "C: a3 FETCH 1:3 UID\nS: * 3 FETCH (UID 2)\nS: * 1 FETCH (UID 5)\nS: a3 OK done\n"},
      {"uids-agree-with-uidnext", kSelected + "C: a3 FETCH 3 UID\nS: * 3 FETCH (UID 10)\nS: a3 OK done\n"},
      {"uids-agree-with-uidnext",
       kSelected + "C: a3 FETCH 4 UID\nS: * 4 EXISTS\nS: * 4 FETCH (UID 9)\nS: a3 OK done\n"},
      {"uidnext-never-falls", kSelected + "C: a3 SELECT box\nS: * 3 EXISTS\nS: * 0 RECENT\nS: * FLAGS ()\n"
                                          "S: * OK [UIDVALIDITY 7] v\nS: * OK [UIDNEXT 9] n\nS: a3 OK done\n"},
      {"uidnext-never-falls", kSelected + "C: a3 UNSELECT\nS: a3 OK done\nC: a4 STATUS box (UIDVALIDITY)\n"
                                          "S: * STATUS box (UIDVALIDITY 6)\nS: a4 OK done\n"},
      {"uid-fetch-says-uid",
       kSelected + "C: a3 UID FETCH 4 RFC822.SIZE\nS: * 1 FETCH (RFC822.SIZE 5)\nS: a3 OK done\n"},
      {"static-data-never-change", kSelected +
                                       "C: a3 FETCH 1 RFC822.SIZE\nS: * 1 FETCH (RFC822.SIZE 5)\nS: a3 OK done\n"
                                       "C: a4 FETCH 1 RFC822.SIZE\nS: * 1 FETCH (RFC822.SIZE 6)\nS: a4 OK done\n"},
      {"static-data-never-change",
       kSelected +
           "C: a3 FETCH 1 INTERNALDATE\nS: * 1 FETCH (INTERNALDATE \"01-Jan-2024 00:00:00 +0000\")\nS: a3 OK done\n"
           "C: a4 FETCH 1 INTERNALDATE\nS: * 1 FETCH (INTERNALDATE \"01-Jan-2024 00:00:00 +0100\")\nS: a4 OK done\n"},
      {"static-data-never-change",
       kSelected +
           "C: a3 FETCH 1 (UID BODY[TEXT])\nS: * 1 FETCH (UID 4 BODY[TEXT] {1}\nS: x)\nS: a3 OK done\n"
           "C: a4 SELECT box\n" +
           kOpened +
           "S: a4 OK [READ-WRITE] done\n"
           "C: a5 UID FETCH 4 BODY[TEXT]\nS: * 2 FETCH (BODY[TEXT] \"y\" UID 4)\nS: a5 OK done\n"},
      {"size-is-that-of-the-body",
       kSelected + "C: a3 FETCH 1 (RFC822.SIZE BODY[])\nS: * 1 FETCH (RFC822.SIZE 5 BODY[] \"1234\")\nS: a3 OK done\n"},
      {"search-answered", kSelected + "C: a3 SEARCH UNSEEN\nS: a3 OK done\n"},
      {"search-answered", kSelected + "C: a3 UID SEARCH RETURN (SAVE COUNT) UNSEEN\nS: a3 OK done\n"},
      {"search-numbers-exist", kSelected + "C: a3 SEARCH ALL\nS: * SEARCH 1 4\nS: a3 OK done\n"},
      {"search-numbers-exist",
       kSelected + "C: a3 SEARCH RETURN (MAX) ALL\nS: * ESEARCH (TAG \"a3\") MAX 9\nS: a3 OK done\n"},
      {"esearch-names-its-command",
       kSelected + "C: a3 SEARCH RETURN (MAX) ALL\nS: * ESEARCH (TAG \"a2\") MAX 3\nS: a3 OK done\n"},
      {"esearch-names-its-command",
       kSelected + "C: a3 UID SEARCH RETURN (COUNT) ALL\nS: * ESEARCH (TAG \"a3\") COUNT 3\nS: a3 OK done\n"},
      {"esearch-agrees-with-itself",
       kSelected + "C: a3 SEARCH RETURN (ALL COUNT) ALL\nS: * ESEARCH (TAG \"a3\") COUNT 3 ALL 1:2\nS: a3 OK done\n"},
      {"esearch-agrees-with-itself",
       kSelected + "C: a3 SEARCH RETURN (MIN COUNT) ALL\nS: * ESEARCH (TAG \"a3\") COUNT 0 MIN 1\nS: a3 OK done\n"},
      {"no-starttls-under-tls", kGreeting + "C: a1 STARTTLS\nS: a1 OK go\ntls\nC: a2 CAPABILITY\n"
                                            "S: * CAPABILITY IMAP4rev1 STARTTLS\nS: a2 OK done\n"},
      {"not-both-literal-forms", "S: * OK [CAPABILITY IMAP4rev1 LITERAL+ LITERAL-] hello\n"},
      {"logindisabled-means-it",
       "S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED] hello\nc: a1 LOGIN joe secret\nS: a1 OK done\n"},
      {"only-asked-is-enabled", kLogin + "C: a2 ENABLE CONDSTORE\nS: * ENABLED CONDSTORE UTF8=ACCEPT\nS: a2 OK done\n"},
      {"only-asked-is-enabled", kLogin + "S: * ENABLED IMAP4rev2\n"},
      {"enable-leaves-capabilities",
       kLogin +
           "C: a2 CAPABILITY\nS: * CAPABILITY IMAP4rev1 ENABLE\nS: a2 OK done\nC: a3 ENABLE CONDSTORE\nS: * ENABLED\n"
           "S: a3 OK done\nC: a4 CAPABILITY\nS: * CAPABILITY IMAP4rev1\nS: a4 OK done\n"},
      {"copyuid-pairs", kSelected + "C: a3 COPY 1:2 other\nS: a3 OK [COPYUID 8 1:2 5:7] done\n"},
      {"copyuid-was-asked", kSelected + "C: a3 UID COPY 1:2 other\nS: a3 OK [COPYUID 8 1,3 5:6] done\n"},
      {"appenduid-is-one", kSelected + "C: a3 APPEND other {1}\nS: + go\nC: x\nS: a3 OK [APPENDUID 8 5:6] done\n"},
      {"appenduid-agrees", kSelected + "C: a3 APPEND box {1}\nS: + go\nC: x\nS: a3 OK [APPENDUID 8 10] done\n"},
      {"appenduid-agrees", kSelected + "C: a3 APPEND box {1}\nS: + go\nC: x\nS: a3 OK [APPENDUID 7 9] done\n"},
      {"children-agree",
       kLogin + "C: a2 LIST \"\" *\nS: * LIST (\\HasChildren \\HasNoChildren) \"/\" box\nS: a2 OK done\n"},
      {"children-agree",
       kLogin + "C: a2 LIST \"\" *\nS: * LIST (\\Noinferiors \\HasChildren) \"/\" box\nS: a2 OK done\n"},
      {"childinfo-was-asked",
       kLogin + "C: a2 LIST (SUBSCRIBED) \"\" *\nS: * LIST () \"/\" box (CHILDINFO (\"SUBSCRIBED\"))\n"
                "S: a2 OK done\n"},
      {"extended-list-data-are-understood",
       kLogin + "C: a2 LIST \"\" *\nS: * LIST () \"/\" box (X-SIZE (1))\nS: a2 OK done\n"},
      {"listed-status-is-selectable", kLogin +
                                          "C: a2 LIST \"\" * RETURN (STATUS (MESSAGES))\nS: * LIST (\\NonExistent) "
                                          "\"/\" box\nS: * STATUS box (MESSAGES 0)\nS: a2 OK done\n"},
      {"binary-without-nul-is-a-string",
       kSelected + "C: a3 FETCH 1 BINARY[1]\nS: * 1 FETCH (BINARY[1] ~{1}\nS: x)\nS: a3 OK done\n"},
      {"binary-size-agrees", kSelected + "C: a3 FETCH 1 (BINARY.SIZE[1] BINARY[1])\nS: * 1 FETCH (BINARY.SIZE[1] 2 "
                                         "BINARY[1] \"x\")\nS: a3 OK done\n"},
      {"idle-ends-by-done", kLogin + "C: a2 IDLE\nS: + idling\nS: a2 OK done\n"},
      {"idle-ends-by-done", kLogin + "C: a2 IDLE\nS: a2 OK done\n"},
      {"highestmodseq-when-aware",
       kLogin + "C: a2 SELECT box (CONDSTORE)\n" + kOpened + "S: a2 OK [READ-WRITE] done\n"},
      {"highestmodseq-when-aware", kLogin +
                                       "C: a2 STATUS other (HIGHESTMODSEQ)\nS: * STATUS other (HIGHESTMODSEQ 4)\nS: a2 "
                                       "OK done\nC: a3 EXAMINE box\n" +
                                       kOpened + "S: a3 OK [READ-ONLY] done\n"},
      {"closed-on-select-of-another",
       kModseqs + "C: a3 SELECT other\nS: * OK [HIGHESTMODSEQ 4] h\n" + kOpened + "S: a3 OK [READ-WRITE] done\n"},
      {"news-carry-modseq", kModseqs + "C: a3 NOOP\nS: * 1 FETCH (UID 2 FLAGS ())\nS: a3 OK done\n"},
      {"news-carry-modseq", kModseqs + "C: a3 STORE 1 FLAGS ()\nS: * 1 FETCH (FLAGS ())\nS: a3 OK done\n"},
      {"modseq-never-falls", kModseqs + "C: a3 FETCH 1 MODSEQ\nS: * 1 FETCH (MODSEQ (5))\nS: a3 OK done\n"
                                        "C: a4 FETCH 1 MODSEQ\nS: * 1 FETCH (MODSEQ (4))\nS: a4 OK done\n"},
      {"one-modseq-one-state", kModseqs +
                                   "C: a3 FETCH 1 (UID FLAGS MODSEQ)\nS: * 1 FETCH (UID 2 FLAGS () MODSEQ (5))\nS: a3 "
                                   "OK done\nC: a4 NOOP\nS: * 1 FETCH (FLAGS (x) MODSEQ (5))\nS: a4 OK done\n"},
      {"search-modseq-when-asked", kModseqs + "C: a3 SEARCH NOT MODSEQ 4\nS: * SEARCH 1 2\nS: a3 OK done\n"},
      {"modified-was-asked", kModseqs + "C: a3 STORE 1 FLAGS.SILENT ()\nS: a3 OK [MODIFIED 1] done\n"},
      {"modified-was-asked",
       kModseqs + "C: a3 STORE 1:2 (UNCHANGEDSINCE 4) FLAGS.SILENT ()\nS: a3 OK [MODIFIED 2:3,3] done\n"},
      {"vanished-in-place-of-expunge", kResync + "C: a4 EXPUNGE\nS: * 1 EXPUNGE\nS: a4 OK done\n"},
      {"vanished-in-place-of-expunge", kModseqs + "C: a3 EXPUNGE\nS: * VANISHED 1\nS: a3 OK done\n"},
      {"vanished-when-permitted", kResync + "S: * VANISHED 1\n"},
      {"vanished-when-permitted", kResync + "C: a4 FETCH 1 FLAGS\nS: * VANISHED 1\nS: a4 OK done\n"},
      {"vanished-when-permitted",
       kResync + "C: a4 UID SEARCH OR 1 SEEN\nS: * SEARCH\nS: * VANISHED 1\nS: a4 OK done\n"},
      {"vanished-when-permitted", kResync + "C: a4 CLOSE\nS: * VANISHED 1\nS: a4 OK done\n"},
      {"vanished-is-visible", kResync + "C: a4 NOOP\nS: * VANISHED 1:4\nS: a4 OK done\n"},
      {"vanished-is-visible", kResync + "C: a4 NOOP\nS: * VANISHED 1,3\nS: * VANISHED 2:3\nS: a4 OK done\n"},
      {"earlier-was-asked", kResync + "C: a4 NOOP\nS: * VANISHED (EARLIER) 7\nS: a4 OK done\n"},
      {"earlier-was-asked", kResync +
                                "C: a4 UID FETCH 1:* (FLAGS) (CHANGEDSINCE 1 VANISHED)\n"
                                "S: * 1 FETCH (UID 1 FLAGS () MODSEQ (2))\nS: * VANISHED (EARLIER) 7\nS: a4 OK done\n"},
      {"close-tells-no-highestmodseq", kResync + "C: a4 CLOSE\nS: a4 OK [HIGHESTMODSEQ 9] done\n"},
      {"exists-never-shrinks", kResync + "C: a4 NOOP\nS: * VANISHED 1\nS: * 1 EXISTS\nS: a4 OK done\n"},
      {"command-syntax", kLogin + "C: a2 NOOP \nS: a2 BAD no\n"},
      {"command-syntax", kLogin + "C: a*2 NOOP\nS: * BAD no\n"},
      {"command-syntax", kLogin + "C: a2 STATUS box\nS: a2 BAD no\n"},
      {"tags-are-unique", kLogin + "C: a2 NOOP\nS: a2 OK done\nC: a2 NOOP\nS: a2 OK done\n"},
      {"waits-for-continuation", kSelected + "C: a3 APPEND box {1}\nC: x\nS: + go\nS: a3 OK done\n"},
      {"non-synchronising-only-if-offered", kGreeting + "C: a1 LOGIN {3+}\nC: joe secret\nS: a1 OK done\n"},
      {"non-synchronising-only-if-offered",
       kLogin + "C: a2 APPEND box {4097+}\nC: " + std::string(4097, 'x') + "\nS: a2 OK done\n"},
      {"command-in-its-state", kLogin + "C: a2 FETCH 1 FLAGS\nS: a2 BAD not now\n"},
      {"command-in-its-state", kGreeting + "C: a1 SELECT box\nS: a1 BAD not now\n"},
      {"enable-before-select", kSelected + "C: a3 ENABLE CONDSTORE\nS: * ENABLED\nS: a3 OK done\n"},
      {"logindisabled-respected",
       "S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED] hello\nC: a1 LOGIN joe secret\nS: a1 NO no\n"},
      {"only-done-while-idling", kLogin + "C: a2 IDLE\nS: + idling\nC: a3 NOOP\nC: DONE\nS: a2 OK done\n"},
      {"nothing-behind-starttls", kGreeting + "C: a1 STARTTLS\nC: a2 CAPABILITY\nS: a1 OK go\ntls\n"},
      {"no-ambiguous-numbers", kSelected + "C: a3 NOOP\nC: a4 FETCH 1 FLAGS\nS: a3 OK done\nS: a4 OK done\n"},
      {"no-ambiguous-numbers",
       kSelected + "C: a3 UID FETCH 1 FLAGS\nC: a4 SEARCH 1:3\nS: a3 OK done\nS: * SEARCH\nS: a4 OK done\n"},
      {"idle-only-if-offered", kUtf8 + "C: a2 IDLE\nS: a2 BAD no\n"},
      {"initial-response-only-if-offered", kGreeting + "C: a1 AUTHENTICATE PLAIN AGEAYQ==\nS: a1 BAD no\n"},
      {"list-options-only-if-offered", kUtf8 + "C: a2 LIST (SUBSCRIBED) \"\" *\nS: a2 BAD no\n"},
      {"list-options-only-if-offered", kUtf8 + "C: a2 LIST \"\" * RETURN (STATUS (MESSAGES))\nS: a2 BAD no\n"},
      {"list-options-only-if-offered", kLogin + "C: a2 LIST \"\" * RETURN (MYRIGHTS)\nS: a2 BAD no\n"},
      {"use-only-if-offered", kLogin + "C: a2 CREATE box (USE (\\Sent))\nS: a2 BAD no\n"},
      {"no-charset-with-utf8",
       kUtf8 + "C: a2 ENABLE UTF8=ACCEPT\nS: * ENABLED UTF8=ACCEPT\nS: a2 OK done\nC: a3 SELECT box\n" + kOpened +
           "S: a3 OK [READ-WRITE] done\nC: a4 SEARCH CHARSET UTF-8 ALL\nS: a4 BAD no\n"},
      {"vanished-with-changedsince", kResync + "C: a4 UID FETCH 1:* (FLAGS) (VANISHED)\nS: a4 BAD no\n"},
      {"nothing-behind-compress", kLogin + "C: a2 COMPRESS DEFLATE\nC: a3 NOOP\nS: a2 NO no\nS: a3 OK done\n"},
  };
  return all;
}

}  // namespace imapspec::oracle
