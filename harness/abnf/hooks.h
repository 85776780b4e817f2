// Hooks: what the RFCs say about a rule in prose or in a comment, and ABNF cannot. One table, each row with its section.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace imapspec::abnf {

// "name@rest" is what a rule has for all that its other alternatives do not name (see Correction::Kind::rest).
struct Hook {
  enum class Kind : std::uint8_t {
    number,   // an instance is a decimal number, least to most
    count,    // the octets behind the header are as many as the header's number says
    without,  // no instance has one of the octets `text`
    alone,    // an instance that has the octet `text` has nothing else
    value,    // what an astring stands for, its quotes or its literal's header taken off, is as `fits` says
    holds,    // what an astring stands for is an instance of the rule `text`
    shape,    // an instance is, as it stands, as `fits` says
    unlike,   // no instance begins with a word with which an alternative of the rule `text` begins; with `least`, only
              // those words count that have something behind them
    uncoded,  // no instance begins with "[", an instance of the rule `text`, "]" and SP; where that is a word that its
              // alternatives know, neither without the SP, nor with "] " behind what is no instance
  };
  std::string_view rule;
  Kind kind;
  std::uint64_t least = 0, most = 0;
  std::string_view text = "";
  std::string_view cites;
  bool (*fits)(std::string_view text) = nullptr;
};

std::span<const Hook> hooks();

}  // namespace imapspec::abnf
