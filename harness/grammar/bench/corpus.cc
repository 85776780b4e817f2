#include "harness/grammar/bench/corpus.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "harness/grammar/framing.h"

namespace imapspec::bench {

Corpus load_corpus(const std::string& file, std::size_t octets_max) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream all;
  if (!in || !(all << in.rdbuf())) {
    std::fprintf(stderr, "%s: cannot be read\n", file.c_str());
    std::exit(2);
  }
  Corpus corpus;
  corpus.octets = std::move(all).str();
  corpus.commands = std::filesystem::path(file).filename().string().starts_with("cmd");
  grammar::Framer framer(corpus.commands ? grammar::Direction::command : grammar::Direction::response);
  const std::string_view octets = corpus.octets;
  std::size_t start = 0;
  for (std::size_t at = 0; at < octets.size() && at < octets_max;) {
    // One message at least: the framer stops at its end.
    const auto event = framer.feed(octets.substr(at));
    at += event.consumed;
    if (event.kind != grammar::FrameEvent::Kind::message) continue;
    corpus.messages.push_back(octets.substr(start, at - start));
    start = at;
  }
  corpus.octets.resize(start);  // which moves nothing: the views stay
  return corpus;
}

}  // namespace imapspec::bench
