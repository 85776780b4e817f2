// Many sessions, a few accounts, random commands: whatever meets on the server, each session is told the truth by the rules.
// IMAPSPEC_SOAK_SECONDS makes it go on for so long.
#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <future>
#include <iostream>
#include <set>

#include "harness/base/random.h"
#include "harness/base/sanitizers.h"
#include "harness/grammar/framing.h"
#include "harness/grammar/parse.h"
#include "harness/oracle/watcher.h"
#include "reference-server/host/host_test_support.h"

namespace {

std::atomic<std::size_t> live_octets = 0;  // asked for and not given back

}  // namespace

// These replace the library's in the whole test program; under the thread sanitizer nothing is counted.
#ifndef IMAPSPEC_THREAD_SANITIZER
void* operator new(std::size_t octets) {
  void* memory = std::malloc(octets == 0 ? 1 : octets);
  if (memory == nullptr) std::abort();
  live_octets.fetch_add(malloc_usable_size(memory), std::memory_order_relaxed);
  return memory;
}
void* operator new(std::size_t octets, const std::nothrow_t&) noexcept {
  return operator new(octets);
}
// NOLINTBEGIN(clang-analyzer-cplusplus.NewDelete): what an operator does itself is taken for a second release
void operator delete(void* memory) noexcept {
  live_octets.fetch_sub(malloc_usable_size(memory), std::memory_order_relaxed);
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  operator delete(memory);
}
// NOLINTEND(clang-analyzer-cplusplus.NewDelete)
#endif

namespace imapspec::reference_server {
namespace {

constexpr std::size_t kAccounts = 4, kThreads = 8, kSessionsOfThread = 8;
constexpr int kStepsOfRound = 30;  // of each session, between two checkpoints
constexpr std::array<const char*, kAccounts> kUsers = {"alice", "bob", "carol", "dave"};

// "#" stands for the number of a message, "~" for a UID. What stands behind the bar goes out when the server has said "+".
constexpr std::array kCommands = {"NOOP",
                                  "NOOP",
                                  "CHECK",
                                  "CAPABILITY",
                                  "ID NIL",
                                  "NONSENSE",
                                  "NAMESPACE",
                                  "LIST \"\" *",
                                  "LSUB \"\" *",
                                  "SELECT work",
                                  "EXAMINE work",
                                  "SELECT other",
                                  "SELECT work (CONDSTORE)",
                                  "CLOSE",
                                  "UNSELECT",
                                  "IDLE|DONE\r\n",
                                  "STATUS other (MESSAGES UIDNEXT UNSEEN)",
                                  "STATUS work (MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ)",
                                  "APPEND work {14+}\r\nSubject: a\r\n\r\n",
                                  "APPEND work (\\Seen k1) {14+}\r\nSubject: b\r\n\r\n",
                                  "APPEND other {14}|Subject: c\r\n\r\n\r\n",
                                  "APPEND work {20}|From: a@b\r\n\r\nhello\r\n\r\n",
                                  "APPEND t1 {2+}\r\nhi",
                                  "CREATE t1",
                                  "CREATE t2/t3",
                                  "DELETE t1",
                                  "DELETE t2/t3",
                                  "RENAME t1 t4",
                                  "RENAME t4 t1",
                                  "SUBSCRIBE t1",
                                  "UNSUBSCRIBE t1",
                                  "FETCH 1:* FLAGS",
                                  "FETCH # (UID BODY[])",
                                  "FETCH 1:# (FLAGS INTERNALDATE RFC822.SIZE ENVELOPE)",
                                  "FETCH * BODYSTRUCTURE",
                                  "UID FETCH 1:* (FLAGS)",
                                  "UID FETCH ~ (BODY.PEEK[HEADER])",
                                  "UID FETCH ~:* (UID RFC822.SIZE)",
                                  "FETCH 1:* (FLAGS) (CHANGEDSINCE 5)",
                                  "SEARCH ALL",
                                  "UID SEARCH UNSEEN",
                                  "SEARCH SUBJECT a",
                                  "SEARCH NOT DELETED KEYWORD k1",
                                  "SEARCH RETURN (COUNT MAX) SEEN",
                                  "SORT (DATE) UTF-8 ALL",
                                  "UID THREAD REFERENCES UTF-8 SEEN",
                                  "STORE # +FLAGS (\\Deleted)",
                                  "STORE # -FLAGS (\\Deleted)",
                                  "STORE 1:# FLAGS (\\Seen)",
                                  "STORE # +FLAGS.SILENT (k1)",
                                  "UID STORE ~ +FLAGS (\\Flagged)",
                                  "UID STORE ~ -FLAGS.SILENT (\\Seen)",
                                  "UID STORE 1:~ +FLAGS (\\Answered)",
                                  "EXPUNGE",
                                  "UID EXPUNGE 1:~",
                                  "COPY # other",
                                  "UID COPY ~ work",
                                  "MOVE # other",
                                  "UID MOVE ~ work"};

// One client with an oracle beside it, used by one thread at a time.
class WatchedClient {
 public:
  WatchedClient(std::uint16_t port, const char* user)
      : stream_(net::connect_tcp("127.0.0.1", port, soon(), {}).value()), framer_(grammar::Direction::response) {
    hear([this] { return messages_.size() == 1; });
    say(std::string("LOGIN ") + user + " secret");
    say("SELECT work");
  }

