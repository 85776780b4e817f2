#include "reference-server/quirks/quirk.h"

#include <fstream>
#include <map>
#include <set>
#include <span>
#include <sstream>

#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

// LIST-EXTENDED, LIST-STATUS and SPECIAL-USE.
constexpr const char* kLists[] = {"l0 CREATE use/a (USE (\\Sent))",
                                  "l1 CREATE use/b (USE (\\Sent \\Trash))",
                                  "l2 CREATE use/c (USE (\\None))",
                                  "l3 LIST \"\" use/*",
                                  "l4 LIST (SPECIAL-USE) \"\" *",
                                  "l5 SUBSCRIBE use",
                                  "l6 SUBSCRIBE use/a",
                                  "l7 SUBSCRIBE use/gone",
                                  "l8 LIST (SUBSCRIBED) \"\" *",
                                  "l9 LIST (SUBSCRIBED RECURSIVEMATCH) \"\" (use new)",
                                  "m0 LIST \"\" (use use/%) RETURN (SUBSCRIBED CHILDREN STATUS (MESSAGES))",
                                  "m1 LIST () \"\" \"\"",
                                  "m2 LIST (X-NONE) \"\" *",
                                  "m3 SUBSCRIBE use/a/gone",
                                  "m4 LIST (SUBSCRIBED RECURSIVEMATCH) \"\" use/a RETURN (CHILDREN)",
                                  "m5 CREATE use/d/e",
                                  "m6 DELETE use/d",
                                  "m7 LIST \"\" use/% RETURN (STATUS (MESSAGES))",
                                  "m8 UNSUBSCRIBE use",
                                  "m9 LIST (SUBSCRIBED RECURSIVEMATCH) \"\" use"};

// MULTIAPPEND and BINARY.
template <class Say>
void converse_in_binary(const Say& say) {
  using namespace std::string_literals;
  const auto literal = [](std::string_view start, const std::string& octets) {
    return std::string(start) + "{" + std::to_string(octets.size()) + "+}\r\n" + octets;
  };
  const std::string head = "MIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: ";
  say("n0 CREATE bin");
  say(literal("n1 APPEND bin (\\Seen) ", "a") + literal(" ", "b"));
  say(literal("n2 APPEND bin ", "a") + literal(" ", "b") + literal(" ", ""));
  say(literal("n3 APPEND bin ", head + "quoted-printable\r\n\r\na=00b=\r\nc"));
  say(literal("n4 APPEND bin ", head + "x-unknown\r\n\r\nabc"));
  say(literal("n5 APPEND bin ~", head + "binary\r\n\r\na\0b\0c"s));
  say("n6 SELECT bin");
  for (const char* items : {"BODY.PEEK[]", "BINARY.PEEK[1]", "FLAGS", "BINARY.SIZE[1]", "BINARY.PEEK[1]<1.2>"})
    for (const char* number : {"1", "2", "3", "4", "5", "6"}) say("n7 FETCH "s + number + " " + items);
  say("n8 FETCH 3 BINARY[1]");
  say(literal("n9 APPEND bin ", std::string(4097, 'x')));
  say("o0 STORE 1,2 +FLAGS ($Old \\Deleted)");
  say(literal("o1 REPLACE 1 bin (\\Draft) ", "new"));
  say("o2 FETCH 1:* (FLAGS EMAILID)");
  say(literal("o3 REPLACE 3 none ", "new"));
  say("o4 SELECT INBOX");
}

// A server with one quirk, or none: for all, or for the user who logs in.
struct Stage {
  std::string_view profile;
  const Quirk* quirk;
  bool by_user;
  Server server{*profile_named(profile)};
  std::string user = "twin";

  Stage(std::string_view of, const Quirk* has, bool comes_by_user) : profile(of), quirk(has), by_user(comes_by_user) {
    if (quirk != nullptr && !by_user) server.choices().add(quirk->make());
    server.store().add_user("alice", "secret");
    if (by_user && quirk != nullptr) {
      server.let_names_choose_quirks();
      user = "alice+quirk=" + std::string(quirk->name);
    } else {
      server.store().add_user(user, "secret");
    }
  }
  // The line, with that user in place of alice.
  std::string said(std::string_view line) const {
    std::string text(line);
    const std::size_t at = text.find(" LOGIN alice ");
    return at == std::string::npos ? text : text.replace(at, 13, " LOGIN " + user + " ");
  }
};

