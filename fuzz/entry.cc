// What libFuzzer, and every engine that takes its interface, calls: the one target that is linked with this file.
#include <cstddef>
#include <cstdint>

#include "fuzz/mutate.h"
#include "fuzz/target.h"

using namespace imapspec;

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace {

std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

std::size_t give(std::string_view octets, std::uint8_t* to, std::size_t max_size) {
  const std::size_t size = std::min(octets.size(), max_size);
  std::copy_n(octets.data(), size, reinterpret_cast<char*>(to));
  return size;
}

std::string raw_mutation(std::string_view octets, std::size_t octets_max) {
  std::string room(octets.substr(0, octets_max));
  const std::size_t size = room.size();
  room.resize(octets_max);
  room.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(room.data()), size, octets_max));
  return room;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::targets().front().run(view(data, size));
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned int seed) {
  const fuzz::Shape shape = fuzz::targets().front().shape;
  if (shape == fuzz::Shape::octets) return LLVMFuzzerMutate(data, size, max_size);
  Random random(seed);
  return give(fuzz::mutated(view(data, size), shape, max_size, random, raw_mutation), data, max_size);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* a, std::size_t a_size, const std::uint8_t* b,
                                                 std::size_t b_size, std::uint8_t* out, std::size_t max_size,
                                                 unsigned int seed) {
  Random random(seed);
  return give(fuzz::crossed(view(a, a_size), view(b, b_size), fuzz::targets().front().shape, random), out, max_size);
}
