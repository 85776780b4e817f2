#include "reference-server/store/mailbox.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reference-server/quirks/decisions.h"

namespace imapspec::reference_server {
namespace {

using testing::ElementsAre;
using Kind = FlagSet::Kind;

class StoredMailboxTest : public testing::Test {
 protected:
  void add(unsigned count) {
    for (unsigned i = 0; i < count; ++i) {
      Message message;
      message.octets = std::make_shared<const std::string>("A: b\r\n");
      mailbox.add(std::move(message), Origin::append);
    }
  }
  void set(std::uint32_t uid, Kind flag) {
    FlagSet flags = mailbox.find(uid)->flags;
    flags.add(flag);
    mailbox.set_flags(uid, flags);
  }

  Choices choices;
  Mailbox mailbox{1, true, true, choices, [] { return std::int64_t{0}; }};
};

TEST_F(StoredMailboxTest, FindsByUidWhereverTheMessageIs) {
  add(6);
  mailbox.expunge({2, 3, 5, 9}, Removal::expunge);
  EXPECT_THAT(mailbox.uids(), ElementsAre(1, 4, 6));
  EXPECT_EQ(mailbox.removals(), 3);
  for (std::size_t likely = 0; likely < 6; ++likely) {
    EXPECT_EQ(mailbox.find(4, likely), &mailbox.messages()[1]);
    EXPECT_EQ(mailbox.find(5, likely), nullptr);
    EXPECT_EQ(mailbox.find(7, likely), nullptr);
  }
  for (const Message& message : mailbox.messages()) EXPECT_EQ(mailbox.find(message.uid), &message);
}

TEST_F(StoredMailboxTest, FirstUnseen) {
  EXPECT_EQ(mailbox.first_unseen(), 0);
  add(4);
  EXPECT_EQ(mailbox.first_unseen(), 0);
  for (const std::uint32_t uid : {1U, 2U, 4U}) set(uid, Kind::seen);
  EXPECT_EQ(mailbox.first_unseen(), 2);
  set(3, Kind::seen);
  EXPECT_EQ(mailbox.first_unseen(), 4);
  add(2);
  EXPECT_EQ(mailbox.first_unseen(), 4);
  mailbox.expunge({1, 2}, Removal::expunge);
  EXPECT_EQ(mailbox.first_unseen(), 2);
  mailbox.set_flags(4, {});
  EXPECT_EQ(mailbox.first_unseen(), 1);
}

TEST_F(StoredMailboxTest, RecentUntilClaimed) {
  add(3);
  mailbox.claim_recent_above(1);
  EXPECT_THAT(mailbox.recent(), ElementsAre(1));
  add(1);
  EXPECT_THAT(mailbox.recent(), ElementsAre(1, 4));
  mailbox.expunge({1}, Removal::expunge);
  EXPECT_THAT(mailbox.recent(), ElementsAre(4));
}

TEST_F(StoredMailboxTest, CopiesShareTheirOctets) {
  add(1);
  const Message original = mailbox.messages()[0];
  mailbox.add(original, Origin::copy);
  EXPECT_EQ(mailbox.messages()[1].octets, original.octets);
}

TEST_F(StoredMailboxTest, FlagChangesAreListedOnce) {
  add(3);
  const std::uint64_t before = mailbox.modseq();
  set(2, Kind::flagged);
  set(1, Kind::flagged);
  set(2, Kind::draft);
  set(2, Kind::draft);  // changes nothing
  EXPECT_THAT(mailbox.flag_changes().since(before), ElementsAre(1, 2));
  EXPECT_EQ(mailbox.flag_changes().size(), 3);
}

}  // namespace
}  // namespace imapspec::reference_server