// What is said to three sessions of one user, line by line.
std::string conversation_of_three(Stage& stage, std::span<const char* const> lines) {
  Server& server = stage.server;
  Client a(server), b(server), c(server);
  std::string heard;
  for (const std::string_view line : lines) {
    Client& client = line.front() == 'a' ? a : line.front() == 'b' ? b : c;
    const bool tagged = !line.ends_with("DONE");
    for (const auto& answer : client.says(stage.said((tagged ? "x " : "") + std::string(line.substr(3)))))
      heard += answer + "\n";
    for (Client* each : {&a, &b})
      for (const auto& news : each->hears()) heard += "~" + news + "\n";
  }
  return heard;
}

// UTF8=ACCEPT: one has enabled it, another has not.
std::string conversation_in_utf8(Stage& stage) {
  constexpr const char* kLines[] = {"a: LOGIN alice secret",
                                    "b: LOGIN alice secret",
                                    "b: CAPABILITY",
                                    "b: APPEND INBOX {15+}\r\nSubject: \xC3\xA9\r\n\r\n",
                                    "a: ENABLE UTF8=ACCEPT",
                                    "a: CREATE \"\xC3\xA9\"",
                                    "a: CREATE \"a\xC2\x85\"",
                                    "a: LIST \"\" *",
                                    "a: APPEND INBOX UTF8 (~{15+}\r\nSubject: \xC3\xA9\r\n\r\n)",
                                    "a: SELECT INBOX",
                                    "a: FETCH 1 BODY.PEEK[]",
                                    "a: SEARCH SUBJECT \"\xFF\"",
                                    "a: SEARCH CHARSET UTF-8 SUBJECT x",
                                    "b: SELECT INBOX",
                                    "b: FETCH 1 ENVELOPE"};
  return conversation_of_three(stage, kLines);
}

// IMAP4rev2: what is said to two sessions of it, and to one that has not enabled it.
std::string conversation_in_rev2(Stage& stage) {
  constexpr const char* kLines[] = {"a: LOGIN alice secret",
                                    "b: LOGIN alice secret",
                                    "c: LOGIN alice secret",
                                    "a: ENABLE IMAP4rev2",
                                    "a: ENABLE IMAP4rev2",
                                    "b: ENABLE IMAP4rev2",
                                    "a: CREATE \"\xC3\xA9t\xC3\xA9/a\"",
                                    "c: LIST \"\" *",
                                    "a: CREATE \"e\xCC\x81\"",
                                    "a: LIST \"\" *",
                                    "a: SELECT \"e\xCC\x81\"",
                                    "a: RENAME \"e\xCC\x81\" \"o\xCC\x88\"",
                                    "a: DELETE \"o\xCC\x88\"",
                                    "a: UNSUBSCRIBE none",
                                    "a: APPEND \"\xC3\xA9t\xC3\xA9\" (\\Seen \\Deleted) {2+}\r\nhi",
                                    "a: STATUS \"\xC3\xA9t\xC3\xA9\" (SIZE DELETED)",
                                    "a: SELECT \"\xC3\xA9t\xC3\xA9\"",
                                    "a: FETCH 1 FLAGS",
                                    "a: SEARCH ALL",
                                    "a: UID SEARCH ALL",
                                    "a: SEARCH DRAFT",
                                    "a: SEARCH SUBJECT \"\xC3\xA9\"",
                                    "a: EXAMINE \"\xC3\xA9t\xC3\xA9\"",
                                    "a: SELECT \"\xC3\xA9t\xC3\xA9\"",
                                    "b: SELECT \"\xC3\xA9t\xC3\xA9\"",
                                    "b: STORE 1 FLAGS.SILENT ()",
                                    "a: NOOP",
                                    "a: IDLE",
                                    "b: STORE 1 FLAGS.SILENT (\\Flagged)",
                                    "a: DONE",
                                    "a: CLOSE",
                                    "a: ENABLE QRESYNC",
                                    "a: SELECT \"\xC3\xA9t\xC3\xA9\"",
                                    "a: REPLACE 1 INBOX {2+}\r\nhi"};
  return conversation_of_three(stage, kLines);
}

