// What peers may do, near to what they must not: no rule may speak. Each transcript is legal by the section it names.
#include <gtest/gtest.h>

#include "harness/oracle/transcript_test.h"

namespace imapspec::oracle {
namespace {

void silent(std::string_view what, const std::string& transcript, bool tls = false) {
  Watcher watcher(tls);
  play(transcript, watcher);
  for (const Finding& finding : watcher.take_findings())
    ADD_FAILURE() << what << "\n" << finding.rule << ": " << finding.what << "\n" << finding.octets;
}

TEST(Legal, Greetings) {
  silent("RFC 3501 section 7.1.4", "S: * PREAUTH IMAP4rev1 server logged in as Smith\nC: a1 SELECT box\n" + kOpened +
                                       "S: a1 OK [READ-WRITE] done\n");
  silent("RFC 3501 section 7.1.5", "S: * BYE too busy\nclosed\n");
  silent("capabilities are optional", "S: * OK hello\nC: a1 CAPABILITY\nS: * CAPABILITY IMAP4rev1\nS: a1 OK done\n");
  silent("RFC 9051 section 7.2.2: IMAP4rev2 alone",
         "S: * OK [CAPABILITY IMAP4rev2] hello\nC: a1 LOGIN joe x\nS: a1 OK in\n"
         "C: a2 SELECT box\n" +
             kOpened2 + "S: a2 OK done\n");
}

TEST(Legal, Ends) {
  silent("RFC 3501 section 6.1.3", kSelected + "C: a3 LOGOUT\nS: * BYE see you\nS: a3 OK done\nclosed\n");
  silent("news before the end",
         kSelected + "C: a3 LOGOUT\nS: * 4 EXISTS\nS: * 1 EXPUNGE\nS: * BYE see you\nS: a3 OK done\nclosed\n");
  silent("RFC 3501 section 7.1.5: shutdown", kSelected + "S: * BYE shutting down\nclosed\n");
  silent("BYE and LOGOUT cross", kSelected + "S: * BYE shutting down\nC: a3 LOGOUT\nS: a3 OK done\nclosed\n");
  silent("BYE in place of a result", kSelected + "C: a3 NOOP\nS: * BYE out of memory\nclosed\n");
  silent("a handshake that fails", kGreeting + "C: a1 STARTTLS\nS: a1 OK go\nclosed\n");
}

TEST(Legal, Binary) {
  silent("RFC 9051 section 9: a part of BINARY has no origin octet",
         kGreeting + "C: a1 LOGIN joe x\nS: a1 OK in\nC: a2 ENABLE IMAP4rev2\nS: * ENABLED IMAP4rev2\nS: a2 OK done\n" +
             "C: a3 SELECT box\n" + kOpened2 +
             "S: a3 OK [READ-WRITE] done\nC: a4 UID FETCH 1 (BINARY.PEEK[1]<1.1> BINARY.SIZE[1])\n"
             "S: * 1 FETCH (UID 2 BINARY[1] ~{1}\nS: x BINARY.SIZE[1] 2)\nS: a4 OK done\n");
}

TEST(Legal, Sort) {
  silent("RFC 5256 section 3: UID SORT and UID THREAD",
         kSelected +
             "C: a3 UID SORT (DATE) UTF-8 ALL\nS: * SORT 2 1\nS: * 3 EXPUNGE\nS: a3 OK done\n"
             "C: a4 UID THREAD REFERENCES UTF-8 ALL\nS: * THREAD (2 1)\nS: * 2 EXPUNGE\nS: a4 OK done\n");
  silent("RFC 5267 section 3.1: MIN is the first",
         kSelected +
             "C: a3 SORT RETURN (MIN MAX ALL COUNT) (REVERSE DATE) UTF-8 ALL\n"
             "S: * ESEARCH (TAG \"a3\") MIN 3 MAX 1 ALL 3,2,1 COUNT 3\nS: a3 OK done\n");
}

TEST(Legal, Expunge) {
  silent("RFC 3501 section 7.4.1: UID commands",
         kSelected +
             "C: a3 UID FETCH 1:* FLAGS\nS: * 2 EXPUNGE\nS: * 1 FETCH (UID 2 FLAGS ())\nS: a3 OK done\n"
             "C: a4 UID STORE 2 FLAGS ()\nS: * 1 EXPUNGE\nS: a4 OK done\n"
             "C: a5 UID SEARCH ALL\nS: * SEARCH\nS: * 1 EXPUNGE\nS: a5 OK done\n");
  silent("after the others are done", kSelected +
                                          "C: a3 FETCH 1 FLAGS\nS: a3 OK done\nC: a4 NOOP\nS: * 1 EXPUNGE\nS: * 1 "
                                          "EXPUNGE\nS: * 1 EXPUNGE\nS: * 0 EXISTS\nS: a4 OK done\n");
  silent("RFC 2177: while idling, and before +", kSelected +
                                                     "C: a3 IDLE\nS: * 1 EXPUNGE\nS: + idling\nS: * 1 EXPUNGE\nS: * 5 "
                                                     "EXISTS\nS: * OK still here\nC: DONE\nS: a3 OK done\n");
  silent("RFC 3501 section 5.5: it may be the NOOP's",
         kSelected + "C: a3 FETCH 1 FLAGS\nC: a4 NOOP\nS: * 1 EXPUNGE\nS: a3 OK done\nS: a4 OK done\n");
  silent("during COPY, MOVE, APPEND",
         kSelected +
             "C: a3 COPY 1 other\nS: * 2 EXPUNGE\nS: a3 OK done\nC: a4 MOVE 1 other\nS: * OK [COPYUID 4 2 9] moved\n"
             "S: * 1 EXPUNGE\nS: a4 OK done\nC: a5 APPEND other {1}\nS: + go\nC: x\nS: * 1 EXPUNGE\nS: a5 OK done\n");
  silent("EXISTS may grow again",
         kSelected + "C: a3 NOOP\nS: * 3 EXPUNGE\nS: * 5 EXISTS\nS: * 2 RECENT\nS: a3 OK done\n");
  silent("EXISTS without change, with no command", kSelected + "S: * 3 EXISTS\nS: * 4 EXISTS\nS: * 1 RECENT\n");
}

TEST(Legal, UnsolicitedData) {
  silent("RFC 3501 section 5.2: flags of any message at any time",
         kSelected +
             "S: * 2 FETCH (FLAGS (\\Seen \\Recent))\nC: a3 FETCH 1 FLAGS\nS: * 2 FETCH (FLAGS ())\nS: * 1 FETCH "
             "(FLAGS ())\nS: a3 OK done\n");
  silent("flags alone during UID FETCH", kSelected +
                                             "C: a3 UID FETCH 4 BODY[]\nS: * 2 FETCH (FLAGS (\\Seen))\nS: * 1 FETCH "
                                             "(BODY[] \"x\" UID 4)\nS: a3 OK done\n");
  silent("FETCH a little before EXISTS",
         kSelected + "C: a3 NOOP\nS: * 4 FETCH (FLAGS (\\Recent))\nS: * 4 EXISTS\nS: a3 OK done\n");
  silent("SEARCH a little before EXISTS",
         kSelected + "C: a3 SEARCH ALL\nS: * SEARCH 1 2 3 4\nS: * 4 EXISTS\nS: a3 OK done\n");
  silent("RFC 3501 section 2.2.2: data that nobody asked for",
         kSelected +
             "C: a3 NOOP\nS: * CAPABILITY IMAP4rev1 XNEW\nS: * LIST () \"/\" other\nS: * STATUS other (MESSAGES 1)\n"
             "S: * FLAGS (\\Seen new)\nS: * SEARCH\nS: * OK [PERMANENTFLAGS (\\*)] more\nS: * NO disk nearly full\nS: "
             "a3 OK done\n");
  silent("RFC 4466 section 2.6.2: ESEARCH without TAG",
         kSelected + "C: a3 SEARCH RETURN () ALL\nS: * ESEARCH ALL 1:3\nS: a3 OK done\n");
  silent("untagged BAD", kSelected + "c: \nS: * BAD what?\nC: a3 NOOP\nS: a3 OK done\n");
}

TEST(Legal, Select) {
  silent("any order, more codes, no UNSEEN",
         kLogin +
             "C: a2 SELECT box\nS: * OK [UIDNEXT 10] n\nS: * FLAGS ()\nS: * OK [HIGHESTMODSEQ 5] h\nS: * 0 RECENT\n"
             "S: * OK [UIDVALIDITY 7] v\nS: * 3 EXISTS\nS: a2 OK done\n");
  silent(
      "the last message's news while it is closed",
      kSelected +
          "C: a3 NOOP\nC: a4 SELECT other\nS: * 1 EXPUNGE\nS: a3 OK done\nS: * 1 EXISTS\nS: * 1 RECENT\nS: * FLAGS ()\n"
          "S: a4 OK [READ-WRITE] done\nC: a5 FETCH 1 UID\nS: * 1 FETCH (UID 900)\nS: a5 OK done\n");
  silent("a smaller mailbox",
         kSelected + "C: a3 EXAMINE other\nS: * 0 EXISTS\nS: * 0 RECENT\nS: * FLAGS ()\nS: a3 OK [READ-ONLY] done\n");
  silent("BAD leaves the mailbox as it was",
         kSelected +
             "c: a3 SELECT\nS: a3 BAD missing argument\nC: a4 NOOP\nS: * 4 EXISTS\nS: * 1 EXPUNGE\nS: a4 OK done\n");
  silent("NO leaves none",
         kSelected + "C: a3 SELECT none\nS: a3 NO none\nC: a4 SELECT box\n" + kOpened + "S: a4 OK [READ-WRITE] done\n");
  silent("pipelined SELECTs", kLogin +
                                  "C: a2 SELECT one\nC: a3 SELECT two\nS: * 5 EXISTS\nS: * 0 RECENT\nS: * FLAGS ()\n"
                                  "S: * OK [UIDVALIDITY 9] v\nS: a2 OK done\n" +
                                  kOpened +
                                  "S: a3 OK done\n"
                                  "C: a4 SELECT two\n" +
                                  kOpened + "S: a4 OK done\n");
  silent("RFC 9051 section 7.1: CLOSED", kRev2 + "C: a3 SELECT box\n" + kOpened2 +
                                             "S: a3 OK done\nC: a4 SELECT box\nS: * 5 EXISTS\nS: * OK [CLOSED] bye\n" +
                                             kOpened2 + "S: a4 OK done\n");
  silent("RFC 3501 section 6.4.2: SELECT closes by itself",
         kSelected + "C: a3 SELECT box\n" + kOpened + "S: a3 OK [READ-WRITE] done\n");
  silent("a read-only SELECT, in any case", kLogin + "C: a2 EXAMINE box\n" + kOpened + "S: a2 OK [read-only] done\n");
}

TEST(Legal, Rev2) {
  const std::string selected = kRev2 + "C: a3 SELECT box\n" + kOpened2 + "S: a3 OK done\n";
  silent("RFC 9051 section 7.5.2: what was asked for needs no UID",
         selected +
             "C: a4 FETCH 1 FLAGS\nS: * 1 FETCH (FLAGS ())\nS: a4 OK done\n"
             "C: a5 STORE 1 FLAGS (\\Seen)\nS: * 1 FETCH (FLAGS (\\Seen))\nS: a5 OK done\n");
  silent("news with UID", selected + "C: a4 NOOP\nS: * 1 FETCH (UID 3 FLAGS ())\nS: a4 OK done\n");
  silent("RFC 9051 appendix A: RECENT and SEARCH of a server that has IMAP4rev1 too",
         selected + "C: a4 SEARCH 2\nS: * SEARCH 2\nS: * ESEARCH (TAG \"a4\") ALL 2\nS: * 1 RECENT\nS: a4 OK done\n");
  silent("RFC 9051 section 6.4.4: SAVE alone", selected + "C: a4 SEARCH RETURN (SAVE) 2\nS: a4 OK done\n");
  silent("IMAP4rev2 alone",
         kRev2Alone +
             "C: a4 SEARCH 2\nS: * ESEARCH (TAG \"a4\") ALL 2\nS: * 1 FETCH (UID 3 FLAGS (\\Seen))\nS: a4 OK done\n");
}

TEST(Legal, Uids) {
  silent("gaps, any order",
         kSelected +
             "C: a3 FETCH 1:3 UID\nS: * 3 FETCH (UID 9)\nS: * 1 FETCH (UID 1)\nS: * 2 FETCH (UID 2)\nS: a3 OK done\n");
  silent("numbers move with EXPUNGE",
         kSelected +
             "C: a3 FETCH 1:3 UID\nS: * 1 FETCH (UID 1)\nS: * 2 FETCH (UID 2)\nS: * 3 FETCH (UID 3)\nS: a3 OK done\n"
             "C: a4 NOOP\nS: * 2 EXPUNGE\nS: * 3 EXISTS\nS: a4 OK done\n"
             "C: a5 FETCH 1:3 UID\nS: * 2 FETCH (UID 3)\nS: * 3 FETCH (UID 12)\nS: a5 OK done\n");
  silent("a new message may get UIDNEXT, or more",
         kSelected + "C: a3 FETCH 4 UID\nS: * 4 EXISTS\nS: * 4 FETCH (UID 10)\nS: a3 OK done\n");
  silent("mail that comes while SELECT runs",
         kLogin +
             "C: a2 SELECT box\nS: * OK [UIDVALIDITY 7] v\nS: * OK [UIDNEXT 10] n\nS: * 3 EXISTS\nS: * 0 RECENT\nS: * "
             "FLAGS ()\n"
             "S: * 4 EXISTS\nS: a2 OK done\nC: a3 FETCH 4 UID\nS: * 4 FETCH (UID 10)\nS: a3 OK done\n");
  silent("UIDVALIDITY may rise, and UIDNEXT with it fall",
         kSelected +
             "C: a3 SELECT box\nS: * 3 EXISTS\nS: * 0 RECENT\nS: * FLAGS ()\nS: * OK [UIDVALIDITY 8] v\nS: * OK "
             "[UIDNEXT 4] n\n"
             "S: a3 OK done\nC: a4 FETCH 1 UID\nS: * 1 FETCH (UID 1)\nS: a4 OK done\n");
  silent("RFC 3501 section 6.3.3: a new mailbox of an old name",
         kSelected +
             "C: a3 CLOSE\nS: a3 OK done\nC: a4 DELETE box\nS: a4 OK done\nC: a5 RENAME other box\nS: a5 OK done\n"
             "C: a6 SELECT box\nS: * 0 EXISTS\nS: * 0 RECENT\nS: * FLAGS ()\nS: * OK [UIDVALIDITY 3] v\nS: * OK "
             "[UIDNEXT 1] n\nS: a6 OK done\n");
  silent("UID FETCH of UIDs alone", kSelected + "C: a3 UID FETCH 1:* UID\nS: * 1 FETCH (UID 1)\nS: a3 OK done\n");
  silent(
      "STATUS of the selected mailbox may be what the session knows",
      kSelected + "C: a3 STATUS box (UIDNEXT UIDVALIDITY)\nS: * STATUS box (UIDNEXT 9 UIDVALIDITY 7)\nS: a3 OK done\n");
}

TEST(Legal, MessageData) {
  silent("other forms of the same",
         kSelected +
             "C: a3 FETCH 1 (INTERNALDATE BODY[TEXT])\nS: * 1 FETCH (INTERNALDATE \"01-Jan-2024 00:00:00 +0000\" "
             "BODY[TEXT] \"x\")\n"
             "S: a3 OK done\nC: a4 FETCH 1 (INTERNALDATE BODY[TEXT])\n"
             "S: * 1 FETCH (BODY[TEXT] {1}\nS: x INTERNALDATE \" 1-Jan-2024 02:00:00 +0200\")\nS: a4 OK done\n");
  silent("RFC 2180 section 4.1: nothing of an expunged message",
         kSelected +
             "C: a3 FETCH 1 (RFC822.SIZE BODY[])\nS: * 1 FETCH (RFC822.SIZE 1 BODY[] \"x\")\nS: a3 OK done\n"
             "C: a4 FETCH 1 (RFC822.SIZE BODY[])\nS: * 1 FETCH (RFC822.SIZE 0 BODY[] NIL)\nS: a4 NO some are gone\n");
  silent("slices differ", kSelected +
                              "C: a3 FETCH 1 BODY[]<0.1>\nS: * 1 FETCH (BODY[]<0> \"x\")\nS: a3 OK done\n"
                              "C: a4 FETCH 1 BODY[]<0.2>\nS: * 1 FETCH (BODY[]<0> \"xy\")\nS: a4 OK done\n");
  silent("flags change", kSelected + "S: * 1 FETCH (FLAGS (\\Seen))\nS: * 1 FETCH (FLAGS ())\n");
  silent("sections are not the whole",
         kSelected +
             "C: a3 FETCH 1 (RFC822.SIZE BODY[TEXT] RFC822.TEXT)\n"
             "S: * 1 FETCH (RFC822.SIZE 9 BODY[TEXT] \"x\" RFC822.TEXT \"x\")\nS: a3 OK done\n");
}

TEST(Legal, Searches) {
  for (const char* alone : {"SAVE", "SAVE SaVe"})
    silent("RFC 5182: SAVE alone has no answer",
           kSelected + "C: a3 SEARCH RETURN (" + alone + ") ALL\nS: a3 OK done\n");
  silent("UIDs are no numbers", kSelected + "C: a3 UID SEARCH ALL\nS: * SEARCH 5 900\nS: a3 OK done\n");
  silent("ESEARCH with nothing found",
         kSelected +
             "C: a3 SEARCH RETURN (MIN COUNT) ALL\nS: * ESEARCH (TAG \"a3\") COUNT 0\nS: a3 OK done\n"
             "C: a4 SEARCH RETURN (MIN) ALL\nS: * ESEARCH (TAG \"a4\")\nS: a4 OK done\n");
  silent("sets in any order", kSelected +
                                  "C: a3 UID SEARCH RETURN (MIN MAX ALL COUNT) ALL\n"
                                  "S: * ESEARCH (TAG \"a3\") UID ALL 9,3:1,2:4 COUNT 5 MAX 9 MIN 1\nS: a3 OK done\n");
  silent("SEARCH that fails", kSelected + "C: a3 SEARCH CHARSET X SUBJECT y\nS: a3 NO [BADCHARSET (UTF-8)] no\n");
}

TEST(Legal, Capabilities) {
  silent("STARTTLS before TLS, and another list behind it",
         "S: * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] hello\nC: a1 STARTTLS\nS: a1 OK go\ntls\nC: a2 LOGIN "
         "joe x\nS: a2 OK in\n");
  silent("LOGINDISABLED may end with the state",
         "S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN] hello\n"
         "C: a1 AUTHENTICATE PLAIN\nS: + \nC: AGpvZQB4\nS: a1 OK in\n");
  silent("RFC 6855: UTF-8 in quotes once it is enabled",
         kUtf8 +
             "C: a2 ENABLE UTF8=ACCEPT\nS: * ENABLED UTF8=ACCEPT\nS: a2 OK done\nC: a3 LIST \"\" *\n"
             "S: * LIST () \"/\" \"caf\xC3\xA9\"\nS: a3 OK done\n");
  silent("nothing was enabled", kLogin + "C: a2 ENABLE XFOO\nS: * ENABLED\nS: a2 OK done\n");
  silent("RFC 7162: QRESYNC brings CONDSTORE",
         kLogin + "C: a2 ENABLE QRESYNC\nS: * ENABLED QRESYNC CONDSTORE\nS: a2 OK done\n");
  silent("a code may list less than CAPABILITY",
         kLogin +
             "C: a2 ENABLE CONDSTORE\nS: * ENABLED CONDSTORE\nS: a2 OK done\nC: a3 CAPABILITY\n"
             "S: * CAPABILITY IMAP4rev1 IMAP4rev2 ENABLE IDLE X Y Z\nS: a3 OK done\n");
}

TEST(Legal, Extensions) {
  silent("RFC 4315: pairs in any order", kSelected + "C: a3 UID COPY 1:5 other\nS: a3 OK [COPYUID 8 5,1:2 5:7] done\n");
  silent("COPY of nothing", kSelected + "C: a3 UID COPY 700 other\nS: a3 OK nothing to do\n");
  silent("COPYUID of *", kSelected + "C: a3 UID COPY * other\nS: a3 OK [COPYUID 8 9 1] done\n");
  silent("APPENDUID of another mailbox",
         kSelected + "C: a3 APPEND other {1}\nS: + go\nC: x\nS: a3 OK [APPENDUID 1 1] done\n");
  silent("RFC 3348: \\HasNoChildren with \\Noinferiors",
         kLogin + "C: a2 LIST \"\" *\nS: * LIST (\\Noinferiors \\HasNoChildren) NIL box\nS: a2 OK done\n");
  silent(
      "RFC 2177: IDLE is refused",
      kLogin + "C: a2 IDLE\nS: a2 NO not now\nC: a3 IDLE\nS: + go\nS: a3 BAD tired of it\nC: a4 NOOP\nS: a4 OK done\n");
  silent("IDLE with DONE in one write",
         kLogin + "C: a2 IDLE\nC: DONE\nS: + go\nS: a2 OK done\nC: a3 NOOP\nS: a3 OK done\n");
}

TEST(Legal, ModSequences) {
  silent("RFC 7162 section 3.2.4: what FETCH asked for without MODSEQ",
         kModseqs + "C: a3 FETCH 1 FLAGS\nS: * 1 FETCH (FLAGS ())\nS: a3 OK done\n");
  silent("RFC 7162 section 3.1: not before the first enabling command",
         kSelected +
             "C: a3 NOOP\nS: * 1 FETCH (FLAGS ())\nS: a3 OK done\n"
             "C: a4 FETCH 1 MODSEQ\nS: * 2 FETCH (FLAGS ())\nS: * 1 FETCH (MODSEQ (1))\nS: a4 OK done\n");
  silent("RFC 7162 section 3.1.2.2: NOMODSEQ",
         kLogin + "C: a2 SELECT box (CONDSTORE)\n" + kOpened +
             "S: * OK [NOMODSEQ] none\nS: a2 OK done\nC: a3 NOOP\nS: * 1 FETCH (FLAGS ())\nS: a3 OK done\n");
  silent("the same mailbox again needs no CLOSED",
         kModseqs + "C: a3 SELECT box\nS: * OK [HIGHESTMODSEQ 4] h\n" + kOpened + "S: a3 OK [READ-WRITE] done\n");
  silent("\\Recent is no flag that is kept",
         kModseqs +
             "C: a3 FETCH 1 (UID FLAGS MODSEQ)\nS: * 1 FETCH (UID 2 FLAGS (\\Recent \\Seen x) MODSEQ (5))\n"
             "S: * 1 FETCH (MODSEQ (5) FLAGS (X \\seen))\nS: a3 OK done\n");
  silent("RFC 7162 section 6: messages in any order of their mod-sequences",
         kModseqs +
             "C: a3 STORE 1:2 (UNCHANGEDSINCE 4) +FLAGS.SILENT (x)\nS: * 1 FETCH (MODSEQ (9))\n"
             "S: * 2 FETCH (MODSEQ (8))\nS: a3 OK [MODIFIED 2] done\n");
  silent("nothing found", kModseqs + "C: a3 SEARCH MODSEQ 9\nS: * SEARCH\nS: a3 OK done\n");
}

TEST(Legal, Resynchronization) {
  silent("RFC 7162 section 3.2.10.2: VANISHED makes the mailbox smaller",
         kResync + "C: a4 EXPUNGE\nS: * VANISHED 1,3\nS: * 1 EXISTS\nS: a4 OK [HIGHESTMODSEQ 5] done\n");
  silent("numbers move with VANISHED",
         kResync +
             "C: a4 FETCH 1:3 UID\nS: * 1 FETCH (UID 1)\nS: * 2 FETCH (UID 2)\nS: * 3 FETCH (UID 3)\nS: a4 OK d\n"
             "C: a5 UID FETCH 9 FLAGS\nS: * VANISHED 2\nS: a5 OK done\n"
             "C: a6 FETCH 2 UID\nS: * 2 FETCH (UID 3)\nS: a6 OK done\n");
  silent("a message of which nothing was heard goes",
         kResync +
             "C: a4 FETCH 2 UID\nS: * 2 FETCH (UID 5)\nS: a4 OK done\nC: a5 NOOP\nS: * VANISHED 1\nS: a5 OK done\n"
             "C: a6 FETCH 1 UID\nS: * 1 FETCH (UID 5)\nS: a6 OK done\n");
  silent("RFC 7162 section 3.2.5: what went while the client was away",
         kResync + "C: a4 SELECT box (QRESYNC (7 2 1:9))\nS: * OK [CLOSED] bye\n" + kOpened +
             "S: * OK [HIGHESTMODSEQ 6] h\nS: * VANISHED (EARLIER) 1:2,900\nS: * 1 FETCH (UID 5 FLAGS () MODSEQ (6))\n"
             "S: a4 OK [READ-WRITE] done\nC: a5 NOOP\nS: * VANISHED 5\nS: a5 OK done\n");
  silent("both forms in one command",
         kResync +
             "C: a4 UID FETCH 1:* (FLAGS) (CHANGEDSINCE 1 VANISHED)\nS: * VANISHED (EARLIER) 7\nS: * VANISHED 2\n"
             "S: * 1 FETCH (UID 1 FLAGS () MODSEQ (2))\nS: a4 OK done\n");
  silent("RFC 7162 section 3.2.3: NOMODSEQ",
         kLogin + "C: a2 ENABLE QRESYNC\nS: * ENABLED QRESYNC\nS: a2 OK done\nC: a3 SELECT box\n" + kOpened +
             "S: * OK [NOMODSEQ] none\nS: a3 OK [READ-WRITE] done\nC: a4 EXPUNGE\nS: * 1 EXPUNGE\nS: a4 OK done\n");
}

TEST(Legal, Literals) {
  silent("refused", kLogin + "C: a2 CREATE {5}\nS: a2 NO too long\nC: a3 NOOP\nS: a3 OK done\n");
  silent("other results while it waits",
         kLogin + "C: a2 NOOP\nC: a3 CREATE {3}\nS: a2 OK done\nS: * OK hm\nS: + go\nC: box\nS: a3 OK done\n");
  silent("answered before its end",
         kLogin + "C: a2 APPEND box {5+}\nS: a2 NO [TOOBIG] no\nC: 12345\nC: a3 NOOP\nS: a3 OK done\n");
  silent("empty", kLogin + "C: a2 CREATE {0}\nS: + go\nC: \nS: a2 NO empty\n");
  silent("of the server", kSelected +
                              "C: a3 FETCH 1 BODY[]\nS: * 1 FETCH (BODY[] {5}\nS: {3}\nS: )\nS: a3 OK done {3}\nC: a4 "
                              "NOOP\nS: a4 OK done\n");
  silent("braces in text", kLogin + "C: a2 NOOP\nS: * OK read {5+}\nS: a2 OK {7}\n");
}

TEST(Legal, Pipelines) {
  silent("results in any order",
         kSelected +
             "C: a3 FETCH 1 FLAGS\nC: a4 STORE 1 FLAGS ()\nC: a5 SEARCH UNSEEN\nC: a6 NOOP\n"
             "S: * SEARCH 2\nS: a5 OK done\nS: a6 OK done\nS: * 1 FETCH (FLAGS ())\nS: a3 OK done\nS: a4 OK done\n");
  silent("RFC 5161 section 3.1: LOGIN, ENABLE, SELECT",
         kGreeting +
             "C: a1 LOGIN joe x\nC: a2 ENABLE CONDSTORE\nC: a3 SELECT box\nS: a1 OK in\nS: * ENABLED\nS: a2 OK done\n" +
             kOpened + "S: a3 OK [READ-WRITE] done\n");
  silent("UID SEARCH of UIDs behind UID FETCH",
         kSelected + "C: a3 UID FETCH 1 FLAGS\nC: a4 UID SEARCH UID 1:3\nS: a3 OK done\nS: * SEARCH\nS: a4 OK done\n");
}

TEST(Legal, WhatIsOfferedOrMayBe) {
  silent("RFC 9051 appendix E: IMAP4rev2 has it built in",
         kLogin +
             "C: a2 IDLE\nS: + idling\nC: DONE\nS: a2 OK done\n"
             "C: a3 LIST (SUBSCRIBED) \"\" * RETURN (CHILDREN STATUS (MESSAGES))\nS: a3 OK done\n");
  silent(
      "nobody has said what is offered",
      "S: * OK hello\nC: a1 AUTHENTICATE PLAIN AGEAYQ==\nS: a1 OK in\nC: a2 IDLE\nS: + idling\nC: DONE\nS: a2 OK d\n");
  silent("after the login it has to be asked again",
         "S: * OK [CAPABILITY IMAP4rev1] hello\nC: a1 LOGIN joe secret\nS: a1 OK in\nC: a2 IDLE\nS: + idling\nC: DONE\n"
         "S: a2 OK done\n");
  silent("the login is not over",
         "S: * OK [CAPABILITY IMAP4rev1] hello\nC: a1 LOGIN joe secret\nC: a2 IDLE\nS: a1 OK in\nS: + idling\nC: DONE\n"
         "S: a2 OK done\n");
  silent("an option of an extension that is not known here",
         kUtf8 + "C: a2 LIST \"\" * RETURN (X-SPARKLES)\nS: a2 BAD no\n");
  silent("a charset, and UTF8=ACCEPT is only offered",
         kUtf8 + "C: a2 SELECT box\n" + kOpened + "S: a2 OK [READ-WRITE] done\nC: a3 SEARCH CHARSET UTF-8 ALL\n" +
             "S: * SEARCH\nS: a3 OK done\n");
}

TEST(Legal, CommandsThatTheGrammarDoesNotKnow) {
  silent("RFC 3501 section 6.5.1",
         kLogin + "C: a2 XYZZY\nS: a2 OK nothing happens\nC: a3 GETQUOTAROOT INBOX\nS: a3 BAD no\n");
}

TEST(Legal, WhatIsWrongOnPurpose) {
  silent("no tag, no end, no sense", kLogin +
                                         "c: NOOP\nS: NOOP BAD what?\nc: a2 IDLE now\nS: a2 BAD no\nC: a3 NOOP\nS: a3 "
                                         "OK done\nc: {]\nS: * BAD what?\nC: a4 IDLE\nS: + go\n"
                                         "c: a5 NOOP\nS: a4 BAD expected DONE\nC: a6 NOOP\nS: a6 OK done\n");
  silent("a space before what may be a tag", kSelected +
                                                 "c:  NOOP\nS: NOOP BAD which command?\nC: a3 NOOP\nS: a3 OK done\n"
                                                 "c:  NOOP\nS: * BAD what?\nC: a4 NOOP\nS: a4 OK done\n");
  silent("a literal that did not wait",
         kSelected + "c: a3 CREATE {3}\nc: box\nS: + go\nS: a3 OK done\nC: a4 NOOP\nS: a4 OK done\n");
}

}  // namespace
}  // namespace imapspec::oracle
