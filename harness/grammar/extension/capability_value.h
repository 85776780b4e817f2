// Capabilities that carry a value, "RIGHTS=texk" or "AUTH=PLAIN": each held against the rule of its RFC. In the tree a
// capability is an atom; what the rest of it must be is asked here.
#pragma once

#include <span>
#include <string_view>

namespace imapspec::grammar {

struct CapabilityRule {
  std::string_view prefix;               // "RIGHTS=", in capitals
  bool (*fits)(std::string_view value);  // whether this may stand behind it
  std::string_view section;              // "RFC 4314 section 7"
};
std::span<const CapabilityRule> capability_rules();

// The rule for a capability, whatever its case; null if none speaks of it.
const CapabilityRule* capability_rule_of(std::string_view capability);
// Whether a capability fits its rule. One that none speaks of is right if it is an atom.
bool is_capability(std::string_view capability);
// What stands behind `prefix`, which is in capitals; "" of another capability.
std::string_view capability_value(std::string_view capability, std::string_view prefix);

}  // namespace imapspec::grammar
