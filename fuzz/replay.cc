// Plays inputs through targets without a fuzzing engine: how the ordinary tests keep seeds and regressions alive, with
// any compiler.
//   fuzz_replay                              the names of all targets
//   fuzz_replay NAME [--mutate N] PATH...    every file of these folders, and N mutations of them, the same every time;
//                                            what fails is left in failed-NAME where the program was started
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz/mutate.h"
#include "fuzz/target.h"

using namespace imapspec;

namespace {

constexpr std::size_t kMutatedOctetsMax = 4096;

// What is being played. Written by the handler of a signal, so that nothing has to be kept on the way.
std::string_view playing;
std::string left_in;

void leave(int signal) {
  const int file = open(left_in.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file >= 0 && write(file, playing.data(), playing.size()) >= 0) close(file);
  std::signal(signal, SIG_DFL);
  raise(signal);
}

void play(const fuzz::Target& target, std::string_view input) {
  playing = input;
  target.run(input);
}

std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// In the order of their names, so that a failure comes again.
std::vector<std::string> inputs_in(const std::vector<std::string>& paths) {
  std::vector<std::filesystem::path> files;
  for (const auto& path : paths) {
    if (std::filesystem::is_regular_file(path)) files.emplace_back(path);
    if (!std::filesystem::is_directory(path)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
      if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> inputs;
  for (const auto& file : files) inputs.push_back(contents(file));
  return inputs;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.empty()) {
    for (const auto& target : fuzz::targets()) std::cout << target.name << "\n";
    return 0;
  }
  const auto target = std::find_if(fuzz::targets().begin(), fuzz::targets().end(),
                                   [&arguments](const fuzz::Target& t) { return t.name == arguments[0]; });
  if (target == fuzz::targets().end()) {
    std::cerr << "no target " << arguments[0] << "\n";
    return 2;
  }
  arguments.erase(arguments.begin());
  std::size_t mutations = 0;
  if (arguments.size() >= 2 && arguments[0] == "--mutate") {
    mutations = std::strtoul(arguments[1].c_str(), nullptr, 10);
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  std::vector<std::string> inputs = inputs_in(arguments);
  left_in = "failed-" + std::string(target->name);
  for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL}) std::signal(signal, leave);
  for (const auto& input : inputs) play(*target, input);
  std::cout << inputs.size() << " inputs";
  if (inputs.empty()) return 1;
  Random random(1);
  for (std::size_t i = 0; i < mutations; ++i) {
    const std::string& seed = inputs[random.below(inputs.size())];
    const std::string changed =
        random.chance(1, 10)
            ? fuzz::crossed(seed, inputs[random.below(inputs.size())], target->shape, random)
            : fuzz::mutated(seed, target->shape, kMutatedOctetsMax, random, fuzz::simple_mutation(random));
    play(*target, changed);
    // What came of a seed is changed again, so that the mutations go further than one step.
    if (random.chance(1, 4) && inputs.size() < 200) inputs.push_back(changed);
  }
  std::cout << ", " << mutations << " mutations\n";
  return 0;
}
