// Where a rule of the formal syntax stands: what a diagnosis cites.
#pragma once

#include <span>
#include <string_view>

#include "harness/grammar/core/dialect.h"

namespace imapspec::grammar {

// A rule that the base protocol has not, or that only RFC 9051 has taken into it.
struct RuleOfExtension {
  std::string_view rule;
  std::string_view section;  // "RFC 7162 section 7"
  bool rev1_only = false;    // RFC 9051 has the rule itself
};
std::span<const RuleOfExtension> rules_of_extensions();

// "RFC 9051 section 9": of the base protocol of that revision (RFC 9051 for either) where no extension has the rule.
std::string_view section_of(std::string_view rule, Revision revision);

}  // namespace imapspec::grammar
