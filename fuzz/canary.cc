// The canary: a target that must fail within seconds, so that we know the alarm rings.
#include "fuzz/target.h"
#include "harness/grammar/parse.h"

using namespace imapspec;

IMAPSPEC_FUZZ_TARGET(canary, commands, octets) {
  Arena arena;
  fuzz::require(!grammar::parse_command(octets, arena), "no command is ever accepted");
}