// For SORT and THREAD: the internal date, and the message.
struct Sorted {
  std::string_view date, message;
};
const std::string kLong =
    "Subject: Cherry\r\nFrom: ann@zzz\r\nTo: carl@x\r\nDate: Mon, 2 Jan 2023 20:00:00 -0500\r\nMessage-ID: <3@x>\r\n"
    "References: <1@x> <2@x>\r\nIn-Reply-To: <1@x>\r\n\r\n" +
    std::string(1000, 'x');
const Sorted kSorted[] = {
    {" 5-Jan-2023 10:00:00 +0000",
     "Subject: Re: banana\r\nFrom: Zoe <bob@x>\r\nTo: dan@x, ann@x\r\nCc: carl@x\r\n"
     "Date: Tue, 3 Jan 2023 00:30:00 +0200\r\nMessage-ID: <\"1\"@x>\r\n\r\n"},
    {" 5-Jan-2023 09:00:00 +0000",
     "Subject: apple\r\nFrom: =?utf-8?q?Yak?= <zed@x>\r\nTo: bea@x\r\nDate: Mon, 2 Jan 2023 22:00:00 +0000\r\n"
     "Message-ID: <2@x>\r\nIn-Reply-To: <1@x>\r\n\r\n"},
    {" 5-Jan-2023 11:00:00 +0300", kLong},
    {" 6-Jan-2023 12:00:00 +0000",
     "Subject: =?utf-8?q?=C3=A4a?=\r\nMessage-ID: <X@x>\r\nReferences: <1@x> <absent@x>\r\n\r\n"},
    {" 4-Jan-2023 12:00:00 +0000",
     "Subject: [x] Banana\r\nDate: Sun, 1 Jan 2023 12:00:00 +0000\r\nMessage-ID: <5@x>\r\nReferences: <x@x>\r\n\r\n"},
    {" 4-Jan-2023 12:00:00 +0000",
     "Subject: date\r\nCc: abe@x\r\nDate: Sun, 1 Jan 2023 10:00:00 +0000\r\nReferences: <gone@x>\r\n\r\n"},
    {" 4-Jan-2023 12:00:00 +0000",
     "Subject: =?utf-8?q?1=FF?=\r\nDate: Sun, 1 Jan 2023 99:00:00 +0000\r\nReferences: <gone@x>\r\n\r\n"},
    {" 4-Jan-2023 12:00:00 +0000",
     "Subject: BANANA (fwd)\r\nDate: Sat, 7 Jan 2023 09:00:00 XYZZY\r\nMessage-ID: <8@x>\r\nIn-Reply-To: "
     "<3@x>\r\n\r\n"}};

