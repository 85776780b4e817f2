// What is said to servers that may have a quirk, and what they said to it: each quirk must show in one of these conversations, or
// in the long one of quirk_test.cc.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "reference-server/quirks/quirk.h"
#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {

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
inline std::string conversation_of_three(Stage& stage, std::span<const char* const> lines) {
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
inline std::string conversation_in_utf8(Stage& stage) {
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
inline std::string conversation_in_rev2(Stage& stage) {
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

// Two who know of mod-sequences, and what the server said to both; "b: " before what the second says.
inline std::string conversation_about_changes(Stage& stage) {
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
      "b: b8b STORE 1 +FLAGS (\\Draft)",
      "e5b STORE 1 (UNCHANGEDSINCE 1) +FLAGS.SILENT (\\Seen)",
      "e6 SELECT box (QRESYNC (1000002 2 1:2))",
      "e7 SELECT box (QRESYNC (1000003 2 1:2))",
      "e7b SELECT box (QRESYNC (1000003 2 1:9 (1 1)))",
      "e7c SELECT box (QRESYNC (1000003 2 1:9 (1 2)))",
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
inline std::string conversation_of_demands(Stage& stage) {
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

}  // namespace imapspec::reference_server
