// By rule: random texts of a rule of the formal syntax, for who speaks of rules by their names.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "harness/grammar/generate/generator.h"

namespace imapspec::grammar {

// The names, as the RFCs write them, of the rules that have texts.
std::span<const std::string_view> generated_rules();

// A random text of the rule, all of it, literals included, as its sender says it; nullopt for a rule that is not among
// them. A command and an untagged response have neither tag, "*" nor CRLF where their rules have none.
std::optional<std::string> generate_text(Generator& g, std::string_view rule);

}  // namespace imapspec::grammar
