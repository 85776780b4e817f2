// Random commands of three clients on one account: whatever happens, everything that the server says parses, and the
// numbers that it has told add up.
#include <array>
#include <map>

#include "harness/base/random.h"
#include "harness/grammar/parse.h"
#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

constexpr std::array<std::string_view, 60> kLines = {
    "SELECT INBOX",
    "SELECT INBOX",
    "EXAMINE INBOX",
    "SELECT box",
    "SELECT none",
    "CLOSE",
    "UNSELECT",
    "CREATE box",
    "DELETE box",
    "CREATE box/a",
    "RENAME box other",
    "RENAME other box",
    "RENAME INBOX box",
    "LIST \"\" *",
    "LSUB \"\" %",
    "SUBSCRIBE box/a",
    "UNSUBSCRIBE box/a",
    "STATUS INBOX (MESSAGES UNSEEN RECENT UIDNEXT UIDVALIDITY)",
    "NOOP",
    "NOOP",
    "CHECK",
    "IDLE\r\nDONE",
    "NAMESPACE",
    "ENABLE CONDSTORE",
    "ID NIL",
    "CAPABILITY",
    "EXPUNGE",
    "UID EXPUNGE 1:5",
    "APPEND INBOX {14+}\r\nSubject: a\r\n\r\n",
    "APPEND INBOX (\\Deleted key) {12+}\r\nFrom: b@c\r\n\r",
    "APPEND box {2+}\r\nhi",
    "FETCH 1:* FLAGS",
    "FETCH 1 (UID BODY[])",
    "FETCH 2:3 FULL",
    "FETCH * RFC822.HEADER",
    "UID FETCH 1:* (FLAGS)",
    "UID FETCH 3:* BODYSTRUCTURE",
    "FETCH 1:2 (BODY[HEADER.FIELDS (SUBJECT)] BODY.PEEK[1]<2.3> BODY[4.MIME])",
    "STORE 1:* +FLAGS (\\Deleted)",
    "STORE 1 FLAGS (\\Seen)",
    "STORE 2 -FLAGS (\\Deleted)",
    "STORE 1:2 +FLAGS.SILENT (k2)",
    "UID STORE 1:9 +FLAGS (\\Flagged)",
    "UID STORE 2 +FLAGS.SILENT (\\Deleted)",
    "COPY 1:* box",
    "COPY 1 INBOX",
    "UID COPY 1:3 INBOX",
    "MOVE 1 box",
    "UID MOVE 1:2 INBOX",
    "SEARCH ALL",
    "UID SEARCH UNSEEN",
    "SEARCH 1:* OR DELETED NOT SEEN",
    "SEARCH CHARSET X ALL",
    "SEARCH SUBJECT a",
    "FETCH 9 UID",
    "NONSENSE",
    "LOGIN a b",
    "STARTTLS",
    "FETCH 1 (",
    "SEARCH BEFORE 1-Jan-2030"};

bool uses_numbers(std::string_view line) {
  return line.starts_with("FETCH") || line.starts_with("STORE") || line.starts_with("SEARCH");
}

// What one client must believe, from the wire alone.
class Believer {
 public:
  explicit Believer(Server& server) : connection_(server) { hear("", ""); }

  void say(const std::string& line) {
    const std::string tag = "t" + std::to_string(++tags_);
    connection_.receive(tag + " " + line + "\r\n");
    hear(tag, line);
  }

 private:
  void hear(const std::string& tag, std::string_view line) {
    std::string octets = std::exchange(connection_.output(), {});
    grammar::Framer framer(grammar::Direction::response);
    int results = 0;
    for (std::string_view rest = octets; !rest.empty();) {
      const auto event = framer.feed(rest);
      rest.remove_prefix(event.consumed);
      if (event.kind != grammar::FrameEvent::Kind::message) continue;
      Arena arena;
      const auto response = grammar::parse_response(framer.message(), arena, {grammar::Revision::rev1});
      ASSERT_TRUE(response) << framer.message();
      if (const auto* tagged = std::get_if<grammar::Tagged>(&response->body)) {
        ++results;
        EXPECT_EQ(tagged->tag, tag);
        EXPECT_TRUE(rest.empty()) << "something behind the result of " << line;
        if (line.starts_with("CLOSE") || line.starts_with("UNSELECT")) exists_ = 0;
      } else if (const auto* untagged = std::get_if<grammar::Untagged>(&response->body)) {
        believe(untagged->body, line);
      }
    }
    EXPECT_EQ(results, tag.empty() ? 0 : 1) << line << "\n" << octets;
    EXPECT_TRUE(framer.pending().empty());
  }

  void believe(const grammar::ResponseBody& body, std::string_view line) {
    const bool selects = line.starts_with("SELECT") || line.starts_with("EXAMINE");
    if (const auto* exists = std::get_if<grammar::ExistsData>(&body)) {
      EXPECT_TRUE(selects || exists->number >= exists_) << line;
      if (selects) uids_.clear();
      exists_ = exists->number;
    } else if (const auto* expunge = std::get_if<grammar::ExpungeData>(&body)) {
      EXPECT_FALSE(uses_numbers(line)) << line;
      ASSERT_LE(expunge->number, exists_) << line;
      --exists_;
      std::map<std::uint32_t, std::uint32_t> moved;
      for (const auto& [number, uid] : uids_)
        if (number != expunge->number) moved[number > expunge->number ? number - 1 : number] = uid;
      uids_ = moved;
    } else if (const auto* fetch = std::get_if<grammar::FetchData>(&body)) {
      EXPECT_LE(fetch->number, exists_) << line;
      for (const auto& item : fetch->items) {
        const auto* uid = std::get_if<grammar::FetchUid>(&item);
        if (uid == nullptr) continue;
        EXPECT_EQ(uids_.try_emplace(fetch->number, uid->uid).first->second, uid->uid) << line;
      }
    }
  }

  Connection connection_;
  unsigned tags_ = 0;
  std::uint32_t exists_ = 0;
  std::map<std::uint32_t, std::uint32_t> uids_;  // by number, those that were told
};

TEST(RandomSession, WhateverHappensTheNumbersAddUp) {
  for (std::uint64_t seed = 1; seed <= 20 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    Server server;
    server.store().add_user("alice", "secret");
    std::array<Believer, 3> believers = {Believer(server), Believer(server), Believer(server)};
    for (auto& believer : believers) {
      believer.say("LOGIN alice secret");
      believer.say("SELECT INBOX");
    }
    for (int step = 0; step < 400 && !testing::Test::HasFailure(); ++step)
      believers[random.below(believers.size())].say(std::string(kLines[random.below(kLines.size())]));
  }
}

}  // namespace
}  // namespace imapspec::reference_server
