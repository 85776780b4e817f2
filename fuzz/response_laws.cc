// Responses: all that must hold of one, be it right or wrong.
#include "fuzz/oracles/laws.h"
#include "fuzz/target.h"

using namespace imapspec;

IMAPSPEC_FUZZ_TARGET(response_laws, responses, octets) {
  fuzz::Laws<grammar::Response>(octets).hold();
}
