// Drives a server and says what it cost, one line of tab-separated words for each measurement on standard output:
//   bench_server compare PORT PID OCTETS MESSAGES [OPERATION]   each operation, or one, on one and several connections and
//                                                   at depth 1 and 64: operation, connections, depth, commands, CPU seconds,
//                                                   seconds by the clock
//   bench_server grow PORT PID MAILBOX...           each operation in mailboxes that are there: operation, messages,
//                                                   CPU seconds and seconds by the clock of one command, the median
//   bench_server memory PORT PID OCTETS MESSAGES CONNECTIONS   what they take: octets of each message, and of each
//                                                   connection that was greeted, has logged in, has a mailbox selected
//   bench_server floor                              CPU seconds and seconds by the clock of one command at depth 1 of a
//                                                   server that does nothing with it
// The server is on 127.0.0.1, has the user alice with the password secret, and is the process PID with what comes from it.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "reference-server/bench/echo.h"
#include "reference-server/bench/process_tree.h"
#include "reference-server/bench/workload.h"

namespace imapspec::bench {
namespace {

constexpr const char* kLogin = "LOGIN alice secret";
constexpr unsigned kRounds = 5;

// How many clients say how much at once.
struct Crowd {
  unsigned connections = 1, depth = 1;
};

struct Cost {
  double cpu_seconds = 0, seconds = 0;
};

template <class Work>
Cost cost_of(const ProcessTree& server, const Work& work) {
  const double cpu = server.cpu_seconds();
  const auto begin = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  return {server.cpu_seconds() - cpu, took.count()};
}

std::unique_ptr<Client> logged_in(std::uint16_t port) {
  auto client = std::make_unique<Client>(port);
  say(*client, {kLogin});
  return client;
}

// The CPU time and the time by the clock are each the least of the rounds.
template <class Measure>
Cost best(const Measure& measure) {
  Cost least = measure();
  for (unsigned round = 1; round < kRounds; ++round) {
    const Cost again = measure();
    least = {std::min(least.cpu_seconds, again.cpu_seconds), std::min(least.seconds, again.seconds)};
  }
  return least;
}

void check(bool right, const std::string& what) {
  if (!right) throw std::runtime_error(what + ": the answers are not what they must be");
}

class Comparison {
 public:
  Comparison(std::uint16_t port, pid_t pid, Ground ground) : port_(port), server_(pid), ground_(std::move(ground)) {}

  // All operations, or that of this name.
  void run(const std::string& only) {
    fill();
    const auto is_wanted = [&only](const std::string& name) { return only.empty() || name == only; };
    for (const Crowd crowd : {Crowd{1, 1}, Crowd{16, 1}, Crowd{1, 64}}) {
      if (is_wanted("LOGIN") && crowd.depth == 1) print("LOGIN", crowd, kLogins, best([&] { return logins(crowd); }));
      for (const Workload& load : workloads(ground_))
        if (is_wanted(load.name) && (load.can_be_shared || crowd.connections == 1))
          print(load.name, crowd, load.commands, best([&] { return measure(load, crowd); }));
    }
  }

 private:
  static constexpr unsigned kLogins = 256;

  void fill() {
    auto client = logged_in(port_);
    say(*client, {"CREATE " + ground_.mailbox, "CREATE " + ground_.target()});
    unsigned next = 0;
    client->begin(16, [&](std::string& text) {
      if (next == ground_.messages) return false;
      const std::string message = sample_message(ground_.octets, next++);
      text += "APPEND " + ground_.mailbox + " (\\Seen) {" + std::to_string(message.size()) + "+}\r\n" + message;
      return true;
    });
    serve(*client);
    check(client->answers().ok == ground_.messages, "APPEND of the ground");
    say(*client, {"LOGOUT"});
  }

