// The canary: a target that must fail within seconds, so that we know the alarm rings.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/require.h"
#include "harness/grammar/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  imapspec::Arena arena;
  const std::string_view octets(reinterpret_cast<const char*>(data), size);
  imapspec::fuzz::require(!imapspec::grammar::parse_command(octets, arena), "no command is ever accepted");
  return 0;
}
