// Responses, as the grammar reads them and as the RFCs' ABNF does.
#include "fuzz/oracles/judge.h"
#include "fuzz/target.h"
#include "harness/grammar/parse.h"

using namespace imapspec;

IMAPSPEC_FUZZ_TARGET(response_abnf, responses, octets) {
  const grammar::Dialect dialect = fuzz::judged_dialect(octets);
  Arena arena;
  const auto parsed = grammar::parse_response(octets, arena, dialect);
  if (!parsed && parsed.error().kind == ParseError::Kind::limit) return;
  fuzz::agree_with_abnf(grammar::Direction::response, octets, dialect.revision, parsed.has_value());
}