  Cost measure(const Workload& load, Crowd crowd) {
    std::vector<std::unique_ptr<Client>> clients;
    for (unsigned i = 0; i < crowd.connections; ++i) {
      clients.push_back(logged_in(port_));
      say(*clients.back(), load.before);
    }
    for (const auto& client : clients) say(*client, {"NOOP"});  // and what the others did before has been told
    unsigned next = 0;
    const Cost cost = cost_of(server_, [&] {
      for (const auto& client : clients)
        client->begin(crowd.depth, [&](std::string& text) {
          if (next == load.commands) return false;
          load.command(text, next++);
          return true;
        });
      serve_all(clients);
    });
    Answers answers;
    for (const auto& client : clients) answers += client->answers();
    check(answers.ok == load.commands && load.right(answers), load.name + ' ' + answers.refusal);
    return cost;
  }

  // A connection for each: greeting, LOGIN, LOGOUT.
  Cost logins(Crowd crowd) {
    std::uint64_t ok = 0;
    const Cost cost = cost_of(server_, [&] {
      for (unsigned begun = 0; begun < kLogins; begun += crowd.connections) {
        std::vector<std::unique_ptr<Client>> clients;
        for (unsigned i = 0; i < crowd.connections; ++i) {
          clients.push_back(std::make_unique<Client>(port_));
          clients.back()->begin(
              crowd.depth,
              [said = 0](std::string& text) mutable {
                text += said == 0 ? kLogin : "LOGOUT";
                return said++ < 2;
              },
              true);
        }
        serve_all(clients);
        for (const auto& client : clients) ok += client->answers().ok;
      }
    });
    check(ok == 2 * kLogins, "LOGIN");
    return cost;
  }

  static void print(const std::string& name, Crowd crowd, unsigned commands, Cost cost) {
    std::printf("%s\t%u\t%u\t%u\t%.9f\t%.9f\n", name.c_str(), crowd.connections, crowd.depth, commands,
                cost.cpu_seconds, cost.seconds);
    std::fflush(stdout);
  }

  std::uint16_t port_;
  ProcessTree server_;
  Ground ground_;
};

// One command at a time in mailboxes of several sizes.
class Growth {
 public:
  Growth(std::uint16_t port, pid_t pid) : port_(port), server_(pid) {}

  void run(const std::string& mailbox) {
    const std::string select = "SELECT " + mailbox;
    client_ = logged_in(port_);
    n_ = static_cast<unsigned>(say(*client_, {select}).exists);
    if (n_ == 0) throw std::runtime_error(mailbox + " is empty");
    print("SELECT", 10, 0, {}, [&](unsigned) { return select; });
    print("FETCH 1:* FLAGS", 3, n_, {}, [](unsigned) { return std::string("FETCH 1:* FLAGS"); });
    print("UID FETCH one FLAGS", 100, 1, {}, [&](unsigned i) { return "UID FETCH " + one(i) + " FLAGS"; });
    print("STORE one", 100, 1, {}, [&](unsigned i) { return "STORE " + one(i) + " +FLAGS (\\Flagged)"; });
    print("SEARCH UNFLAGGED", 5, 0, {}, [](unsigned) { return std::string("SEARCH UNFLAGGED"); });
    print("APPEND", 20, 0, {}, [&](unsigned i) {
      const std::string message = sample_message(2048, i);
      return "APPEND " + mailbox + " {" + std::to_string(message.size()) + "+}\r\n" + message;
    });
    print(
        "EXPUNGE of one", 10, 0, [&](unsigned i) { return "STORE " + one(i) + " +FLAGS.SILENT (\\Deleted)"; },
        [](unsigned) { return std::string("EXPUNGE"); });
    say(*client_, {"LOGOUT"});
  }

 private:
  using Command = std::function<std::string(unsigned)>;

  // Numbers all over the mailbox.
  std::string one(unsigned i) const { return std::to_string(std::uint64_t{i} * 7919 * (n_ / 1000 + 1) % n_ + 1); }