// Two sessions that go through much of the protocol, and what the server said to both of them.
std::string long_conversation(Stage& stage) {
  Server& server = stage.server;
  Client alice(server), bob(server);
  std::string heard;
  for (const auto& line : bob.greeting()) heard += line + "\n";
  const auto say = [&](Client& client, std::string_view line) {
    for (const auto& answer : client.says(stage.said(line))) heard += answer + "\n";
    for (Client* each : {&alice, &bob})
      for (const auto& news : each->hears()) heard += "~" + news + "\n";
  };
  say(bob, "a STARTTLS\r\nx CAPABILITY");
  bob.connection().tls_started();
  for (const auto& line : bob.hears()) heard += line + "\n";
  say(bob, "");
  say(alice, "a LOGIN {5+}\r\nalice {6+}\r\nSECRET");
  say(alice, "a1 AUTHENTICATE PLAIN");
  say(alice, "*");
  for (Client* client : {&alice, &bob}) say(*client, "b LOGIN alice secret");
  for (const char* name : {"box/a/b", "other", "other/below"}) say(alice, "c CREATE " + std::string(name));
  for (const char* subject : {"One", "two", "Three"}) {
    const std::string message =
        "Subject: " + std::string(subject) + "\r\nFrom: a@b.example\r\nTo: c@d.example\r\n\r\nText";
    say(alice, "d APPEND INBOX (" + std::string(*subject == 'O' ? "" : "\\Seen ") +
                   "$Key) \" 7-Feb-1994 21:52:25 -0800\" {" + std::to_string(message.size()) + "+}\r\n" + message);
  }
  say(alice, "e0 EXAMINE INBOX");
  for (const char* line : {"e1 FETCH 1 BODY[TEXT]", "e2 STATUS INBOX (RECENT)", "e3 CLOSE"}) say(alice, line);
  for (Client* client : {&alice, &bob}) say(*client, "e SELECT INBOX");
  for (const char* line : {"f STORE 2 -FLAGS (\\Seen)",
                           "f2 SELECT INBOX",
                           "g FETCH 2 BODY.PEEK[TEXT]",
                           "h FETCH 1 (BODY[]<0.5> BODY[]<999.5> RFC822.SIZE)",
                           "i FETCH 1 (ENVELOPE INTERNALDATE BODY.PEEK[HEADER.FIELDS (Subject)])",
                           "j FETCH 1 BODY[1]<0.4>",
                           "k UID STORE 1 +FLAGS ($Other)",
                           "l STORE 1 FLAGS (\\Flagged)",
                           "m SEARCH SUBJECT one",
                           "n SEARCH BEFORE 7-Feb-1994",
                           "o SEARCH LARGER 56",
                           "p SEARCH ALL",
                           "q SEARCH CHARSET X-NONE ALL",
                           "r UID FETCH 99:* FLAGS",
                           "r0 SEARCH RETURN (MIN MAX COUNT) ALL",
                           "r1 UID SEARCH RETURN (ALL) 1,3",
                           "r2 SEARCH RETURN (COUNT) BCC none",
                           "r2b SEARCH RETURN (MIN) BCC none",
                           "r2c SEARCH RETURN (MAX) BCC none",
                           "r3 SEARCH RETURN () 1,3",
                           "r4 SEARCH RETURN () BCC none",
                           "r5 SEARCH RETURN (SAVE) 2",
                           "r6 SEARCH ALL",
                           "r7 FETCH $ UID",
                           "r8 SEARCH RETURN (SAVE MIN) ALL",
                           "r9 FETCH $ UID",
                           "r9b SEARCH RETURN (MIN SAVE COUNT) ALL",
                           "r9c FETCH $ UID",
                           "ra SEARCH RETURN (SAVE COUNT) ALL",
                           "rb SEARCH RETURN (SAVE) CHARSET X-NONE ALL",
                           "rc FETCH $ UID",
                           "rc6 SEARCH RETURN (PARTIAL -1:-2) ALL",
                           "rc7 SEARCH RETURN (PARTIAL 9:2) ALL",
                           "rc7b SEARCH RETURN (PARTIAL 2:9) ALL",
                           "rc8 SEARCH RETURN (PARTIAL 8:9 SAVE) ALL",
                           "rc9 FETCH $ UID",
                           "rc10 UID FETCH 1:* UID (PARTIAL 2:2)",
                           "rd SEARCH YOUNGER 1003313155",
                           "re SEARCH RETURN (MIN) MODSEQ 1",
                           "s COPY 1:2 box",
                           "t MOVE 3 box",
                           "u COPY 1 none",
                           "v STATUS box (UIDNEXT MESSAGES)",
                           "w APPEND INBOX {2+}\r\nhi",
                           "w2 UID FETCH 1:* FLAGS",
                           "w3 COPY 1 INBOX"})
    say(alice, line);
  say(alice, "x0 STORE 2 FLAGS.SILENT (\\Seen)");
  say(bob, "x1 STORE 2 FLAGS.SILENT (\\Flagged)");
  say(alice, "x2 STORE 1,2 +FLAGS.SILENT (\\Deleted)");
  say(alice, "x3 UID EXPUNGE 1");
  say(bob, "x4 FETCH 2 UID");
  say(bob, "x4b SORT (ARRIVAL) UTF-8 ALL");
  say(bob, "x4c THREAD REFERENCES UTF-8 ALL");
  say(bob, "x5 NOOP");
  say(alice, "x6 COPY 1,2 box");
  say(alice, "x7 STORE 1:2 +FLAGS.SILENT (\\Deleted)");
  say(alice, "x8 EXPUNGE");
  say(bob, "x9 IDLE");
  say(alice, "y0 APPEND INBOX (\\Deleted) {2+}\r\nhi");
  say(bob, "DONE");
  say(alice, "y0b APPEND INBOX {2+}\r\nhi");
  say(bob, "y0c FETCH 1 FLAGS");
  say(alice, "y1 EXAMINE INBOX");
  say(alice, "y2 CLOSE");
  say(alice, "y3 STATUS INBOX (MESSAGES)");
  say(alice, "y3b SELECT box");
  say(alice, "y3b1 SEARCH RETURN (SAVE) ALL");
  say(alice, "y3c STORE 1 +FLAGS (\\Deleted)");
  say(alice, "y3d EXPUNGE");
  say(alice, "y3d1 FETCH $ UID");
  say(alice, "y3e SEARCH RETURN (SAVE) 1");
  say(alice, "y3f FETCH $ UID");
  say(alice, "y4 SELECT box");
  say(alice, "y4b FETCH $ UID");
  say(alice, "y5 FETCH 1:* FLAGS");
  say(alice, "ya CREATE sorted");
  for (const auto& [date, message] : kSorted)
    say(alice, "yb APPEND sorted \"" + std::string(date) + "\" {" + std::to_string(message.size()) + "+}\r\n" +
                   std::string(message));
  for (const char* line : {"yc SELECT sorted",
                           "yd SORT (SUBJECT) UTF-8 ALL",
                           "ye SORT (REVERSE SUBJECT) UTF-8 ALL",
                           "yf SORT (FROM) UTF-8 ALL",
                           "yg SORT (TO) UTF-8 ALL",
                           "yh SORT (CC) UTF-8 ALL",
                           "yi SORT (DATE) UTF-8 ALL",
                           "yj SORT (ARRIVAL) UTF-8 ALL",
                           "yk SORT (SIZE) UTF-8 ALL",
                           "yl SORT (DISPLAYFROM) UTF-8 ALL",
                           "yl1 SORT (DISPLAYTO) UTF-8 ALL",
                           "yl2 SORT (SUBJECT DATE) UTF-8 ALL",
                           "yl3 SORT RETURN () (ARRIVAL) UTF-8 ALL",
                           "ym SORT (DATE) UTF-8 BCC none",
                           "yn SORT RETURN (MIN MAX) (REVERSE SUBJECT) UTF-8 ALL",
                           "yo SORT RETURN (ALL) (DATE) UTF-8 ALL",
                           "yp THREAD REFERENCES UTF-8 ALL",
                           "yq THREAD ORDEREDSUBJECT UTF-8 ALL",
                           "yr THREAD REFERENCES UTF-8 BCC none",
                           "ys SEARCH CHARSET UTF-8 SUBJECT {2+}\r\n\xc3\x84"})
    say(alice, line);
  say(alice, "y6 SELECT none");
  for (const char* line :
       {"z0 FETCH 1 FLAGS", "z1 LIST \"\" %", "z2 SUBSCRIBE other", "z3 RENAME box new", "z4 LIST \"\" *",
        "z5 DELETE other", "z6 LIST \"\" *", "z7 LSUB \"\" *", "z8 STATUS new (UIDVALIDITY)", "z9 DELETE new",
        "za CREATE new", "zb STATUS new (UIDVALIDITY)"})
    say(alice, line);
  for (const char* line : kLists) say(alice, line);
  converse_in_binary([&](std::string_view line) { say(alice, line); });
  Client carol(server);
  for (const char* line : {"t0 LOGIN alice secret", "t1 SELECT INBOX", "t2 UNAUTHENTICATE", "t3 LOGIN alice secret",
                           "t4 FETCH 1 UID", "t5 COMPRESS DEFLATE", "t6 COMPRESS DEFLATE", "t7 NOOP"}) {
    say(carol, line);
    if (carol.connection().wants_deflate()) carol.connection().deflate_started();
  }
  say(alice, "zc LOGOUT");
  return heard;
}

