#include "harness/mail/message_id.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/mail/mail_test_support.h"

namespace imapspec::mail {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(MessageIds, InTheirOrder) {
  EXPECT_THAT(message_ids("<a@b> <c@d>\r\n <e.f@[127.0.0.1]>"), ElementsAre("a@b", "c@d", "e.f@[127.0.0.1]"));
  EXPECT_THAT(message_ids("<a@b><c@d>,<A@b>"), ElementsAre("a@b", "c@d", "A@b"));
}
TEST(MessageIds, AreNormal) {  // RFC 5256 section 3: the example
  EXPECT_THAT(message_ids("<\"01KF8JCEOCBS0045PS\"@xxx.yyy.com>"), ElementsAre("01KF8JCEOCBS0045PS@xxx.yyy.com"));
  EXPECT_THAT(message_ids("<\"a\\b@c\" . d@e (comment)>"), ElementsAre("ab@c.d@e"));
}
TEST(MessageIds, WhatStandsBetweenThem) {
  EXPECT_THAT(message_ids("Your message of \"<no@one>\" (<not@this>) <a@b> from me@here.example"), ElementsAre("a@b"));
  EXPECT_THAT(message_ids("<x <a@b> y> z"), ElementsAre("a@b"));
}
TEST(MessageIds, ThatAreNone) {
  for (const auto* body : {"", "a@b", "<a>", "<a@>", "<@b>", "<a@b", "<a@b@c>", "<>", "\"<a@b>", "(<a@b>"})
    EXPECT_THAT(message_ids(body), IsEmpty()) << body;
}
TEST(MessageIds, LongFields) {
  EXPECT_EQ(message_ids(repeated("<a@b>", 100'000)).size(), 100'000U);
  EXPECT_THAT(message_ids(repeated("<", 100'000)), IsEmpty());
  EXPECT_THAT(message_ids(repeated("(", 100'000) + "<a@b>"), IsEmpty());
}

}  // namespace
}  // namespace imapspec::mail
