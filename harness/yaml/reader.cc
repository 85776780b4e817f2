#include "harness/yaml/reader.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <utility>

namespace imapspec::yaml {
namespace {

std::string joined(std::initializer_list<std::string_view> words) {
  std::string text;
  for (const auto& word : words) {
    if (!text.empty()) text += ", ";
    text += word;
  }
  return text;
}

// Insertions, deletions and replacements that make `b` of `a`.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = std::exchange(row[j + 1], std::min({replaced, row[j] + 1, row[j + 1] + 1}));
    }
  }
  return row.back();
}

}  // namespace

std::string_view nearest(std::string_view word, std::initializer_list<std::string_view> known) {
  if (word.size() > 64) return {};
  std::string_view best;
  std::size_t least = word.size() / 3 + 2;  // further than that is another word
  for (const auto& candidate : known) {
    const std::size_t d = distance(word, candidate);
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

std::vector<Mistake> Reader::take_mistakes() {
  std::sort(mistakes_.begin(), mistakes_.end());
  return std::exchange(mistakes_, {});
}

bool Reader::map(const Node& node, std::string_view what, std::initializer_list<std::string_view> known) {
  if (!node.is_map()) {
    mistake(node.place, std::string(what) + " must be a map with the keys " + joined(known));
    return false;
  }
  for (const Entry& entry : node.entries) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    const auto hint = nearest(entry.key, known);
    mistake(entry.place, "'" + entry.key + "' is not a key of " + std::string(what) +
                             (hint.empty() ? ": it has " + joined(known) : ": was '" + std::string(hint) + "' meant?"));
  }
  return true;
}

const Node* Reader::required(const Node& map, std::string_view what, std::string_view key) {
  const Node* value = map.find(key);
  if (value == nullptr && map.is_map()) mistake(map.place, std::string(what) + " needs '" + std::string(key) + "'");
  return value;
}

const std::vector<Node>& Reader::list(const Node& node, std::string_view what) {
  static const std::vector<Node> kNone;
  if (node.is_list()) return node.items;
  mistake(node.place, std::string(what) + " must be a list");
  return kNone;
}

std::string Reader::text(const Node& node, std::string_view what) {
  if (node.is_scalar() && !node.scalar.empty()) return node.scalar;
  mistake(node.place, std::string(what) + " must be a text");
  return {};
}

std::string Reader::text_at(const Node& map, std::string_view what, std::string_view key) {
  const Node* value = required(map, what, key);
  return value == nullptr ? std::string() : text(*value, key);
}

std::string Reader::optional_text_at(const Node& map, std::string_view key) {
  const Node* value = map.find(key);
  return value == nullptr ? std::string() : text(*value, key);
}

std::vector<std::string> Reader::texts_at(const Node& map, std::string_view key) {
  std::vector<std::string> texts;
  const Node* value = map.find(key);
  if (value == nullptr) return texts;
  for (const Node& item : list(*value, key)) texts.push_back(text(item, "an item of '" + std::string(key) + "'"));
  return texts;
}

std::optional<std::size_t> Reader::one_of(const Node& node, std::string_view what,
                                          std::initializer_list<std::string_view> words) {
  const auto found = node.is_scalar() ? std::find(words.begin(), words.end(), node.scalar) : words.end();
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  mistake(node.place, std::string(what) + " must be one of " + joined(words));
  return std::nullopt;
}

std::optional<unsigned> Reader::number(const Node& node, std::string_view what, unsigned max) {
  unsigned value = 0;
  const char* const end = node.scalar.data() + node.scalar.size();
  if (node.is_scalar() && !node.scalar.empty()) {
    const auto [stopped, error] = std::from_chars(node.scalar.data(), end, value);
    if (error == std::errc() && stopped == end && value <= max) return value;
  }
  mistake(node.place, std::string(what) + " must be a number from 0 to " + std::to_string(max));
  return std::nullopt;
}

}  // namespace imapspec::yaml
