// The program against peers that mean it no good: a clear message, the right exit status, in bounded time and memory.
#include <gtest/gtest.h>

#include <sys/resource.h>

#include <atomic>
#include <functional>
#include <list>
#include <sstream>
#include <string>
#include <thread>

#include "harness/net/listener.h"
#include "harness/net/process.h"

namespace imapspec::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 60s;  // the whole run, with --timeout 1s

// One connection as the server sees it.
class Far {
 public:
  Far(Stream& stream, const std::atomic<bool>& stopped) : stream_(stream), stopped_(stopped) {}

  // Whether all of it went out.
  bool say(std::string_view octets) {
    while (!octets.empty() && !stopped_) {
      const Progress progress = stream_.progress(octets, {}, std::chrono::steady_clock::now() + 100ms);
      octets.remove_prefix(progress.written);
      if (progress.end || !progress.error.empty()) return false;
    }
    return octets.empty();
  }
  // The next line without CRLF; nothing once the client is gone.
  std::optional<std::string> line() {
    while (!stopped_) {
      if (const std::size_t end = read_.find("\r\n"); end != std::string::npos) {
        const std::string found = read_.substr(0, end);
        read_.erase(0, end + 2);
        return found;
      }
      char in[4096];
      const Progress progress = stream_.progress({}, in, std::chrono::steady_clock::now() + 100ms);
      read_.append(in, progress.read);
      if (progress.end || !progress.error.empty()) return std::nullopt;
    }
    return std::nullopt;
  }
  void hang() {
    while (line()) continue;
  }
  void flood(const std::string& octets) {
    while (say(octets)) continue;
  }
  bool wait(Duration time) {
    const auto until = std::chrono::steady_clock::now() + time;
    while (!stopped_ && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(20ms);
    return !stopped_;
  }

 private:
  Stream& stream_;
  const std::atomic<bool>& stopped_;
  std::string read_;
};

using Behaviour = std::function<void(Far&)>;

// Serves every connection in a thread of its own, until it goes.
class HostileServer {
 public:
  explicit HostileServer(Behaviour behave) : listener_(net::Listener::tcp("127.0.0.1", 0).value()), behave_(std::move(behave)), accepting_([this] { accept(); }) {}
  ~HostileServer() {
    stopped_ = true;
    accepting_.join();
    for (auto& thread : serving_) thread.join();
  }
  std::string url() const { return "imap://alice:sesame-street@127.0.0.1:" + std::to_string(listener_.port()); }

 private:
  void accept() {
    while (!stopped_) {
      auto stream = listener_.accept(std::chrono::steady_clock::now() + 50ms);
      if (!stream || !*stream) continue;
      serving_.emplace_back([this, connection = std::move(*stream)] {
        Far far(*connection, stopped_);
        behave_(far);
        connection->close();
      });
    }
  }

