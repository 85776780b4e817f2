// Reader: takes a tree apart by what a kind of file may hold, and collects the mistakes. Everything that is not asked
// for is refused, so that a typing error never passes in silence.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/yaml/yaml.h"

namespace imapspec::yaml {

class Reader {
 public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  const std::string& file() const { return file_; }
  bool ok() const { return mistakes_.empty(); }
  std::vector<Mistake> take_mistakes();  // in the order of their places; leaves none
  void mistake(Place place, std::string message) { mistakes_.push_back({file_, place, std::move(message)}); }

  // Is the node a map that has no key but these? `what` names it for people: "a requirement". Unknown keys are
  // mistakes, with the nearest known one as a hint, and the answer is still true; false, with a mistake, where it is no
  // map.
  bool map(const Node&, std::string_view what, std::initializer_list<std::string_view> known);
  // The value of a key; a mistake at the map where there is none.
  const Node* required(const Node& map, std::string_view what, std::string_view key);
  // The items of a list; none, with a mistake, where it is no list.
  const std::vector<Node>& list(const Node&, std::string_view what);
  // A scalar that is not empty; empty, with a mistake, otherwise.
  std::string text(const Node&, std::string_view what);
  // The text of that key: required, or "" where there is none.
  std::string text_at(const Node& map, std::string_view what, std::string_view key);
  std::string optional_text_at(const Node& map, std::string_view key);
  // A list of scalars at that key, or none.
  std::vector<std::string> texts_at(const Node& map, std::string_view key);
  // Which of `words` the scalar is; nothing, with a mistake that names them, where it is none.
  std::optional<std::size_t> one_of(const Node&, std::string_view what, std::initializer_list<std::string_view> words);
  std::optional<unsigned> number(const Node&, std::string_view what, unsigned max);

 private:
  std::string file_;
  std::vector<Mistake> mistakes_;
};

// The word of `known` that is nearest to `word` by its spelling; "" where none is near.
std::string_view nearest(std::string_view word, std::initializer_list<std::string_view> known);

}  // namespace imapspec::yaml
