#include "reference-server/quirks/quirk.h"

#include <fstream>
#include <map>
#include <set>
#include <span>
#include <sstream>

#include "reference-server/quirks/conversations_test_support.h"

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
  say(literal("n1 APPEND bin (\\Seen) \" 7-Feb-1994 21:52:25 -0800\" ", "a") + literal(" ", "b"));
  say(literal("n2 APPEND bin ", "a") + literal(" ", "b") + literal(" ", ""));
  say(literal("n3 APPEND bin ", head + "quoted-printable\r\n\r\na=00b=\r\nc"));
  say(literal("n4 APPEND bin ", head + "x-unknown\r\n\r\nabc"));
  say(literal("n5 APPEND bin ~", head + "binary\r\n\r\na\0b\0c"s));
  say("n6 SELECT bin");
  say("n6b SEARCH ON 7-Feb-1994");
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
  say(alice, "a0 AUTHENTICATE X-NONE");
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
  say(bob, "x4d SEARCH NEW");
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
  for (const char* line : {"y1b STORE 1 +FLAGS (\\Draft)", "y1c EXPUNGE", "y1d MOVE 1 box", "y2 CLOSE"})
    say(alice, line);
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
  say(alice, "y4c SEARCH ON 7-Feb-1994");
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
                           "t4 FETCH 1 UID", "t5 COMPRESS DEFLATE", "t6 COMPRESS DEFLATE", "t7 UNAUTHENTICATE",
                           "t8 NOOP", "t9 LOGIN alice secret", "ta COMPRESS DEFLATE"}) {
    say(carol, line);
    carol.connection().deflate_started();
    carol.connection().deflate_ended();
  }
  say(alice, "zc LOGOUT");
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
