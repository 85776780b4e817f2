// The table of the formal syntax: every ABNF rule of every RFC that the grammar covers, the function that implements
// it, and a way to hold any text against this rule alone, in both directions. The differential test walks it; no
// program has it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "harness/base/result.h"
#include "harness/grammar/core/dialect.h"

namespace imapspec::grammar::rules {

// What became of a text that was read as a rule.
struct Outcome {
  bool accepted = false;
  bool printed = false;  // its tree prints back to the very octets; only of accepted ones
  ParseError error;      // of refused ones; the offset counts from the start of the text
};

// How a text is read, its frame around it. Who says it matters where a literal may have a "+" (RFC 7888 section 3).
struct Reading {
  Outcome (*read)(std::string_view framed, Dialect dialect);
  bool from_server = false;
};

// What stands around a text, so that a rule which is no function of its own is read where it belongs.
struct Frame {
  std::string_view before, after;
};

struct Rule {
  std::string_view name;      // as the RFC writes it
  std::string_view function;  // that implements it: "nz_number", "fetch_or"
  Reading reading;
  Frame frame = {};
  std::string_view word = {};  // with which the text begins, where its frame would take other words as well

  // Whether `text`, all of it, is this rule. A text that its frame reads as something else is refused, with
  // kind mismatch at offset 0.
  Outcome check(std::string_view text, Dialect dialect) const;
};

struct RuleSet {
  std::string_view rfc;  // "9051"
  std::span<const Rule> rules;
};

// A rule, or where `name` is empty a whole RFC, that has no row, and why.
struct Omission {
  std::string_view rfc, name;
  std::string_view why;
};

// Both in an order that holds within a build. An RFC may have several sets.
std::span<const RuleSet> rule_sets();
std::span<const Omission> omissions();

}  // namespace imapspec::grammar::rules
