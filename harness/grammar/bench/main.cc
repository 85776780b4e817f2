// The main of every benchmark program:
//   PROGRAM --corpora=FOLDER [options of Google Benchmark]     times every operation on every corpus of the folder
//   PROGRAM --count=OPERATION FILE OCTETS                      does it once on the file's beginning, for callgrind
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "harness/grammar/bench/subject.h"

namespace {

using imapspec::bench::Corpus;
using imapspec::bench::Operation;

// What callgrind is told to count, by this name: nothing of the loading.
extern "C" [[gnu::noinline]] std::size_t measured_operation(const Operation& operation, const Corpus& corpus) {
  return operation.run(corpus);
}

int count(std::string_view name, const char* file, const char* octets) {
  const Corpus corpus = imapspec::bench::load_corpus(file, std::strtoull(octets, nullptr, 10));
  for (const Operation& operation : imapspec::bench::operations()) {
    if (operation.name != name) continue;
    std::size_t taken = 0;
    for (const auto message : corpus.messages) taken += message.size();
    operation.prepare(corpus);
    const std::size_t refused = measured_operation(operation, corpus);
    std::printf("%zu octets, %zu messages, %zu refused\n", taken, corpus.messages.size(), refused);
    return 0;
  }
  return 2;
}

void time_all(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".imap") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    const std::string corpus_name = std::filesystem::path(file).stem().string();
    for (const Operation& operation : imapspec::bench::operations()) {
      if (operation.takes == Operation::Takes::responses && corpus_name.starts_with("cmd")) continue;
      benchmark::RegisterBenchmark((corpus_name + "/" + operation.name).c_str(), [file,
                                                                                  operation](benchmark::State& state) {
        static std::string loaded;  // the corpus of the last benchmark: most are asked for several times in a row
        static Corpus corpus;
        if (loaded != file) {
          corpus = imapspec::bench::load_corpus(file, std::size_t{8} << 20);
          loaded = file;
        }
        std::size_t refused = 0, octets = 0;
        for (const auto message : corpus.messages) octets += message.size();
        operation.prepare(corpus);
        for (auto _ : state) benchmark::DoNotOptimize(refused = operation.run(corpus));
        state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(octets));
        state.counters["messages"] = static_cast<double>(corpus.messages.size());
        state.counters["refused"] = static_cast<double>(refused);
      })->Unit(benchmark::kMillisecond);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (first.starts_with("--count=") && argc == 4) return count(first.substr(8), argv[2], argv[3]);
  if (!first.starts_with("--corpora=")) {
    std::fprintf(stderr, "usage: %s --corpora=FOLDER [--benchmark_...] | --count=OPERATION FILE OCTETS\n", argv[0]);
    return 2;
  }
  time_all(std::string(first.substr(10)));
  std::swap(argv[0], argv[1]);
  int left = argc - 1;
  benchmark::Initialize(&left, argv + 1);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
