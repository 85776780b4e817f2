// fuzz_bench FOLDER: how many inputs the targets take in a second of CPU time in this build, each with its ratio to a
// target that does nothing. FOLDER has the corpora of the grammar's benchmarks (HACKING.md): *.imap, messages one behind the other.
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "fuzz/mutate.h"
#include "fuzz/oracles/message.h"
#include "fuzz/target.h"
#include "harness/base/random.h"

using namespace imapspec;

namespace {

constexpr double kMeasuredSeconds = 1.5;
constexpr std::size_t kInputsMax = 500;
constexpr double kLengthMayDiffer = 0.15;

const fuzz::Target& target(std::string_view name) {
  for (const auto& one : fuzz::targets())
    if (one.name == name) return one;
  fuzz::broken("there is no such target", name);
}

// Of this process: what else the machine does is not counted.
double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// Inputs a second.
template <class Run>
double rate(std::size_t inputs, Run run) {
  std::size_t done = 0;
  const double begin = cpu_seconds();
  do {
    for (std::size_t i = 0; i < inputs; ++i) run(i);
    done += inputs;
  } while (cpu_seconds() - begin < kMeasuredSeconds);
  return static_cast<double>(done) / (cpu_seconds() - begin);
}

struct Cut {
  std::vector<std::string> messages;
  std::size_t accepted = 0;
};

// Messages of about that length.
template <class Tree>
Cut cut(const std::filesystem::path& folder, std::size_t octets) {
  Cut cut;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".imap") continue;
    const bool commands = entry.path().filename().string().starts_with("cmd");
    if (commands != (fuzz::Message<Tree>::kDirection == grammar::Direction::command)) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::string text(std::size_t{4} << 20, '\0');
    text.resize(static_cast<std::size_t>(file.read(text.data(), static_cast<std::streamsize>(text.size())).gcount()));
    for (auto& message : fuzz::framed(fuzz::Message<Tree>::kDirection, text)) {
      const double ratio = static_cast<double>(message.size()) / static_cast<double>(octets);
      if (cut.messages.size() == kInputsMax) break;
      if (ratio < 1 - kLengthMayDiffer || ratio > 1 + kLengthMayDiffer) continue;
      Arena arena;
      if (fuzz::Message<Tree>::parse(message, arena, {})) ++cut.accepted;
      cut.messages.push_back(std::move(message));
    }
  }
  return cut;
}

double of_nothing = 0;
void line(const std::string& name, double rate, std::size_t inputs, std::size_t accepted) {
  std::cout << name << ": " << static_cast<std::size_t>(rate) << " a second, 1 / "
            << static_cast<std::size_t>(of_nothing / rate) << " of an empty target; " << inputs << " inputs, "
            << (inputs == 0 ? 0 : accepted * 100 / inputs) << " % accepted\n";
}

template <class Tree>
void round_trips(const std::filesystem::path& folder, const std::string& name, fuzz::Shape shape) {
  for (const std::size_t octets : {128U, 1024U}) {
    const Cut inputs = cut<Tree>(folder, octets);
    if (inputs.messages.empty()) continue;
    const auto& round_trip = target(name);
    line(name + ", " + std::to_string(octets) + " octets",
         rate(inputs.messages.size(), [&](std::size_t i) { round_trip.run(inputs.messages[i]); }),
         inputs.messages.size(), inputs.accepted);
    Random random(1);
    const auto raw = fuzz::simple_mutation(random);
    line(name + " mutated as a tree, " + std::to_string(octets) + " octets",
         rate(inputs.messages.size(),
              [&](std::size_t i) { round_trip.run(fuzz::mutated(inputs.messages[i], shape, 4096, random, raw)); }),
         inputs.messages.size(), inputs.accepted);
  }
}

constexpr std::string_view kSession =
    "b LOGIN alice secret\r\nc APPEND INBOX {14+}\r\nSubject: x\r\n\r\n\r\nd SELECT INBOX\r\ne FETCH 1:* (FLAGS "
    "UID)\r\n"
    "f STORE 1 +FLAGS (\\Deleted)\r\ng EXPUNGE\r\nh LOGOUT\r\n";

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path folder = argc > 1 ? argv[1] : "";
  if (!std::filesystem::is_directory(folder)) {
    std::cerr << "usage: fuzz_bench FOLDER\n";
    return 2;
  }
  const std::string any(128, 'x');
  const auto& nothing = target("empty");
  of_nothing = rate(10'000, [&](std::size_t) { nothing.run(any); });
  line("empty", of_nothing, 1, 1);
  round_trips<grammar::Command>(folder, "command", fuzz::Shape::commands);
  round_trips<grammar::Response>(folder, "response", fuzz::Shape::responses);
  for (const auto* name : {"session", "session_unjudged"}) {
    const auto& session = target(name);
    line(name, rate(10, [&](std::size_t) { session.run(kSession); }), 1, 1);
  }
  return 0;
}
