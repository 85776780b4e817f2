// Grammar: rules of ABNF made ready to be judged and derived from. Immutable once composed, so that many judges may
// share it.
#pragma once

#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace imapspec::abnf {

struct Network;  // the compiled form, see network.h

// One rule of a grammar. `name` is spelt as its first definition spells it; names compare without case (RFC 5234
// section 2.1).
struct Rule {
  std::string name;
  std::vector<int> rfcs;  // whose definitions it is made of, in the order applied; 5234 for a core rule. Never empty
};

class Grammar {
 public:
  explicit Grammar(std::shared_ptr<const Network> network) : network_(std::move(network)) {}

  std::span<const Rule> rules() const;            // sorted by name, without case
  const Rule* find(std::string_view name) const;  // null if there is no such rule
  // Names that some rule refers to and nobody defines, each "name (referred to by rule, RFC n)"; sorted.
  std::span<const std::string> undefined() const;

  const Network& network() const { return *network_; }

 private:
  std::shared_ptr<const Network> network_;
};

// A grammar of one text in the notation of RFC 5234, and the core rules. `rfc` is what its rules are marked with. A rule
// that is defined twice by "=" is what it is defined to be last. Errors are "line: ...".
std::expected<Grammar, std::string> grammar_of(std::string_view abnf, int rfc = 0);

}  // namespace imapspec::abnf
