// Pattern: a line of a scenario read as IMAP with holes, before it is known what the holes hold. It knows how a line is
// built (tag, status, code, text, "*", "+", lists, sections, sets); what is a set and what is ordered, it is told by
// the Term that it meets.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/grammar/response/status.h"
#include "harness/yaml/yaml.h"

namespace re2 {
class RE2;
}

namespace imapspec::scenario {

// $name, $name:rule, $1, $uid1; "_" is the nameless hole.
struct Hole {
  std::string name;
  std::string rule;  // "nz-number", "uid-set", "quoted", ...; empty: any
  bool nameless() const { return name == "_"; }
  friend bool operator==(const Hole&, const Hole&) = default;
};

// Text, or a hole in it. In an atom the text is as on the wire; in quotes it is unescaped.
struct Piece {
  std::string text;
  std::optional<Hole> hole;
  friend bool operator==(const Piece&, const Piece&) = default;
};
using Pieces = std::vector<Piece>;

// {name}, {name+}, ~{name}, {name<16.4>}: the octets of a `data` entry, or a slice of them.
struct NamedOctets {
  std::string name;
  bool sliced = false;
  Pieces first, count;  // of the slice; each a number or a hole
  bool non_synchronising = false;
  bool literal8 = false;
  friend bool operator==(const NamedOctets&, const NamedOctets&) = default;
};

struct Node {
  enum class Kind : std::uint8_t {
    atom,  // one word without spaces: text and holes; may be a number, a set, a flag, a word, NIL, "$_"
    quoted,
    list,          // "(" ... ")"
    section,       // BODY[1.HEADER.FIELDS (To)]<16>: pieces are the name, items the section's fields, origin the rest
    octets,        // {name}
    announcement,  // {5}, {5+}, {$n} at the end of a C
    rest,          // "..."
    regex,         // /x/: fits the whole of a string or text
  };
  Kind kind = Kind::atom;
  Pieces pieces;            // atom, quoted; section: its name; announcement: the number
  std::vector<Node> items;  // list; section: numbers and words in order, a list of field names last
  Pieces origin;            // section: what stands between "<" and ">"
  bool has_origin = false;
  NamedOctets octets;
  bool non_synchronising = false;  // announcement
  std::string regex;
  std::shared_ptr<const re2::RE2> compiled;  // of `regex`
  std::uint32_t begin = 0, end = 0;          // octets of the line
  // Same written meaning; where it stands does not count.
  friend bool operator==(const Node& a, const Node& b) {
    return a.kind == b.kind && a.pieces == b.pieces && a.items == b.items && a.origin == b.origin &&
           a.has_origin == b.has_origin && a.octets == b.octets && a.non_synchronising == b.non_synchronising &&
           a.regex == b.regex;
  }

  // The one hole that the atom consists of, or null.
  const Hole* hole() const;
  // The text that the atom consists of; nothing where it holds a hole.
  std::optional<std::string_view> word() const;
};

// One line of C, S, never or await.
struct Line {
  enum class Kind : std::uint8_t {
    untagged,      // "* ..."
    tagged,        // "OK", "$a NO", "NO/BAD"
    continuation,  // "+ ..."
    closed,        // the peer closes the connection
    rest,          // "..." alone: what is left of the reference server's answer (client role)
    command,       // a C line
  };
  Kind kind = Kind::untagged;
  std::string written;                        // the line alone
  yaml::Place place;                          // of its first octet, in the file of its scenario
  std::string bound_to;                       // "rev1", "rev2" or a capability; empty: always
  std::optional<Hole> tag;                    // tagged, command: a tag that is written
  std::vector<grammar::StatusKind> statuses;  // of a status response; empty for data
  bool has_code = false;
  std::vector<Node> code;  // the word first
  std::optional<Node>
      text;  // of a status response or a continuation: an atom whose pieces are the whole text, or a regex
  std::vector<Node> fields;  // data: all behind "*"; command: all behind the tag

  bool is_fence() const { return kind == Kind::tagged || kind == Kind::continuation || kind == Kind::closed; }
  bool is_status() const { return !statuses.empty(); }
  // The first field that is a plain word, in capitals: "FETCH" of `* 1 FETCH (...)`; "OK" of a status; "" otherwise.
  std::string name() const;
};

// What is wrong in a line, and where: octets from its beginning.
struct PatternError {
  std::size_t offset = 0;
  std::string message;
};

// A line of S, never or await; and one of C (`tagged`: a first word that is a hole is the tag, unless the line
// continues).
std::expected<Line, PatternError> parse_response_line(std::string_view text);
std::expected<Line, PatternError> parse_command_line(std::string_view text, bool continues);
// Text with holes, as in `raw` and `data`: no IMAP is asked of it.
std::expected<Pieces, PatternError> parse_text(std::string_view text);

// Calls f(const Hole&) for every hole of the line, in order, those of named octets' slices included.
template <class F>
void each_hole(const Pieces& pieces, F&& f) {
  for (const auto& piece : pieces)
    if (piece.hole) f(*piece.hole);
}
template <class F>
void each_hole(const Node& node, F&& f) {
  each_hole(node.pieces, f);
  for (const auto& item : node.items) each_hole(item, f);
  each_hole(node.origin, f);
  each_hole(node.octets.first, f);
  each_hole(node.octets.count, f);
}
template <class F>
void each_hole(const Line& line, F&& f) {
  if (line.tag) f(*line.tag);
  for (const auto& node : line.code) each_hole(node, f);
  if (line.text) each_hole(*line.text, f);
  for (const auto& node : line.fields) each_hole(node, f);
}

// Whether $name names a given message ($1) or its UID ($uid1): its number from 1; 0 otherwise.
std::size_t given_number(std::string_view name);
std::size_t given_uid(std::string_view name);

}  // namespace imapspec::scenario
