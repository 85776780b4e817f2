// Responses, as the grammar reads them and as the RFCs' ABNF does.
#include "fuzz/input.h"
#include "fuzz/oracles/judge.h"
#include "fuzz/target.h"
#include "harness/grammar/parse.h"

using namespace imapspec;

IMAPSPEC_FUZZ_TARGET(response_abnf, responses, octets) {
  const auto revision = fuzz::hash_of(octets) % 2 == 0 ? grammar::Revision::rev1 : grammar::Revision::rev2;
  Arena arena;
  const auto parsed = grammar::parse_response(octets, arena, {.revision = revision});
  if (!parsed && parsed.error().kind == ParseError::Kind::limit) return;
  fuzz::agree_with_abnf(grammar::Direction::response, octets, revision, parsed.has_value());
}