// The same of two who know of mod-sequences; "b: " before what the second says.
std::string conversation_about_changes(Stage& stage) {
  static constexpr std::string_view kLines[] = {
      "a0 LOGIN alice secret",
      "b: a1 LOGIN alice secret",
      "a1 CREATE box",
      "a2 APPEND INBOX {2+}\r\nhi",
      "a3 APPEND INBOX {2+}\r\nhi",
      "a4 EXAMINE INBOX (CONDSTORE)",
      "a5 FETCH 1 MODSEQ",
      "a6 APPEND box {2+}\r\nhi",
      "a7 APPEND box {2+}\r\nhi",
      "a8 APPEND box {2+}\r\nhi",
      "b: b1 STATUS box (HIGHESTMODSEQ)",
      "a9 SELECT box",
      "c1 STORE 1 +FLAGS ($Key)",
      "c2 FETCH 1:3 MODSEQ",
      "c3 STORE 1 +FLAGS ($Key)",
      "c4 STORE 1 (UNCHANGEDSINCE 0) +FLAGS (\\Draft)",
      "c5 COPY 1 INBOX",
      "c6 FETCH 1:3 FLAGS (CHANGEDSINCE 3)",
      "c7 SEARCH MODSEQ 3",
      "c8 SEARCH NOT MODSEQ 5",
      "d1 STORE 2 (UNCHANGEDSINCE 3) FLAGS.SILENT (\\Seen)",
      "d2 STORE 1:3 (UNCHANGEDSINCE 4) FLAGS (\\Seen)",
      "d3 STORE 1 +FLAGS.SILENT (\\Deleted)",
      "d4 EXPUNGE",
      "d5 UID STORE 2:3 (UNCHANGEDSINCE 2) FLAGS (\\Flagged)",
      "d6 STORE 1 (UNCHANGEDSINCE 4) +FLAGS (\\Draft)",
      "d7 IDLE",
      "b: b2 SELECT box",
      "b: b3 STORE 1 +FLAGS (\\Answered)",
      "b: b4 SELECT INBOX",
      "b: b5 FETCH 1:* MODSEQ",
      "DONE",
      "e1 CLOSE",
      "e2 ENABLE QRESYNC",
      "e3 SELECT INBOX",
      "b: b6 STORE 1 +FLAGS.SILENT (\\Deleted)",
      "b: b7 EXPUNGE",
      "b: b8 STORE 1 +FLAGS (\\Flagged)",
      "e4 FETCH 2:* (MODSEQ)",
      "e4 UID SEARCH 2",
      "e5 NOOP",
      "e6 SELECT box (QRESYNC (1000002 2 1:2))",
      "e7 SELECT box (QRESYNC (1000003 2 1:2))",
      "e9 UID FETCH 1:* FLAGS (CHANGEDSINCE 4 VANISHED)",
      "f1 STORE 1 +FLAGS (\\Deleted)",
      "f2 UID EXPUNGE 1:9",
      "f3 FETCH 1:* BODY[TEXT]",
      "f4 APPEND box {2+}\r\nhi",
      "f5 APPEND box {2+}\r\nhi",
      "f6 APPEND box {2+}\r\nhi",
      "f7 STORE 2,4 +FLAGS.SILENT (\\Deleted)",
      "f8 EXPUNGE",
      "f9 UID MOVE 1:4 INBOX",
      "g1 FETCH 1 FLAGS (CHANGEDSINCE 1 VANISHED)",
      "b: b9 SELECT box (QRESYNC (1000004 2))",
      "g2 IDLE",
      "b: h1 SELECT box",
      "b: h2 STORE 1 +FLAGS.SILENT (\\Deleted)",
      "b: h3 CLOSE",
      "DONE",
      "g3 UID FETCH 1:* FLAGS (CHANGEDSINCE 4 VANISHED)",
      "g4 CLOSE",
      "g5 CREATE new",
      "g6 APPEND new (\\Deleted) \" 7-Feb-1994 21:52:25 -0800\" {LONG}",
      "g7 APPEND new {2+}\r\n\r\n",
      "g8 STATUS new (SIZE MAILBOXID APPENDLIMIT)",
      "g9 SELECT new",
      "h4 COPY 1 INBOX",
      "h5 FETCH 1 (EMAILID THREADID SAVEDATE)",
      "h6 FETCH 1:2 PREVIEW",
      "h7 FETCH 1 (PREVIEW (LAZY))",
      "h8 SEARCH SAVEDATESUPPORTED",
      "h9 SELECT INBOX",
      "i1 FETCH 1:* (EMAILID SAVEDATE)",
      "i2 APPEND INBOX {99999999}",
      "i3 CAPABILITY",
  };
  Server& server = stage.server;
  Client alice(server), bob(server);
  std::string heard;
  for (std::string line : std::vector<std::string>(std::begin(kLines), std::end(kLines))) {
    const bool of_bob = line.starts_with("b: ");
    if (of_bob) line.erase(0, 3);
    if (line.ends_with("{LONG}")) line.replace(line.size() - 6, 6, "{502+}\r\n\r\n" + std::string(500, 'x'));
    for (const auto& answer : (of_bob ? bob : alice).says(stage.said(line))) heard += answer + "\n";
    for (const auto& news : alice.hears()) heard += "~" + news + "\n";
  }
  return heard;
}

