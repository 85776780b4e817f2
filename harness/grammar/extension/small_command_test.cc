#include "harness/grammar/extension/small_command.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(SmallCommand, OfThreeExtensions) {
  for (const auto& dialect : {kRev1, kRev2, kEither}) {
    ok_command("a UNAUTHENTICATE", dialect);
    ok_command("a compress Deflate", dialect);
    ok_command("B08 CANCELUPDATE \"B01\"", dialect);
    ok_command("a CANCELUPDATE \"a\" \"b\\\\\" \"\"", dialect);
  }
  bad_command("a UNAUTHENTICATE x", 16, "CRLF");
  bad_command("a COMPRESS", 10, "compress");
  bad_command("a COMPRESS GZIP", 11, "algorithm");
  bad_command("a CANCELUPDATE", 14, "cancelupdate");
  bad_command("a CANCELUPDATE a", 15, "quoted");
  ok_response("a NO [COMPRESSIONACTIVE] DEFLATE active via TLS");
}

}  // namespace
}  // namespace imapspec::grammar