  // With so many FETCH responses in each answer.
  void print(const char* name, unsigned times, unsigned fetches, const Command& before, const Command& command) {
    std::vector<double> cpu, clock;
    for (unsigned i = 0; i < times; ++i) {
      if (before) say(*client_, {before(i)});
      Answers answers;
      const Cost cost = cost_of(server_, [&] { answers = say(*client_, {command(i)}); });
      check(answers.fetches == fetches, name);
      cpu.push_back(cost.cpu_seconds);
      clock.push_back(cost.seconds);
    }
    const auto median = [](std::vector<double>& values) {
      std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
      return values[values.size() / 2];
    };
    std::printf("%s\t%u\t%.9f\t%.9f\n", name, n_, median(cpu), median(clock));
    std::fflush(stdout);
  }

  std::uint16_t port_;
  ProcessTree server_;
  std::unique_ptr<Client> client_;
  unsigned n_ = 0;
};

void memory(std::uint16_t port, pid_t pid, Ground ground, unsigned connections) {
  const ProcessTree server(pid);
  auto client = logged_in(port);
  say(*client, {"CREATE " + ground.mailbox});
  const auto print = [](const char* what, std::uint64_t before, std::uint64_t after, unsigned count) {
    std::printf("%s\t%.0f\n", what, (static_cast<double>(after) - static_cast<double>(before)) / count);
    std::fflush(stdout);
  };
  std::uint64_t before = server.memory_octets();
  for (unsigned i = 0; i < ground.messages; ++i) {
    const std::string message = sample_message(ground.octets, i);
    say(*client, {"APPEND " + ground.mailbox + " {" + std::to_string(message.size()) + "+}\r\n" + message});
  }
  print("message", before, server.memory_octets(), ground.messages);
  std::vector<std::unique_ptr<Client>> clients;
  before = server.memory_octets();
  for (unsigned i = 0; i < connections; ++i) {
    clients.push_back(std::make_unique<Client>(port));
    serve(*clients.back());  // until it is greeted
  }
  print("greeted", before, server.memory_octets(), connections);
  for (const auto& each : clients) say(*each, {kLogin});
  print("logged in", before, server.memory_octets(), connections);
  for (const auto& each : clients) say(*each, {"SELECT " + ground.mailbox});
  print("selected", before, server.memory_octets(), connections);
}

void floor() {
  constexpr unsigned kCommands = 20'000;
  const EchoServer server;
  const ProcessTree process(server.pid());
  Client client(server.port());
  const Cost cost = best([&] {
    unsigned said = 0;
    const Cost all = cost_of(process, [&] {
      client.begin(1, [&said](std::string& text) {
        text += "NOOP";
        return said++ < kCommands;
      });
      serve(client);
    });
    check(client.take_answers().ok == kCommands, "NOOP");
    return all;
  });
  std::printf("%.9f\t%.9f\n", cost.cpu_seconds / kCommands, cost.seconds / kCommands);
}

int run(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() == 1 && words[0] == "floor") {
    floor();
    return 0;
  }
  const auto number = [&words](std::size_t i) { return static_cast<unsigned>(std::stoul(words.at(i))); };
  if (words.size() < 4) {
    std::fprintf(stderr, "usage: bench_server floor, or compare|grow|memory PORT PID ...\n");
    return 2;
  }
  const auto port = static_cast<std::uint16_t>(number(1));
  const auto pid = static_cast<pid_t>(number(2));
  if (words[0] == "compare") {
    Comparison(port, pid, {"b" + words.at(3), number(4), number(3)}).run(words.size() > 5 ? words[5] : "");
  } else if (words[0] == "grow") {
    Growth growth(port, pid);
    for (std::size_t i = 3; i < words.size(); ++i) growth.run(words[i]);
  } else {
    memory(port, pid, {"memory", number(4), number(3)}, number(5));
  }
  return 0;
}

}  // namespace
}  // namespace imapspec::bench

int main(int argc, char** argv) {
  try {
    return imapspec::bench::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_server: %s\n", error.what());
    return 1;
  }
}
