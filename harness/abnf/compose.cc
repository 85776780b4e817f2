#include <algorithm>

#include "harness/abnf/network.h"

namespace imapspec::abnf {
namespace {

// RFC 5234 appendix B.1.
constexpr std::string_view kCore = R"(ALPHA = %x41-5A / %x61-7A
BIT = "0" / "1"
CHAR = %x01-7F
CR = %x0D
CRLF = CR LF
CTL = %x00-1F / %x7F
DIGIT = %x30-39
DQUOTE = %x22
HEXDIG = DIGIT / "A" / "B" / "C" / "D" / "E" / "F"
HTAB = %x09
LF = %x0A
LWSP = *(WSP / CRLF WSP)
OCTET = %x00-FF
SP = %x20
VCHAR = %x21-7E
WSP = SP / HTAB
)";

}  // namespace

void join(Composition& composition, const std::string& name, const Definition& definition, bool replaces) {
  Composed& composed = composition[lower(name)];
  if (composed.name.empty()) composed.name = name;
  if (replaces && !definition.incremental) {
    composed.rfcs.clear();
    composed.alternatives.clear();
  }
  if (std::find(composed.rfcs.begin(), composed.rfcs.end(), definition.rfc) == composed.rfcs.end()) {
    composed.rfcs.push_back(definition.rfc);
  }
  auto& known = composed.alternatives;
  if (std::find(known.begin(), known.end(), definition.elements) == known.end()) known.push_back(definition.elements);
}

void join_core(Composition& composition) {
  const auto core = read_rules(kCore, "core");
  for (Definition definition : *core) {
    definition.rfc = 5234;
    if (!composition.contains(lower(definition.name))) join(composition, definition.name, definition, false);
  }
}

std::expected<Grammar, std::string> grammar_of(std::string_view abnf, int rfc) {
  auto definitions = read_rules(abnf, "");
  if (!definitions) return std::unexpected(definitions.error().substr(1));
  Composition composition;
  for (Definition& definition : *definitions) {
    definition.rfc = rfc;
    join(composition, definition.name, definition, true);
  }
  join_core(composition);
  return build(composition);
}

}  // namespace imapspec::abnf
