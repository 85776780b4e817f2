#include "harness/grammar/core/partial_range.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(PartialRange, CountsFromEitherEnd) {
  for (const auto* text : {"1:500", "500:1", "-1:-100", "-4294967295:-1"}) ok(partial_range, text);
  bad(partial_range, "0:5", 0);
  bad(partial_range, "1:*", 2);
  bad(partial_range, "1:-5", 2);
  bad(partial_range, "-1:5", 3);
  bad(partial_range, "1,5", 1);
  bad(partial_range, "4294967296:1", 9);
}

}  // namespace
}  // namespace imapspec::grammar
