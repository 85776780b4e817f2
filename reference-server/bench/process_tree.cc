#include "reference-server/bench/process_tree.h"

#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

namespace imapspec::bench {

namespace {

struct Stat {
  pid_t parent = 0;
  long waited_for_ticks = 0;  // cutime and cstime: of children that have ended
};

// proc(5): the name, which may hold spaces, ends at the last parenthesis; behind it come the fields from the third on.
std::optional<Stat> stat_of(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string line;
  if (!std::getline(file, line)) return std::nullopt;
  std::istringstream fields(line.substr(line.rfind(')') + 1));
  std::string state;
  Stat stat;
  fields >> state >> stat.parent;
  long value = 0;
  for (int field = 5; field <= 17 && fields >> value; ++field)
    if (field >= 16) stat.waited_for_ticks += value;
  return stat;
}

double running_seconds(pid_t pid) {
  clockid_t clock = 0;
  timespec time{};
  if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &time) != 0) return 0;
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

}  // namespace

std::vector<pid_t> ProcessTree::members() const {
  std::vector<std::pair<pid_t, pid_t>> parents;  // a process and its parent
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (!std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; })) continue;
    const pid_t pid = std::stoi(name);
    if (const auto stat = stat_of(pid)) parents.emplace_back(pid, stat->parent);
  }
  std::vector<pid_t> members{root_};
  for (std::size_t i = 0; i < members.size(); ++i)
    for (const auto& [pid, parent] : parents)
      if (parent == members[i]) members.push_back(pid);
  return members;
}

double ProcessTree::cpu_seconds() const {
  double seconds = 0;
  for (const pid_t pid : members()) {
    seconds += running_seconds(pid);
    if (const auto stat = stat_of(pid))
      seconds += static_cast<double>(stat->waited_for_ticks) / static_cast<double>(sysconf(_SC_CLK_TCK));
  }
  return seconds;
}

std::uint64_t ProcessTree::memory_octets() const {
  std::uint64_t octets = 0;
  for (const pid_t pid : members()) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/smaps_rollup");
    std::string line;
    while (std::getline(file, line))
      if (line.starts_with("Pss:")) octets += std::stoull(line.substr(4)) * 1024;
  }
  return octets;
}

}  // namespace imapspec::bench
