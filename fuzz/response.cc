// Responses: what is accepted prints back to the octet, and what is refused is refused at an octet of the input.
#include <cstddef>
#include <cstdint>

#include "fuzz/require.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"
#include "harness/grammar/term.h"

using namespace imapspec;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view octets(reinterpret_cast<const char*>(data), size);
  static Arena arena;
  for (const auto revision : {grammar::Revision::rev1, grammar::Revision::rev2, grammar::Revision::either}) {
    arena.reset();
    const grammar::Dialect dialect{.revision = revision};
    const auto response = grammar::parse_response(octets, arena, dialect);
    if (!response) {
      require(response.error().offset <= size, "the error lies within the input");
      const auto diagnosis = grammar::diagnose_response(octets, dialect);
      require(diagnosis.error.offset >= response.error().offset, "the furthest failure is not before the first");
      continue;
    }
    require(grammar::print_response(*response) == octets, "a response prints back to the octet");
    (void)grammar::to_string(grammar::term_of(*response));
  }
  return 0;
}