  net::Listener listener_;
  Behaviour behave_;
  std::atomic<bool> stopped_{false};
  std::list<std::thread> serving_;
  std::thread accepting_;
};

// Polite as far as the login and what scenarios are given; then it does `to_select` with the tag of SELECT or EXAMINE.
Behaviour polite_until_select(std::function<void(Far&, const std::string& tag)> to_select) {
  return [to_select](Far& far) {
    far.say("* OK [CAPABILITY IMAP4rev1] hello\r\n");
    while (auto line = far.line()) {
      if (line->ends_with('}')) {
        far.say("+ go on\r\n");
        continue;
      }
      std::istringstream words(*line);
      std::string tag, command;
      words >> tag >> command;
      if (tag.size() < 2 || tag.find_first_not_of("0123456789", 1) != std::string::npos) continue;  // a line of a literal
      if (command == "SELECT" || command == "EXAMINE") return to_select(far, tag);
      std::string answer;
      if (command == "CAPABILITY") answer = "* CAPABILITY IMAP4rev1\r\n";
      far.say(answer + tag + " OK done\r\n");
    }
  };
}

struct Outcome {
  int status = -1;
  bool timed_out = false;
  std::string out, err;
  Duration time{};
};

// The program itself, with no more than 200 MB to write to.
Outcome imapspec(const std::string& words) {
  const auto begin = std::chrono::steady_clock::now();
  const auto command = net::shell_command("ulimit -d 204800; exec " IMAPSPEC_BINARY_DIR "/imapspec " + words);
  const auto finished = net::run_command(command, begin + kPatience);
  EXPECT_TRUE(finished) << finished.error();
  if (!finished) return {};
  return {finished->exit.signal == 0 ? finished->exit.code : -finished->exit.signal, finished->timed_out, finished->out.text, finished->err.text,
          std::chrono::steady_clock::now() - begin};
}

void expect_message(const Outcome& outcome, int status, std::string_view message) {
  EXPECT_FALSE(outcome.timed_out);
  EXPECT_EQ(outcome.status, status) << outcome.err << outcome.out.substr(0, 2000);
  EXPECT_NE((outcome.err + outcome.out).find(message), std::string::npos) << outcome.err << outcome.out.substr(0, 2000);
  EXPECT_EQ((outcome.err + outcome.out).find("sesame"), std::string::npos) << "the password is told";
}

// Before anything could be asked.
void at_the_door(Behaviour behave, std::string_view message) {
  const HostileServer server(std::move(behave));
  expect_message(imapspec("run base --timeout 1s --server " + server.url()), 3, message);
}

// While scenarios are played: ten in a row without an answer, and it is over.
void later_on(std::function<void(Far&, const std::string&)> to_select, std::string_view message = "in a row got no answer") {
  const HostileServer server(polite_until_select(std::move(to_select)));
  expect_message(imapspec("run base/store --timeout 1s --server " + server.url()), 3, message);
}

TEST(Hostile, ClosesAtOnce) { at_the_door([](Far&) {}, "no greeting: the server closed the connection"); }
TEST(Hostile, NeverGreets) { at_the_door([](Far& far) { far.hang(); }, "no greeting: it did not come within the time"); }
TEST(Hostile, DribblesItsGreeting) {
  at_the_door(
      [](Far& far) {
        while (far.say("*") && far.wait(900ms)) continue;
      },
      "no greeting");
}
TEST(Hostile, SpeaksAnotherProtocol) {
  at_the_door([](Far& far) { far.say("HTTP/1.1 400 Bad Request\r\n\r\n"), far.hang(); }, "the greeting is not one of IMAP");
}
TEST(Hostile, SendsGarbage) {
  std::string garbage;
  for (int i = 0; i < 4096; ++i) garbage += static_cast<char>(i * 7919 >> 3);
  at_the_door([garbage](Far& far) { far.flood(garbage); }, "127.0.0.1");
}
TEST(Hostile, GreetsWithAnEndlessLine) {
  at_the_door([](Far& far) { far.say("* OK "), far.flood(std::string(65536, 'x')); }, "no greeting");
}
TEST(Hostile, RefusesThePassword) {
  at_the_door(
      [](Far& far) {
        far.say("* OK [CAPABILITY IMAP4rev1] hello\r\n");
        while (auto line = far.line()) far.say(line->substr(0, line->find(' ')) + " NO wrong\r\n");
      },
      "LOGIN was refused: NO wrong");
}
TEST(Hostile, NothingListens) {
  const auto port = net::Listener::tcp("127.0.0.1", 0).value().port();
  expect_message(imapspec("run --timeout 1s --server imap://alice:sesame-street@127.0.0.1:" + std::to_string(port)), 3, "refused");
}

TEST(Hostile, Hangs) {
  later_on([](Far& far, const std::string&) { far.hang(); });
}
TEST(Hostile, HangsUp) {
  later_on([](Far&, const std::string&) {});
}
TEST(Hostile, Dribbles) {
  later_on([](Far& far, const std::string&) {
    while (far.say("*") && far.wait(900ms)) continue;
  });
}
TEST(Hostile, NeverEndsALine) {
  later_on([](Far& far, const std::string&) { far.say("* OK "), far.flood(std::string(65536, 'x')); });
}
TEST(Hostile, NeverStopsTalking) {
  std::string lines;
  for (int i = 0; i < 4000; ++i) lines += "* 1 EXISTS\r\n";
  later_on([lines](Far& far, const std::string&) { far.flood(lines); });
}
TEST(Hostile, SendsTenMillionParentheses) {
  later_on([](Far& far, const std::string& tag) {
    far.say("* 1 FETCH (BODYSTRUCTURE " + std::string(10'000'000, '(') + "\r\n" + tag + " OK done\r\n");
    far.hang();
  });
}
TEST(Hostile, SendsALiteralOfFourGigabytes) {
  later_on([](Far& far, const std::string&) { far.say("* 1 FETCH (BODY[] {4294967296}\r\n"), far.flood(std::string(65536, 'x')); });
}

TEST(Hostile, TheDiskIsFull) {
  const auto outcome = imapspec("run base/noop --report junit=/dev/full");
  expect_message(outcome, 2, "/dev/full");
}

}  // namespace
}  // namespace imapspec::cli
