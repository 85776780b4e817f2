#include "harness/grammar/core/sequence_set.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

SequenceSet parsed(std::string_view text, Arena& arena) {
  Cursor c(text, arena);
  return sequence_set(c).value();
}

TEST(SequenceSet, KeepsOrderAndSpelling) {
  Arena arena;
  const SeqItem items[] = {SeqRange{7U, 3U}, SeqNumber{4294967295U}, SeqRange{Star{}, 4U}};
  EXPECT_EQ(parsed("7:3,4294967295,*:4", arena), (SequenceSet{{items, 3}, false}));
  for (const auto* text : {"1", "*", "*:*", "7:3", "4:*", "*:4", "1,1,1:1", "2,4:7,9,12:*", "$"})
    ok(sequence_set, text);
}

TEST(SequenceSet, RejectsAtTheOctetThatIsWrong) {
  bad(sequence_set, "0", 0);
  bad(sequence_set, "2:4294967296", 11);
  bad(sequence_set, "1,,2", 2);
  bad(sequence_set, "1:2:3", 3);
  bad(sequence_set, "01", 0);
  bad(sequence_set, "$,1", 1);
  bad(sequence_set, "1,$", 2);
  bad(sequence_set, "1, 2", 2);
}

TEST(SequenceSet, IsTheSameWhateverFollows) {
  for (const char* text : {"1", "*", "$", "7:3", "*:4", "1:*,2", "1234567:12345678,123456789:*", "4294967295",
                           "4294967296", "1:4294967296", "0", "1:0", "01:2", "1:02", "2,", "2:", "2,,3", "*:*,*"})
    same_whatever_follows(sequence_set, text);
}

TEST(SequenceSet, IsNeverExpanded) {
  Arena arena;
  const auto set = parsed("1:4294967295", arena);
  EXPECT_LT(arena.used_octets(), 1000U);
  EXPECT_TRUE(contains(set, 4294967295U, 10));
  EXPECT_FALSE(contains(parsed("3:*", arena), 2, 10));
  EXPECT_TRUE(contains(parsed("30:*", arena), 10, 10));  // the last message is always within n:*
  EXPECT_TRUE(contains(parsed("*", arena), 10, 10));
  EXPECT_FALSE(contains(parsed("2,9:7", arena), 6, 10));
}

TEST(UidSet, HasNoStar) {
  ok(uid_set, "304,319:320");
  ok(uid_set, "4:2");
  bad(uid_set, "*", 0);
  bad(uid_set, "1:*", 2);
  bad(uid_set, "$", 0);
  bad(uid_set, "0", 0);
}

TEST(UidSet, CountsWithoutExpanding) {
  Arena arena;
  Cursor c("1:4294967295,7,9:5", arena);
  EXPECT_EQ(count(uid_set(c).value()), 4294967295ULL + 1 + 5);
}

}  // namespace
}  // namespace imapspec::grammar