// What each command demands, and words, sets and names that few use. The letter is the client; f and g are under TLS.
std::string conversation_of_demands(Stage& stage) {
  static const std::string kNested =
      "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
      "Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nhi\r\n--b--\r\n";
  static const std::string kEncoded =
      "MIME-Version: 1.0\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\naGk=\r\n";
  const auto append = [](const std::string& message) {
    return "a: x APPEND INBOX {" + std::to_string(message.size()) + "+}\r\n" + message;
  };
  const std::vector<std::string> lines = {"f: x STARTTLS",
                                          "f: x AUTHENTICATE PLAIN",
                                          "f: !!!",
                                          "f: x AUTHENTICATE PLAIN",
                                          "f: *",
                                          "f: x AUTHENTICATE OAUTHBEARER",
                                          "f: biwsAWF1dGg9QmVhcmVyIHgBAQ==",  // n,,^Aauth=Bearer x^A^A
                                          "f: ",
                                          "g: x LOGIN alice wrong",
                                          "g: x LOGIN alice wrong",
                                          "g: x LOGIN alice wrong",
                                          "g: x LOGIN alice wrong",
                                          "g: x LOGIN alice wrong",
                                          "a: x LOGIN alice secret",
                                          "b: x LOGIN alice secret",
                                          "c: x LOGIN alice secret",
                                          "d: x LOGIN alice secret",
                                          "e: x LOGIN alice secret",
                                          "a: x CAPABILITY",
                                          "a: x CAPABILITY",
                                          "a: x CAPABILITY",
                                          "a: x CAPABILITY",
                                          "a: x CAPABILITY",
                                          "a: y ENABLE X-NONE CONDSTORE",
                                          "a: x ENABLE IDLE",
                                          "a: x CAPABILITY",
                                          "a: y ID NIL",
                                          "a: x NAMESPACE",
                                          "a: x noop",
                                          append("Subject: one\r\n\r\nhi\r\n"),
                                          append(kNested),
                                          append(kEncoded),
                                          "a: x STATUS INBOX (RECENT UIDNEXT HIGHESTMODSEQ)",
                                          "a: x STATUS INBOX (UIDNEXT)",
                                          "a: x SELECT inbox",
                                          "a: x EXAMINE INBOX",
                                          "a: x SELECT INBOX",
                                          "a: x FETCH 1 (UID INTERNALDATE)",
                                          "a: x FETCH 1 (UID INTERNALDATE)",
                                          "a: x FETCH 1:3 (BODY BODYSTRUCTURE BODY[])",
                                          "a: x SEARCH CHARSET US-ASCII ALL",
                                          "a: x SEARCH RETURN (NONE) ALL",
                                          "a: x SEARCH RETURN (ALL) BCC none",
                                          "a: x COPY 1,99 INBOX",
                                          "a: x APPEND none {2+}\r\nhi",
                                          "a: x CREATE Cap/low",
                                          "a: x RENAME Cap/low Cap/high",
                                          "a: x SELECT Cap/high",
                                          "a: x LIST \"\" Cap%",
                                          "a: x LIST \"\" (\"\" Cap)",
                                          "a: x LIST (SUBSCRIBED SPECIAL-USE) \"\" *",
                                          "a: x LIST (SUBSCRIBED SUBSCRIBED) \"\" *",
                                          "a: x LIST (RECURSIVEMATCH) \"\" *",
                                          "a: x SUBSCRIBE Cap/high",
                                          "a: x LSUB \"\" %",
                                          "b: x SELECT INBOX",
                                          "b: x FETCH 1 MODSEQ",
                                          "b: x STORE 1,1 (UNCHANGEDSINCE 999) +FLAGS (\\Draft)",
                                          "b: x SEARCH MODSEQ \"/flags/\\\\Seen\" all 1",
                                          "c: x ENABLE QRESYNC",
                                          "c: x SELECT INBOX",
                                          "c: x STORE 1 +FLAGS (\\Answered)",
                                          "d: x SELECT INBOX",
                                          "d: x UID FETCH 1:* FLAGS (CHANGEDSINCE 1 VANISHED)",
                                          "a: x UNAUTHENTICATE",
                                          "a: x LOGIN alice secret",
                                          "a: x SELECT INBOX",
                                          "a: x STORE 1 -FLAGS (\\Answered)",
                                          "e: x APPEND INBOX {99999999+}\r\ny NOOP"};
  const auto in_tls = [](char name) { return ConnectionInfo{.tls = name >= 'f', .tls_facts = {}}; };
  std::map<char, std::unique_ptr<Client>> clients;
  for (const char name : {'a', 'b', 'c', 'd', 'e', 'f', 'g'})
    clients[name] = std::make_unique<Client>(stage.server, in_tls(name));
  std::string heard;
  for (const std::string& line : lines) {
    for (const auto& answer : clients[line.front()]->says(stage.said(line.substr(3)))) heard += answer + "\n";
    for (const auto& [name, client] : clients)
      for (const auto& news : client->hears()) heard += "~" + news + "\n";
  }
  return heard;
}

