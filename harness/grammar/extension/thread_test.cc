#include "harness/grammar/extension/thread.h"

#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(Thread, HasAlgorithmCharsetAndKeys) {
  for (const auto& dialect : {kRev1, kRev2, kEither}) {
    ok_command("A283 THREAD ORDEREDSUBJECT UTF-8 SINCE 5-MAR-2000", dialect);
    ok_command("a uid thread X-OURS \"US-ASCII\" TEXT \"gewp\" NOT SEEN", dialect);
  }
  bad_command("a THREAD REFERENCES ALL", 23, "search-criteria");
  bad_command("a THREAD", 8, "thread");
  bad_command("a THREAD (REFERENCES) UTF-8 ALL", 9, "atom");
}

TEST(ThreadData, IsATree) {
  ok_response("* THREAD (166)(167)(168)(169)(172)(170)(171)(173)(174 (175)(176)(178)(181)(180))(179)(177 (183)(182))");
  ok_response("* THREAD (2)(3 6 (4 23)(44 7 96))");
  ok_response("* THREAD ((3)(5))");
  ok_response("* THREAD ((1 2 (3)((4)(5)))(6))");
  ok_response("* THREAD");
  bad_response("* THREAD ", 9, "thread-list");
  bad_response("* THREAD ()", 10, "nz-number");
  bad_response("* THREAD (1 (2))", 15, "thread-list");
  bad_response("* THREAD ((1))", 13, "thread-list");
  bad_response("* THREAD (1(2)(3))", 11, "thread-list");
  bad_response("* THREAD (1) (2)", 12, "CRLF");
  bad_response("* THREAD (1 )", 12, "nz-number");
  bad_response("* THREAD (0)", 10, "nz-number");
}

TEST(ThreadData, IsBoundedInDepth) {
  Arena arena;
  const std::string deep = "* THREAD " + std::string(1'000'000, '(');
  EXPECT_EQ(parse_response(deep, arena).error().kind, ParseError::Kind::limit);
}

TEST(ThreadData, HasATerm) {
  Arena arena;
  EXPECT_EQ(to_string(term_of(parse_response("* THREAD (2)(3 6 (4 23)(44))\r\n", arena).value())),
            "* THREAD ((2) (3 6 (4 23) (44)))");
}

}  // namespace
}  // namespace imapspec::grammar
