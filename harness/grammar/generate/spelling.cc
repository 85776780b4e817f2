#include "harness/grammar/generate/spelling.h"

#include <string>
#include <vector>

namespace imapspec::grammar {

namespace {

std::string printed(const Command& command) {
  return joined(print_command(command));
}
std::string printed(const Response& response) {
  return print_response(response);
}

// Octets that are not in the text, to stand for a word or number. Two of them cannot overlap, nor can what stands before
// one be taken for its beginning: its first octet is not in the rest of it.
std::string mark_for(std::string_view text) {
  for (std::size_t n = 0;; ++n)
    if (std::string mark = '\1' + std::to_string(n) + '\2'; text.find(mark) == std::string_view::npos) return mark;
}

// The message with marks in place of every `step`th word from `first` on, cut at the marks.
template <class Tree>
std::vector<std::string> cut_at_words(Tree tree, std::uint32_t first, std::uint32_t step, Arena& arena) {
  tree.spellings = {};
  const std::string unmarked = printed(tree);
  const std::size_t at_most = unmarked.size();  // words
  const std::string word = mark_for(unmarked);
  ListBuilder<Spelling> marks(arena);
  for (std::uint32_t i = first; i < at_most; i += step) marks.add({i, word});
  tree.spellings = marks.done();
  const std::string text = printed(tree);
  std::vector<std::string> pieces;
  for (std::size_t at = 0;;) {
    const std::size_t mark = text.find(word, at);
    pieces.push_back(text.substr(at, mark - at));
    if (mark == std::string::npos) return pieces;
    at = mark + word.size();
  }
}

// The words and numbers of the message, in order, as the printer would write them. A piece between two even words is
// made of what stands before the odd word between them, the word, and what stands behind it; and the other way round.
template <class Tree>
std::vector<std::string> words_of(const Tree& tree) {
  Arena arena;
  const auto between = cut_at_words(tree, 0, 1, arena);
  const std::vector<std::string> even[] = {cut_at_words(tree, 1, 2, arena), cut_at_words(tree, 0, 2, arena)};
  std::vector<std::string> words;
  for (std::size_t i = 0; i + 1 < between.size(); ++i) {
    const std::string& piece = even[i % 2][(i + 1) / 2];
    words.push_back(piece.substr(between[i].size(), piece.size() - between[i].size() - between[i + 1].size()));
  }
  return words;
}

template <class Tree>
List<Spelling> spellings(Generator& g, const Tree& tree) {
  const auto words = words_of(tree);
  ListBuilder<Spelling> list(g.arena());
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!g.chance(g.weights().other_case)) continue;
    const std::string_view written = g.any_case(words[i]);
    if (written != words[i]) list.add({static_cast<std::uint32_t>(i), g.arena().copy(written)});
  }
  return list.done();
}

}  // namespace

void respell(Generator& g, Command& command) {
  command.spellings = spellings(g, command);
}

void respell(Generator& g, Response& response) {
  response.spellings = spellings(g, response);
}

}  // namespace imapspec::grammar