std::string all_conversations(std::string_view profile, const Quirk* quirk, bool by_user) {
  Stage at_length(profile, quirk, by_user), about_changes(profile, quirk, by_user), in_rev2(profile, quirk, by_user),
      in_utf8(profile, quirk, by_user), of_demands(profile, quirk, by_user);
  return long_conversation(at_length) + conversation_about_changes(about_changes) + conversation_in_rev2(in_rev2) +
         conversation_in_utf8(in_utf8) + conversation_of_demands(of_demands);
}

TEST(Quirks, ThereAreEnoughAndTheirNamesAreUnique) {
  EXPECT_GE(all_quirks().size(), 20U);
  EXPECT_GE(all_variations().size(), 10U);
  std::set<std::string_view> names;
  for (const auto* table : {&all_quirks(), &all_variations()})
    for (const auto& quirk : *table) {
      EXPECT_TRUE(names.insert(quirk.name).second) << quirk.name;
      EXPECT_EQ(find_quirk(quirk.name)->requirement, quirk.requirement);
      EXPECT_TRUE(quirk.sentence.ends_with('.')) << quirk.name;
    }
  EXPECT_EQ(find_quirk("none"), nullptr);
}

TEST(Quirks, EachCitesARequirementOfTheCatalogue) {
  for (const auto* table : {&all_quirks(), &all_variations()})
    for (const auto& quirk : *table) {
      const std::string rfc(quirk.requirement.substr(0, quirk.requirement.find('-')));
      std::ifstream file(std::string(IMAPSPEC_SOURCE_DIR) + "/scenarios/requirements/" + rfc + ".yaml");
      std::stringstream text;
      text << file.rdbuf();
      EXPECT_NE(text.str().find("- id: " + std::string(quirk.requirement) + "\n"), std::string::npos)
          << quirk.name << " cites " << quirk.requirement;
    }
}

