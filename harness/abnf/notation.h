// The notation of RFC 5234: text to definitions, and nothing about what they mean.
#pragma once

#include <cstdint>
#include <expected>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace imapspec::abnf {

// One node of the right side of a rule (RFC 5234 section 4).
struct Element {
  enum class Kind : std::uint8_t {
    alternation,    // one of `parts`
    concatenation,  // all of `parts`
    repetition,     // parts[0], `least` to `most` times
    rule,           // the rule called `text`
    words,          // the octets `text`, letters without case (section 2.3)
    octets,         // exactly the octets `text` (%d13.10)
    range,          // one octet, `low` to `high`
    prose,          // what `text` says, between "<" and ">"
  };
  static constexpr std::uint32_t kNoBound = std::numeric_limits<std::uint32_t>::max();

  Kind kind = Kind::words;
  std::string text = {};
  std::uint32_t least = 0, most = 0;  // of a repetition; most is kNoBound for n*
  std::uint32_t low = 0, high = 0;    // of a range; values beyond 255 are refused when the file is read
  std::vector<Element> parts = {};

  friend bool operator==(const Element&, const Element&) = default;
};

struct Definition {
  std::string name;
  bool incremental = false;  // "=/"
  Element elements;
  int rfc = 0;
  std::size_t line = 0;  // in its file, from 1; of the correction, 0
};

enum class Notation {
  rfc5234,  // as it stands
  old,  // also ":=", "::=", "/=" for the signs of definition, "_" in names (read as "-"), <"> for DQUOTE, and n#m(rule),
        // a list whose delimiter is one SP, as RFC 2060 section 9 has it
};

// One rule of a file as text, before it is read.
struct RuleText {
  std::string name;
  std::string text;      // from the name to the end of its last line
  std::size_t line = 0;  // of the name, from 1
};

// Cuts a rulelist into its rules: a rule begins at the indentation of the first one, what is indented deeper goes on.
// Errors are "file:line: ...".
std::expected<std::vector<RuleText>, std::string> split_rules(std::string_view text, std::string_view file,
                                                              Notation notation = Notation::rfc5234);
std::expected<Definition, std::string> read_rule(const RuleText& rule, std::string_view file,
                                                 Notation notation = Notation::rfc5234);
// Both at once.
std::expected<std::vector<Definition>, std::string> read_rules(std::string_view text, std::string_view file,
                                                               Notation notation = Notation::rfc5234);

}  // namespace imapspec::abnf
