// Commands: all that must hold of one, be it right or wrong.
#include "fuzz/oracles/laws.h"
#include "fuzz/target.h"

using namespace imapspec;

IMAPSPEC_FUZZ_TARGET(command_laws, commands, octets) {
  fuzz::Laws<grammar::Command>(octets).hold();
}
