#include "harness/grammar/core/number.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

Result<std::uint32_t> number_rule(Cursor& c) {
  return number(c);
}
Result<std::uint32_t> nz_number_rule(Cursor& c) {
  return nz_number(c);
}
Result<std::uint64_t> number64_rule(Cursor& c) {
  return number64(c);
}
Result<std::uint64_t> nz_number64_rule(Cursor& c) {
  return nz_number64(c);
}

TEST(Number, Holds32Bits) {
  ok(number_rule, "0");
  ok(number_rule, "4294967295");
  bad(number_rule, "4294967296", 9);
  bad(number_rule, "-1", 0);
  bad(number_rule, "12a", 2);
}

TEST(Number, KeepsLeadingZeros) {
  ok(number_rule, "007");
  ok(number_rule, "00");
  ok(number64_rule, "0000000000000000000000001");
}

TEST(NzNumber, BeginsWithoutZero) {
  ok(nz_number_rule, "1");
  bad(nz_number_rule, "0", 0);
  bad(nz_number_rule, "01", 0);
}

TEST(Number64, Holds63Bits) {
  ok(number64_rule, "9223372036854775807");
  bad(number64_rule, "9223372036854775808", 18);
  ok(nz_number64_rule, "9223372036854775807");
  bad(nz_number64_rule, "0", 0);
}

TEST(Number, IsTheSameWhateverFollows) {
  for (const char* text : {"0", "1", "12", "90817263", "123456789012345678901234567890", "4294967295", "4294967296",
                           "9223372036854775807", "9223372036854775808", "007", "0000001", "00000000000000000000012"})
    for (std::size_t digits = 1; digits <= std::string_view(text).size(); ++digits) {
      const std::string number(text, digits);
      same_whatever_follows(number_rule, number);
      same_whatever_follows(nz_number_rule, number);
      same_whatever_follows(number64_rule, number);
      same_whatever_follows(nz_number64_rule, number + "a");
    }
}

}  // namespace
}  // namespace imapspec::grammar
