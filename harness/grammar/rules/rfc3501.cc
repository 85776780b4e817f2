// The rules of RFC 3501 section 9 that RFC 9051 has not, or has with other alternatives.
#include <array>

#include "harness/grammar/rules/common.h"
#include "harness/grammar/rules/sets.h"

namespace imapspec::grammar::rules {

namespace {

constexpr std::array kRules = {
    kCommandAny,
    kCommandAuth,
    kCommandSelect,
    Rule{"lsub", "lsub", command<as<Lsub>>, kCommand},
};

}  // namespace

std::span<const Rule> rfc3501_rules() {
  return kRules;
}

}  // namespace imapspec::grammar::rules