  // A command goes out; finish() brings its result.
  void begin(const std::string& command) {
    const std::size_t bar = command.find('|');
    rest_ = bar == std::string::npos ? std::string() : command.substr(bar + 1);
    tag_ = "t" + std::to_string(++tags_);
    messages_.clear();
    send(tag_ + " " + command.substr(0, bar) + "\r\n");
  }
  void finish() {
    if (!rest_.empty()) {
      hear([this] { return messages_.back().starts_with("+ ") || is_result(messages_.back()); });
      if (!is_result(messages_.back())) send(std::exchange(rest_, {}));
    }
    hear([this] { return is_result(messages_.back()); });
  }
  void say(const std::string& command) {
    begin(command);
    finish();
  }
  std::string any_command(Random& random) const {
    const auto& mailbox = watcher_.conversation().mailbox;
    const std::uint32_t exists = std::max(mailbox ? mailbox->exists.value_or(1) : 1, 1U);
    std::string command;
    for (const char c : std::string_view(kCommands[random.below(kCommands.size())])) {
      if (c == '#')
        command += std::to_string(1 + random.below(exists));
      else if (c == '~')
        command += std::to_string(1 + random.below(2 * std::uint64_t{exists}));
      else
        command += c;
    }
    return command;
  }

  // Of the mailbox that is selected, as this session is told: a line for each message, with number, UID and flags. Nothing
  // where another mailbox is selected.
  std::string view_of_work() {
    say("NOOP");
    const auto& mailbox = watcher_.conversation().mailbox;
    if (!mailbox || mailbox->name != "work") return {};
    const std::uint32_t exists = mailbox->exists.value_or(0);
    say("UID FETCH 1:* (FLAGS)");
    std::string view = "work:\n";
    std::uint32_t told = 0;
    for (const auto& message : messages_) {
      Arena arena;
      const auto response = grammar::parse_response(message, arena, {grammar::Revision::rev1});
      const auto* untagged = response ? std::get_if<grammar::Untagged>(&response->body) : nullptr;
      const auto* fetch = untagged == nullptr ? nullptr : std::get_if<grammar::FetchData>(&untagged->body);
      if (fetch == nullptr) continue;
      ++told;
      view += line_of(*fetch);
    }
    EXPECT_EQ(told, exists) << view;
    return view;
  }
  std::vector<oracle::Finding> findings() { return watcher_.take_findings(); }
  std::uint64_t judged() const {
    std::uint64_t judged = 0;
    for (const auto& count : watcher_.counts()) judged += count.watched;
    return judged;
  }
  unsigned commands() const { return tags_; }

 private:
  static std::string line_of(const grammar::FetchData& fetch) {
    std::uint32_t uid = 0;
    std::set<std::string> flags;
    for (const auto& item : fetch.items) {
      if (const auto* of_uid = std::get_if<grammar::FetchUid>(&item)) uid = of_uid->uid;
      if (const auto* of_flags = std::get_if<grammar::FetchFlags>(&item))
        for (const auto& flag : of_flags->flags)
          if (flag.name != "\\Recent") flags.emplace(flag.name);
    }
    std::string line = std::to_string(fetch.number) + " " + std::to_string(uid);
    for (const auto& flag : flags) line += " " + flag;
    return line + "\n";
  }
  bool is_result(std::string_view message) const { return message.starts_with(tag_ + " "); }
  void send(const std::string& octets) {
    watcher_.client_said(octets);
    to_send_ += octets;
  }
  // Reads until it holds what is awaited, after each message.
  template <class Awaited>
  void hear(const Awaited& awaited) {
    std::array<char, 16384> in;
    while (!(unread_.empty() && to_send_.empty() && !messages_.empty() && awaited())) {
      if (!unread_.empty()) {
        take_message();
        if (!messages_.empty() && to_send_.empty() && awaited()) return;
        continue;
      }
      const Progress progress = stream_->progress(to_send_, in, soon());
      to_send_.erase(0, progress.written);
      watcher_.server_said({in.data(), progress.read});
      unread_.append(in.data(), progress.read);
      if (progress.end || progress.timed_out() || !progress.error.empty())
        throw std::runtime_error("the server is gone: " + progress.error);
    }
  }
  void take_message() {
    const auto event = framer_.feed(unread_);
    if (event.kind == grammar::FrameEvent::Kind::message) messages_.emplace_back(framer_.message());
    unread_.erase(0, event.consumed);
  }

