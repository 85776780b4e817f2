// YAML as this project's files use it: a tree of strings, lists and maps in which everything knows its place, so that
// every mistake can be shown as file:line:column. YAML's own types, anchors, aliases, merge keys and nulls do not
// exist.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace imapspec::yaml {

inline constexpr std::size_t kFileOctetsMax = std::size_t{8} << 20;  // a longer file is a mistake
inline constexpr std::size_t kDepthMax = 32;                         // lists and maps within each other

// Where something begins. Both count from 1; columns count octets.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend auto operator<=>(const Place&, const Place&) = default;
};

// What is wrong in a file, and where.
struct Mistake {
  std::string file;
  Place place;
  std::string message;                                                // what, and what was expected; no full stop
  friend auto operator<=>(const Mistake&, const Mistake&) = default;  // by file, then by place
};
std::string to_string(const Mistake&);               // "file:line:column: message"
std::string to_string(const std::vector<Mistake>&);  // one a line, each with its newline

struct Entry;

struct Node {
  enum class Kind : std::uint8_t { scalar, list, map };
  // How a scalar was written. Plain, single-quoted and double-quoted ones may stand on one line; the two block styles
  // begin on the next.
  enum class Style : std::uint8_t { plain, single_quoted, double_quoted, literal, folded };

  Kind kind = Kind::scalar;
  Place place;  // of a block scalar: its first line of text

  std::string scalar;  // decoded, if it was !!binary
  Style style = Style::plain;
  bool binary = false;  // tagged !!binary
  bool comment_follows =
      false;                   // plain, and a comment ends its line: lint asks whether `# x` was meant to belong to it
  std::vector<Node> items;     // list
  std::vector<Entry> entries;  // map; in the order of the file, keys unique

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_list() const { return kind == Kind::list; }
  bool is_map() const { return kind == Kind::map; }
  const Node* find(std::string_view key) const;  // the value of that key of a map; null where there is none
  // Where octet `offset` of the scalar stands in the file: exact for what stands on one line, unless double quotes held
  // escapes, and for a literal block; the scalar's own place otherwise.
  Place place_of(std::size_t offset) const;

  bool one_line = true;      // the scalar stands on one line of the file
  bool verbatim = true;      // double-quoted: its octets are those between the quotes
  std::uint32_t indent = 1;  // literal: the column at which its lines begin
};

struct Entry {
  std::string key;
  Place place;  // of the key
  Node value;
};

// Reads one document. A map, list or scalar at the top; an empty file is a mistake. All mistakes that can be found are
// given, in the order of their places. `file` is only the name that mistakes carry.
std::expected<Node, std::vector<Mistake>> load(std::string_view file, std::string_view text);

}  // namespace imapspec::yaml
