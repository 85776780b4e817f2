// Responses, as the grammar reads them and as libetpan does. It is given nothing that we refuse: it forgives much on
// purpose, and what it makes of octets that nobody should send is its own affair.
#include <cstdio>

#include "fuzz/oracles/etpan_reading.h"
#include "fuzz/oracles/etpan_sameness.h"
#include "fuzz/oracles/etpan_scope.h"
#include "fuzz/target.h"
#include "harness/grammar/parse.h"

using namespace imapspec;

namespace {

Result<grammar::Response> parse(std::string_view octets, Arena& arena) {
  arena.reset();
  return grammar::parse_response(octets, arena, {.revision = grammar::Revision::rev1});
}

// "" where libetpan reads what we do; else what it does not: "what the grammar does", "the same FETCH UID".
std::string disagreement(const grammar::Response& ours, std::string_view octets) {
  const fuzz::EtpanReading theirs(octets);
  if (!theirs.accepted()) return "what the grammar does";
  const char* what = fuzz::etpan_difference(ours, theirs);
  return what == nullptr ? "" : std::string("the same ") + what;
}

// An excuse is none where libetpan agrees by now, or the grammar refuses the example. Said once, not demanded: it
// depends on the release that is installed. A test listens.
bool look_at_excuses() {
  Arena arena;
  for (const auto& excuse : fuzz::etpan_excuses()) {
    const auto ours = parse(excuse.example, arena);
    const bool holds = ours && fuzz::etpan_claims_to_read(*ours) && fuzz::etpan_excuse(*ours) == &excuse &&
                       (excuse.brings_down || !disagreement(*ours, excuse.example).empty());
    if (!holds) std::fprintf(stderr, "libetpan needs no excuse: %s\n", std::string(excuse.name).c_str());
  }
  return true;
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(response_etpan, responses, octets) {
  [[maybe_unused]] static const bool looked = look_at_excuses();
  static Arena arena;
  const auto ours = parse(octets, arena);
  if (!ours || !fuzz::etpan_claims_to_read(*ours) || fuzz::etpan_excuse(*ours) != nullptr) return;
  if (const std::string what = disagreement(*ours, octets); !what.empty())
    fuzz::broken("13: libetpan reads " + what, octets);
}
