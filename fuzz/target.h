// A fuzz target: any octets go in, and every property that must hold of them is demanded by require(). A file of this
// folder is one target; it registers itself, so that it is linked alone (fuzz_NAME) or with all others (fuzz_replay).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "fuzz/require.h"

namespace imapspec::fuzz {

// What an input is made of: how a mutator takes it apart.
enum class Shape : std::uint8_t {
  octets,     // anything
  commands,   // what a client says: commands one behind the other
  responses,  // what a server says
};

struct Target {
  std::string_view name;
  Shape shape = Shape::octets;
  void (*run)(std::string_view octets) = nullptr;
};

// Those that are linked into this program.
inline std::vector<Target>& targets() {
  static std::vector<Target> all;
  return all;
}

}  // namespace imapspec::fuzz

// The function of the target: IMAPSPEC_FUZZ_TARGET(name, shape, octets) { ... }
#define IMAPSPEC_FUZZ_TARGET(NAME, SHAPE, OCTETS)                                            \
  static void fuzz_##NAME(std::string_view);                                                 \
  [[maybe_unused]] static const bool registered_##NAME = [] {                                \
    imapspec::fuzz::targets().push_back({#NAME, imapspec::fuzz::Shape::SHAPE, fuzz_##NAME}); \
    return true;                                                                             \
  }();                                                                                       \
  static void fuzz_##NAME(std::string_view OCTETS)
