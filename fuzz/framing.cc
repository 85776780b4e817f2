// Framing: the same messages come out whatever portions the octets come in.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "fuzz/require.h"
#include "harness/grammar/framing.h"

using namespace imapspec;
using fuzz::require;

namespace {

std::vector<std::string> frame(std::string_view octets, grammar::Direction direction, std::size_t portion) {
  const grammar::FramingLimits limits{
      .line_octets = 4096, .literal_octets = 4096, .message_octets = 16384, .literals = 8};
  grammar::Framer framer(direction, limits);
  std::vector<std::string> seen;
  while (!octets.empty()) {
    std::string_view part = octets.substr(0, portion);
    octets.remove_prefix(part.size());
    while (!part.empty()) {
      const auto event = framer.feed(part);
      using Kind = grammar::FrameEvent::Kind;
      require(event.consumed > 0 || event.kind == Kind::over_limit, "every event but a limit consumes something");
      require(event.consumed <= part.size(), "no more is consumed than was fed");
      part.remove_prefix(event.consumed);
      if (event.kind == Kind::message) seen.emplace_back(framer.message());
      if (event.kind == Kind::literal_announced) seen.push_back("literal " + std::to_string(event.octets));
      if (event.kind == Kind::over_limit) seen.push_back(std::string("limit ") + event.limit);
    }
  }
  return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::string_view octets(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t portion = std::max<std::size_t>(1, data[0]);
  for (const auto direction : {grammar::Direction::command, grammar::Direction::response}) {
    const auto whole = frame(octets, direction, octets.size() + 1);
    require(frame(octets, direction, portion) == whole, "portions do not matter");
    require(frame(octets, direction, 1) == whole, "single octets do not matter");
  }
  return 0;
}
