// What a benchmark program measures: ways to take a corpus. One program for each peer, since their libraries cannot
// share a process; all have the same main.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "harness/grammar/bench/corpus.h"

namespace imapspec::bench {

struct Operation {
  enum class Takes : unsigned char { both, responses };
  std::string name;  // "parse"
  // Takes every message of the corpus and answers how many were refused.
  std::function<std::size_t(const Corpus& corpus)> run;
  Takes takes = Takes::both;
  // Called once with a corpus before it is taken, and not measured.
  std::function<void(const Corpus& corpus)> prepare = [](const Corpus&) {};
};

// Each program defines it once.
std::vector<Operation> operations();

}  // namespace imapspec::bench
