// What the tests of the program share: it runs as a child, with bounded memory, against servers that are played here.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <list>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "harness/base/sanitizers.h"
#include "harness/net/listener.h"
#include "harness/net/process.h"

namespace imapspec::cli {

using namespace std::chrono_literals;

inline constexpr auto kPatience = 60s;  // the whole run, with --timeout 1s

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
  // The next command without CRLF, its literals asked for and left out; nothing once the client is gone.
  std::optional<std::string> command() {
    std::string found;
    while (true) {
      const auto part = line();
      if (!part) return std::nullopt;
      found += *part;
      const std::size_t brace = part->rfind('{');
      if (!part->ends_with('}') || brace == std::string::npos) return found;
      say("+ go on\r\n");
      if (!skip(std::stoul(part->substr(brace + 1)))) return std::nullopt;
    }
  }
  // The next line without CRLF; nothing once the client is gone.
  std::optional<std::string> line() {
    std::size_t end;
    while ((end = read_.find("\r\n")) == std::string::npos)
      if (!more()) return std::nullopt;
    std::string found = read_.substr(0, end);
    read_.erase(0, end + 2);
    return found;
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
  bool more() {
    while (!stopped_) {
      char in[4096];
      const Progress progress = stream_.progress({}, in, std::chrono::steady_clock::now() + 100ms);
      read_.append(in, progress.read);
      if (progress.read > 0) return true;
      if (progress.end || !progress.error.empty()) return false;
    }
    return false;
  }
  bool skip(std::size_t octets) {
    while (read_.size() < octets)
      if (!more()) return false;
    read_.erase(0, octets);
    return true;
  }

  Stream& stream_;
  const std::atomic<bool>& stopped_;
  std::string read_;
};

using Behaviour = std::function<void(Far&)>;

// Serves every connection in a thread of its own, until it goes.
class HostileServer {
 public:
  explicit HostileServer(Behaviour behave)
      : listener_(net::Listener::tcp("127.0.0.1", 0).value()),
        behave_(std::move(behave)),
        accepting_([this] { accept(); }) {}
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
// `data` are the untagged lines before the OK of a command.
inline Behaviour polite_until_select(
    const std::function<void(Far&, const std::string& tag)>& to_select,
    const std::function<std::string(const std::string& command, const std::string& argument)>& data = [](auto&, auto&) {
      return std::string();
    }) {
  return [to_select, data](Far& far) {
    far.say("* OK [CAPABILITY IMAP4rev1] hello\r\n");
    while (const auto line = far.command()) {
      std::istringstream words(*line);
      std::string tag, command, argument;
      words >> tag >> command >> argument;
      if (command == "SELECT" || command == "EXAMINE") return to_select(far, tag);
      const std::string offer = command == "CAPABILITY" ? "* CAPABILITY IMAP4rev1\r\n" : "";
      far.say(offer + data(command, argument) + tag + " OK done\r\n");
    }
  };
}

struct Outcome {
  int status = -1;
  bool timed_out = false;
  std::string out, err;
  Duration time{};
};

// The program itself, with no more than 200 MB to write to. A sanitizer needs more for itself.
#if defined(IMAPSPEC_ADDRESS_SANITIZER) || defined(IMAPSPEC_THREAD_SANITIZER)
inline constexpr const char* kLimit = "";
#else
inline constexpr const char* kLimit = "ulimit -d 204800; ";
#endif

inline Outcome imapspec(const std::string& words) {
  const auto begin = std::chrono::steady_clock::now();
  const auto command = net::shell_command(std::string(kLimit) + "exec " IMAPSPEC_BINARY_DIR "/imapspec " + words);
  const auto finished = net::run_command(command, begin + kPatience);
  EXPECT_TRUE(finished) << finished.error();
  if (!finished) return {};
  return {finished->exit.signal == 0 ? finished->exit.code : -finished->exit.signal, finished->timed_out,
          finished->out.text, finished->err.text, std::chrono::steady_clock::now() - begin};
}

inline void expect_message(const Outcome& outcome, int status, std::string_view message) {
  EXPECT_FALSE(outcome.timed_out);
  EXPECT_EQ(outcome.status, status) << outcome.err << outcome.out.substr(0, 2000);
  EXPECT_NE((outcome.err + outcome.out).find(message), std::string::npos) << outcome.err << outcome.out.substr(0, 2000);
  EXPECT_EQ((outcome.err + outcome.out).find("sesame"), std::string::npos) << "the password is told";
}

}  // namespace imapspec::cli
