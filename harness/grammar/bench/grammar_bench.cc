// The grammar itself: the functions that the runner links.
#include "harness/grammar/bench/subject.h"
#include "harness/grammar/framing.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"

namespace imapspec::bench {

namespace {

using grammar::Direction;
using grammar::FrameEvent;
using grammar::Framer;

// The finest scan that could find the ends of messages: nothing framed can be faster.
std::size_t scan(const Corpus& corpus) {
  std::size_t lines = 0;
  for (std::size_t at = 0; (at = corpus.octets.find('\n', at)) != std::string::npos; ++at) ++lines;
  return lines == 0 ? 1 : 0;
}

template <class Take>
std::size_t framed(const Corpus& corpus, Take take) {
  Framer framer(corpus.commands ? Direction::command : Direction::response);
  std::size_t refused = 0;
  const char* end = corpus.messages.back().data() + corpus.messages.back().size();
  for (const char* at = corpus.octets.data(); at < end;) {
    const FrameEvent event = framer.feed({at, static_cast<std::size_t>(end - at)});
    at += event.consumed;
    if (event.kind == FrameEvent::Kind::message) refused += take(framer.message());
  }
  return refused;
}

std::size_t frame(const Corpus& corpus) {
  return framed(corpus, [](std::string_view message) { return std::size_t{message.empty()}; });
}

std::size_t parse_one(bool command, std::string_view message, Arena& arena) {
  arena.reset();
  return command ? !grammar::parse_command(message, arena) : !grammar::parse_response(message, arena);
}

std::size_t parse(const Corpus& corpus) {
  Arena arena;
  std::size_t refused = 0;
  for (const auto message : corpus.messages) refused += parse_one(corpus.commands, message, arena);
  return refused;
}

std::size_t frame_and_parse(const Corpus& corpus) {
  Arena arena;
  return framed(corpus, [&](std::string_view message) { return parse_one(corpus.commands, message, arena); });
}

// A message that does not come back to the octet counts as refused.
std::size_t parse_and_print(const Corpus& corpus) {
  Arena arena;
  std::string printed;
  std::size_t refused = 0;
  for (const auto message : corpus.messages) {
    arena.reset();
    if (corpus.commands) {
      const auto tree = grammar::parse_command(message, arena);
      if (tree) grammar::print_command(*tree, printed);
    } else {
      const auto tree = grammar::parse_response(message, arena);
      if (tree) grammar::print_response(*tree, printed);
    }
    refused += printed != message;
  }
  return refused;
}

}  // namespace

std::vector<Operation> operations() {
  return {{"scan", scan},
          {"frame", frame},
          {"parse", parse},
          {"frame+parse", frame_and_parse},
          {"parse+print", parse_and_print}};
}

}  // namespace imapspec::bench
