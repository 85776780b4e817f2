#include "reference-server/store/expunge_history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace imapspec::reference_server {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ExpungeHistory, TellsWhatWentSince) {
  ExpungeHistory history;
  history.add(5, {4, 9});
  history.add(8, {2});
  EXPECT_THAT(history.since(1), ElementsAre(2, 4, 9));
  EXPECT_THAT(history.since(4), ElementsAre(2, 4, 9));
  EXPECT_THAT(history.since(5), ElementsAre(2));
  EXPECT_THAT(history.since(8), IsEmpty());
  EXPECT_EQ(history.modseq_of(9), 5U);
  EXPECT_EQ(history.modseq_of(2), 8U);
  EXPECT_EQ(history.modseq_of(3), 0U);
  EXPECT_TRUE(history.reaches_back_to(1));
}

TEST(ExpungeHistory, KnowsHowFarItReachesBack) {
  ExpungeHistory history;
  history.add(5, {4});
  history.forget();
  EXPECT_FALSE(history.reaches_back_to(4));
  EXPECT_TRUE(history.reaches_back_to(5));
  history.add(8, {2});
  EXPECT_THAT(history.since(5), ElementsAre(2));
}

TEST(ExpungeHistory, TheOldestGoFirst) {
  ExpungeHistory history;
  history.add(5, {1});
  std::vector<std::uint32_t> many(ExpungeHistory::kUidsMax);
  std::iota(many.begin(), many.end(), 2U);
  history.add(6, many);
  EXPECT_FALSE(history.reaches_back_to(4));
  EXPECT_TRUE(history.reaches_back_to(5));
  EXPECT_EQ(history.since(1).size(), many.size());
}

}  // namespace
}  // namespace imapspec::reference_server