  std::unique_ptr<Stream> stream_;
  oracle::Watcher watcher_;
  grammar::Framer framer_;
  std::string to_send_, unread_, rest_, tag_;
  std::vector<std::string> messages_;  // since the command
  unsigned tags_ = 0;
};

// Eight sessions of one thread, two of each account; all of them have a command in progress at once.
using Clients = std::vector<std::unique_ptr<WatchedClient>>;

void step(Clients& sessions, Random random) {
  for (int step = 0; step < kStepsOfRound; ++step) {
    for (auto& session : sessions) session->begin(session->any_command(random));
    for (auto& session : sessions) session->finish();
  }
}

class Soak : public testing::Test {
 protected:
  Soak() : hosted_({}, 4) { hosted_.start(); }

  void round(std::uint64_t seed) {
    HostClient control(hosted_.port());
    for (const char* user : kUsers)
      HostClient(hosted_.port()).logged_in(user).ask("a CREATE work\r\nb CREATE other\r\n", "b OK");
    {
      std::array<Clients, kThreads> all;
      for (auto& sessions : all)
        for (std::size_t i = 0; i < kSessionsOfThread; ++i)
          sessions.push_back(std::make_unique<WatchedClient>(hosted_.port(), kUsers[i % kAccounts]));
      for (int checkpoint = 1; checkpoint <= 2; ++checkpoint) {
        std::vector<std::future<void>> threads;
        for (std::size_t i = 0; i < kThreads; ++i)
          threads.push_back(std::async(std::launch::async, step, std::ref(all[i]),
                                       Random(seed * 1000 + i * 10 + static_cast<std::uint64_t>(checkpoint))));
        for (auto& thread : threads) thread.get();
        compare(all);
      }
      for (auto& sessions : all)
        for (auto& session : sessions) judge(*session);
    }
    for (const TimePoint end = soon(); hosted_.host().connections() > 1 && std::chrono::steady_clock::now() < end;)
      control.says("n", "NOOP");
    for (const char* user : kUsers) {
      HostClient cleaner(hosted_.port());
      cleaner.logged_in(user);
      for (const char* name : {"work", "other", "t1", "t2/t3", "t2", "t4"})
        cleaner.says("d", std::string("DELETE ") + name);
    }
  }

  std::uint64_t commands_ = 0, judged_ = 0, compared_ = 0;
  HostedServer hosted_;

 private:
  // Nothing changes now: who has the mailbox open, and who opens it now, must see the same.
  void compare(std::array<Clients, kThreads>& all) {
    for (std::size_t account = 0; account < kAccounts; ++account) {
      WatchedClient fresh(hosted_.port(), kUsers[account]);
      const std::string truth = fresh.view_of_work();
      for (auto& sessions : all)
        for (std::size_t i = account; i < kSessionsOfThread; i += kAccounts) {
          const std::string view = sessions[i]->view_of_work();
          if (view.empty()) continue;
          ++compared_;
          EXPECT_EQ(view, truth) << "of " << kUsers[account];
        }
    }
  }
  void judge(WatchedClient& session) {
    commands_ += session.commands();
    judged_ += session.judged();
    for (const auto& finding : session.findings())
      if (finding.subject == oracle::Subject::server)
        ADD_FAILURE() << finding.rule << ": " << finding.what << "\n" << finding.octets;
  }
};

TEST_F(Soak, EverySessionIsToldTheSame) {
  const char* seconds = std::getenv("IMAPSPEC_SOAK_SECONDS");
  const auto begin = std::chrono::steady_clock::now();
  const auto end = begin + std::chrono::seconds(seconds == nullptr ? 0 : std::atoi(seconds));
  constexpr std::uint64_t kRounds = 3;  // at least; the first one warms up
  std::size_t heap_then = 0, heap_now = 0;
  std::uint64_t rounds = 0;
  for (; (rounds < kRounds || std::chrono::steady_clock::now() < end) && !HasFailure(); ++rounds) {
    SCOPED_TRACE(rounds + 1);
    round(rounds + 1);
    heap_now = live_octets;
    if (rounds == 0) heap_then = heap_now;
  }
  std::cout << rounds << " rounds of " << kThreads * kSessionsOfThread << " sessions: " << commands_ << " commands, "
            << judged_ << " judgements of rules, " << compared_ << " views compared; heap " << heap_then / 1024
            << " KiB after the first round, " << heap_now / 1024 << " KiB after the last\n";
  EXPECT_GT(compared_, rounds * 20);
  EXPECT_GT(judged_, commands_);
  constexpr std::size_t kSlack = 64 * 1024;  // how many connections there were at once differs a little
  EXPECT_LE(heap_now, heap_then + kSlack);
}

}  // namespace
}  // namespace imapspec::reference_server
