// Rules: the RFC rules that may narrow a hole, `$x:nz-number`: which values obey them, and what lint puts in their
// place.
#pragma once

#include <span>
#include <string_view>

#include "harness/grammar/core/dialect.h"
#include "harness/grammar/term.h"

namespace imapspec::scenario {

bool is_rule(std::string_view name);
// Whether a received value obeys the rule: by its form for quoted, literal, literal8, atom and nil; otherwise its
// octets are parsed by the rule.
bool obeys(std::string_view rule, const grammar::Term& value, const grammar::Dialect& dialect);
// Texts that a hole with this rule ("": any) may stand for in a line, for lint to try in turn. Never empty.
std::span<const std::string_view> samples(std::string_view rule);

}  // namespace imapspec::scenario
