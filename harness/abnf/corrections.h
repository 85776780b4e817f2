// The one table of what has to be known beside the files: notation older than RFC 5234, errors and errata, imports, and
// where one RFC's rule does not join another's. Each row has its reason.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace imapspec::abnf {

// Sets of grammars, one bit each, in the order of Base.
inline constexpr std::uint8_t kRev1 = 1, kRev1Utf8 = 2, kRev2 = 4, kAny = 7;

struct Correction {
  enum class Kind : std::uint8_t {
    old_notation,  // the file is read as Notation::old; no rule
    drop,          // the file's definitions of the rule are not read
    instead,       // they are read as `abnf`
    add,           // `abnf` is read behind the file
    imported,      // `abnf` is all that is needed of an RFC that is no file here
    own,           // the rule is the RFC's own, whatever others call so
    leave,         // the definitions do not take part in composing the grammars `of`
    replaces,      // in the grammars `of` the definition by "=" takes the place of earlier ones
    rest,          // the last alternative of its last definition is called "name@rest", so that a hook can stand there
    server,        // where a server speaks, the rule is read as `abnf`
  };
  int rfc;
  Kind kind;
  std::string_view rule;  // in lower case; "" where the kind needs none
  std::string_view abnf;
  std::string_view reason;
  std::uint8_t of = kAny;
};

std::span<const Correction> corrections();
// The first row of this kind for this rule (in lower case); null if there is none.
const Correction* correction(int rfc, Correction::Kind kind, std::string_view rule, std::uint8_t of = kAny);

}  // namespace imapspec::abnf