// What is said without any quirk in the profile, always the same.
const std::string& proper_conversations(std::string_view profile) {
  static std::map<std::string_view, std::string> known;
  std::string& said = known[profile];
  if (said.empty()) said = all_conversations(profile, nullptr, false);
  return said;
}

TEST(Quirks, EachChangesWhatIsSaid) {
  EXPECT_EQ(proper_conversations(kEverything), all_conversations(kEverything, nullptr, false));
  for (const auto* table : {&all_quirks(), &all_variations()})
    for (const auto& quirk : *table) {
      // Its exchange holds random numbers; LoginTest.AServerMayFailToProveItself shows it.
      if (quirk.name == "scram-without-signature") continue;
      EXPECT_TRUE(all_conversations(quirk.profile, &quirk, false) != proper_conversations(quirk.profile))
          << quirk.name << " made no difference";
    }
}

TEST(Quirks, EachChangesWhatIsSaidToOneUserUnlessItActsBeforeLogin) {
  for (const auto* table : {&all_quirks(), &all_variations()})
    for (const auto& quirk : *table) {
      if (quirk.acts == Acts::before_login) continue;
      EXPECT_TRUE(all_conversations(quirk.profile, &quirk, true) != proper_conversations(quirk.profile))
          << quirk.name << " made no difference";
    }
}

}  // namespace
}  // namespace imapspec::reference_server
