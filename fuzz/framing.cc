// Framing: the same messages come out whatever portions the octets come in, and no rubbish swallows what follows it.
#include <algorithm>
#include <string>
#include <vector>

#include "fuzz/input.h"
#include "fuzz/target.h"
#include "harness/grammar/framing.h"

using namespace imapspec;
using fuzz::require;
using Kind = grammar::FrameEvent::Kind;

namespace {

// Small, so that inputs pass them.
constexpr grammar::FramingLimits kLimits{
    .line_octets = 128, .literal_octets = 512, .message_octets = 1024, .literals = 8};

struct Framed {
  std::vector<std::string> messages;
  std::vector<std::string> notes;  // what was announced, and which limits were passed
  std::uint64_t literal_left = 0;  // octets that are still wanted: nothing in them is looked at
  friend bool operator==(const Framed&, const Framed&) = default;
};

Framed frame(std::string_view octets, grammar::Direction direction, std::size_t portion) {
  grammar::Framer framer(direction, kLimits);
  Framed framed;
  while (!octets.empty()) {
    std::string_view part = octets.substr(0, portion);
    octets.remove_prefix(part.size());
    while (!part.empty()) {
      const auto event = framer.feed(part);
      require(event.consumed > 0 || event.kind == Kind::over_limit, "every event but a limit consumes something");
      require(event.consumed <= part.size(), "no more is consumed than was fed");
      part.remove_prefix(event.consumed);
      framed.literal_left -= std::min<std::uint64_t>(framed.literal_left, event.consumed);
      if (event.octets > 0) framed.literal_left = event.octets;
      if (event.kind == Kind::message) framed.messages.emplace_back(framer.message());
      if (event.kind == Kind::literal_announced) framed.notes.push_back("literal " + std::to_string(event.octets));
      if (event.kind == Kind::over_limit) framed.notes.push_back(std::string("limit ") + event.limit);
      require(framer.pending().size() <= kLimits.message_octets + kLimits.line_octets, "16: what is kept is bounded");
    }
  }
  return framed;
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(framing, octets, input) {
  fuzz::Input choices(input);
  const std::size_t portion = std::max<std::size_t>(1, choices.octet());
  const std::string_view octets = choices.rest();
  for (const auto direction : {grammar::Direction::command, grammar::Direction::response}) {
    const Framed whole = frame(octets, direction, octets.size() + 1);
    require(frame(octets, direction, portion) == whole, "5: portions do not matter");
    require(frame(octets, direction, 1) == whole, "5: single octets do not matter");
    if (whole.literal_left > 0) continue;
    const std::string sentinel = "Z NOOP\r\n";
    const Framed more = frame(std::string(octets) + "\r\n" + sentinel, direction, portion);
    if (more.notes != whole.notes) continue;  // the line that we end announces a literal, or is too long
    require(!more.messages.empty() && more.messages.back() == sentinel, "7: rubbish swallows no message behind it");
  }
}
