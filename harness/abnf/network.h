// Network: composed rules made ready to run: each rule a tree, from which texts are derived, and a small automaton whose
// moves take octets or call another rule, by which texts are judged. For the files of this folder only.
#pragma once

#include <bitset>
#include <cstdint>
#include <expected>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "harness/abnf/grammar.h"
#include "harness/abnf/hooks.h"
#include "harness/abnf/notation.h"

namespace imapspec::abnf {

using OctetSet = std::bitset<256>;
inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

// A node of a rule's tree, its names resolved.
struct Node {
  enum class Kind : std::uint8_t { alternation, concatenation, repetition, rule, words, exact, octet, count };
  Kind kind = Kind::words;
  std::uint32_t index = 0;            // of the rule; or of the set, for octet and count
  std::uint32_t least = 0, most = 0;  // of a repetition
  std::string text = {};              // of words, as they are spelt, and exact
  std::vector<Node> parts = {};
  std::uint32_t depth = kNone;   // the least number of rules within rules that an instance needs
  std::uint32_t octets = kNone;  // the least length of an instance
};

// From a state one octet or more is taken, or a rule is called, and another state reached.
struct Move {
  enum class Kind : std::uint8_t { octet, words, exact, count, call };
  Kind kind = Kind::octet;
  bool nullable = false;     // a call of a rule that has the empty instance
  std::uint32_t index = 0;   // of the set, the text or the rule
  std::uint32_t target = 0;  // a state
  std::uint32_t first = 0;   // the set of octets with which it can begin; not asked if nullable
};

struct State {
  std::uint32_t begin = 0, end = 0;  // its moves
  std::uint32_t first = 0;           // the set of octets with which it can go on
  bool accepting = false;            // the rule may end here
  bool may_end = false;              // the rule may end here or after calls of empty instances
};

struct NetworkRule {
  Rule rule;
  Node tree;
  std::uint32_t start = 0;    // a state
  std::uint32_t set = kNone;  // the set of octets that the rule is, if it is no more than that
  bool nullable = false;
  const Hook* hook = nullptr;
  std::uint32_t held = kNone;  // the rule that Hook::Kind::holds or uncoded means
  // The words that Hook::Kind::unlike or uncoded means, in lower case; those that are an alternative alone.
  std::vector<std::string> with_more, alone;
};

// The octets of a set in a row, letters and digits first.
struct SetMembers {
  std::string octets;
  std::size_t plain = 0;  // how many are letters or digits
};

struct Network {
  std::vector<NetworkRule> rules;                           // sorted by name, without case
  std::vector<Rule> listed;                                 // rules[i].rule
  std::map<std::string, std::uint32_t, std::less<>> index;  // by name in lower case
  std::vector<OctetSet> sets;                               // each once
  std::unordered_map<OctetSet, std::uint32_t> set_numbers;
  std::vector<SetMembers> members;  // of each set
  std::vector<std::string> texts;
  std::vector<State> states;
  std::vector<Move> moves;
  std::vector<std::string> undefined;

  std::uint32_t find(std::string_view name) const;  // kNone if there is none
  std::uint32_t number_of(const OctetSet& set);     // in `sets`, where it is put if it is new
  // Whether an instance that stands as `text` is one by the rule's hook; what is in it, the judge asks.
  bool allows(std::uint32_t rule, std::string_view text) const;
  // Whether some text that begins with `text` could be, as far as the hook goes.
  bool may_grow(std::uint32_t rule, std::string_view text) const;
};

std::string lower(std::string_view text);
bool is_among(const std::vector<std::string>& words, std::string_view word);
// What an astring stands for (RFC 9051 section 4.3).
std::string content_of(std::string_view astring);

// All definitions of one name, to be united.
struct Composed {
  std::string name;
  std::vector<int> rfcs;
  std::vector<Element> alternatives;
};

// By name in lower case.
using Composition = std::map<std::string, Composed, std::less<>>;

// Adds a definition as rule `name`: by "=" it takes the place of what is there if `replaces`, else it joins it.
void join(Composition& composition, const std::string& name, const Definition& definition, bool replaces);
// The core rules (RFC 5234 appendix B.1), for the names that are not there.
void join_core(Composition& composition);

// The error names a rule that has no finite instance, or a hook that fits no rule's shape.
std::expected<Grammar, std::string> build(const Composition& composition);

}  // namespace imapspec::abnf
