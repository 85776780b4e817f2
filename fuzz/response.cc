// Responses: what is accepted prints back to the octet, and what is refused is refused at an octet of the input.
#include "fuzz/oracles/round_trip.h"
#include "fuzz/target.h"

using namespace imapspec;

IMAPSPEC_FUZZ_TARGET(response, responses, octets) {
  fuzz::round_trip<grammar::Response>(octets);
}
