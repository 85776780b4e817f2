// Nothing: what the fuzzing engine costs alone. Other targets are measured against it.
#include "fuzz/target.h"

IMAPSPEC_FUZZ_TARGET(empty, octets, octets) {
  (void)octets;
}
