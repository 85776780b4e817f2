#include "reference-server/store/flag_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace imapspec::reference_server {
namespace {

using testing::ElementsAre;

TEST(FlagChanges, EachUidOnceAscending) {
  FlagChanges changes;
  const auto all = [](const FlagChanges::Change&) { return true; };
  changes.note({2, 7}, all);
  changes.note({3, 4}, all);
  changes.note({5, 7}, all);
  EXPECT_THAT(changes.since(0), ElementsAre(4, 7));
  EXPECT_THAT(changes.since(2), ElementsAre(4, 7));
  EXPECT_THAT(changes.since(3), ElementsAre(7));
  EXPECT_THAT(changes.since(5), ElementsAre());
}

TEST(FlagChanges, NeverManyMoreThanMessages) {
  FlagChanges changes;
  std::map<std::uint32_t, std::uint64_t> latest;
  for (std::uint64_t modseq = 1; modseq <= 100'000; ++modseq) {
    const auto uid = static_cast<std::uint32_t>(modseq * 7 % 10 + 1);
    latest[uid] = modseq;
    if (uid == 3) latest.erase(3);  // it is gone
    changes.note({modseq, uid}, [&](const FlagChanges::Change& change) {
      const auto at = latest.find(change.uid);
      return at != latest.end() && at->second == change.modseq;
    });
  }
  EXPECT_LE(changes.size(), 1024);
  EXPECT_THAT(changes.since(0), testing::Contains(10));
  EXPECT_THAT(changes.since(99'999), ElementsAre(100'000 * 7 % 10 + 1));
}

}  // namespace
}  // namespace imapspec::reference_server
