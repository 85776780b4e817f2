// What the tests of the runner share: a server in memory that answers everything politely, unless a test says otherwise.
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "harness/base/memory_stream.h"
#include "harness/grammar/framing.h"
#include "harness/runner/peer.h"
#include "harness/scenario/load.h"

namespace imapspec::runner {

// What all connections of the server in memory share.
struct Town {
  using Reply = std::function<void(MemoryStream&, const std::string& tag, const std::string& line)>;

  std::string capabilities = "IMAP4rev1 LITERAL+ UIDPLUS IDLE";
  std::string greeting = "* OK [CAPABILITY IMAP4rev1 LITERAL+ UIDPLUS IDLE] hello\r\n";
  std::map<std::string, Reply> replies;  // by the command's first word
  std::set<std::string> mailboxes;
  std::set<std::string> subscribed;
  std::vector<std::string> heard;  // every command, without its tag and CRLF, literals cut off
  bool refuses_literals = false;   // synchronising ones
  unsigned messages = 0;           // that SELECT announces
  std::uint32_t uids = 100;
  unsigned connections = 0, connections_max = 1000;  // that are open; further ones are greeted with BYE
  std::vector<MemoryStream*> streams;                // all that were ever opened; those that are closed are gone

  // `{tag}` in the text is the command's.
  void answer(const std::string& word, std::string text) {
    replies[word] = [text = std::move(text)](MemoryStream& stream, const std::string& tag, const std::string&) {
      std::string octets = text;
      for (std::size_t at = octets.find("{tag}"); at != std::string::npos; at = octets.find("{tag}"))
        octets.replace(at, 5, tag);
      stream.say(octets);
    };
  }
  std::size_t heard_times(const std::string& beginning) const {
    std::size_t n = 0;
    for (const auto& line : heard) n += line.starts_with(beginning) ? 1 : 0;
    return n;
  }
};

// One connection of it.
class TownConnection {
 public:
  TownConnection(Town& town, MemoryStream& stream) : town_(town), stream_(stream) {
    stream.on_written([this](std::string_view octets) { take(octets); });
  }

 private:
  void take(std::string_view octets) {
    while (!octets.empty()) {
      const auto event = framer_.feed(octets);
      octets.remove_prefix(event.consumed);
      if (event.kind == grammar::FrameEvent::Kind::literal_announced && event.synchronising) {
        const std::string line(framer_.pending());
        stream_.say(town_.refuses_literals ? line.substr(0, line.find(' ')) + " NO too much\r\n" : "+ go on\r\n");
        if (town_.refuses_literals) framer_.abandon_literal();
      }
      if (event.kind == grammar::FrameEvent::Kind::message) obey(std::string(framer_.message()));
    }
  }

  void obey(const std::string& message) {
    const std::size_t space = message.find(' ');
    const std::string tag = message.substr(0, std::min(space, message.find('\r')));
    std::string line = space == std::string::npos ? "" : message.substr(space + 1);
    line = line.substr(0, line.find('\r'));
    town_.heard.push_back(line);
    const std::string word = line.substr(0, line.find(' '));
    if (const auto found = town_.replies.find(word); found != town_.replies.end())
      return found->second(stream_, tag, line);
    std::string out;
    const std::string quoted = line.find('"') == std::string::npos
                                   ? ""
                                   : line.substr(line.find('"') + 1, line.rfind('"') - line.find('"') - 1);
    if (word == "CAPABILITY") out = "* CAPABILITY " + town_.capabilities + "\r\n";
    if (word == "LIST" && line == "LIST \"\" \"\"") out = "* LIST (\\Noselect) \"/\" \"\"\r\n";
    if (word == "LIST") {
      for (const auto& name : town_.mailboxes) out += "* LIST () \"/\" " + name + "\r\n";
    }
    if (word == "LSUB") {
      for (const auto& name : town_.subscribed) out += "* LSUB () \"/\" " + name + "\r\n";
    }
    if (word == "CREATE") town_.mailboxes.insert(quoted);
    if (word == "DELETE") town_.mailboxes.erase(quoted);
    if (word == "SUBSCRIBE") town_.subscribed.insert(quoted);
    if (word == "UNSUBSCRIBE") town_.subscribed.erase(quoted);
    if (word == "SELECT" || word == "EXAMINE")
      out = "* FLAGS (\\Seen \\Deleted)\r\n* " + std::to_string(town_.messages) +
            " EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT 5000] ok\r\n";
    std::string code;
    if (word == "APPEND") code = "[APPENDUID 1 " + std::to_string(town_.uids++) + "] ";
    if (word == "LOGIN" || word == "AUTHENTICATE") code = "[CAPABILITY " + town_.capabilities + "] ";
    if (word == "LOGOUT") out = "* BYE good-bye\r\n";
    stream_.say(out + tag + " OK " + code + "done\r\n");
    if (word == "LOGOUT") stream_.end();
  }

  Town& town_;
  MemoryStream& stream_;
  grammar::Framer framer_{grammar::Direction::command};
};

// A stream that the test's server owns the other end of.
class TownStream final : public Stream {
 public:
  TownStream(Town& town, Clock& clock) : town_(town), stream_(clock), connection_(town, stream_) {
    if (town.connections >= town.connections_max) {
      stream_.say("* BYE too many connections\r\n");
      stream_.end();
    } else if (!town.greeting.empty()) {
      stream_.say(town.greeting);
    }
    ++town.connections;
    town.streams.push_back(&stream_);
  }
  ~TownStream() override {
    --town_.connections;
    std::erase(town_.streams, &stream_);
  }
  Progress progress(std::string_view out, std::span<char> in, TimePoint until) override {
    return stream_.progress(out, in, until);
  }
  std::expected<void, std::string> start_tls(TimePoint until) override { return stream_.start_tls(until); }
  bool is_tls() const override { return stream_.is_tls(); }
  std::expected<void, std::string> start_deflate() override { return stream_.start_deflate(); }
  std::expected<void, std::string> end_deflate() override { return stream_.end_deflate(); }
  void half_close() override { stream_.half_close(); }
  void close() override { stream_.close(); }
  void reset() override { stream_.reset(); }

 private:
  Town& town_;
  MemoryStream stream_;
  TownConnection connection_;
};

class TownPeer final : public Peer {
 public:
  explicit TownPeer(Town& town) : town_(town) {
    profile_.url = "memory";
    profile_.host = "localhost";
    profile_.accounts = {{"alice", "sesame-street"}, {"bob", "open-sesame"}};
    profile_.inbox_may_be_emptied = true;
  }
  const PeerProfile& profile() const override { return profile_; }
  PeerProfile& profile() { return profile_; }
  std::expected<std::unique_ptr<Stream>, std::string> connect(TimePoint) override {
    return std::make_unique<TownStream>(town_, clock_);
  }
  Clock& clock() override { return clock_; }

 private:
  Town& town_;
  PeerProfile profile_;
  VirtualClock clock_;
};

// Scenarios as a file would hold them: `text` is what stands below `scenarios:`.
inline std::vector<scenario::Scenario> scenarios_of(const std::string& text,
                                                    const std::string& head = "topic: test\n") {
  FileSet files;
  files.files["base/test.yaml"] = head + "scenarios:\n" + text;
  auto loaded = scenario::load_file(files, "base/test.yaml", {});
  EXPECT_TRUE(loaded.mistakes.empty()) << yaml::to_string(loaded.mistakes);
  return std::move(loaded.scenarios);
}

}  // namespace imapspec::runner
