#include "harness/mail/base_subject.h"

#include <gtest/gtest.h>

#include "harness/mail/mail_test_support.h"

namespace imapspec::mail {
namespace {

std::string base(std::string_view body) {
  return base_subject(body).text;
}

TEST(BaseSubject, SpaceIsOne) {  // step 1
  EXPECT_EQ(base(" a \t b\r\n  c "), "a b c");
  EXPECT_EQ(base("=?utf-8?q?Re:_caf=C3=A9?="), "caf\xc3\xa9");
  EXPECT_EQ(base(""), "");
}
TEST(BaseSubject, Trailers) {
  EXPECT_EQ(base("a (fwd) (FWD)(fwd)  "), "a");
}  // step 2
TEST(BaseSubject, Leaders) {  // step 3
  for (const auto* subject : {"Re: a", "re:a", "RE : a", "Fw: a", "FWD: a", "Re[2]: a", "re [x] : a", "Re: fw: re: a",
                              "[x] [y]re: a", "Re: [x] Re: a"})
    EXPECT_EQ(base_subject(subject), (BaseSubject{"a", true})) << subject;
}
TEST(BaseSubject, WhatOnlyLooksLikeALeader) {
  for (const auto* subject : {"read: a", "re", "re a:", "fwdd: a", "re[x: a", "re[x][y]: a", "(fwd) a"})
    EXPECT_EQ(base_subject(subject), (BaseSubject{subject, false})) << subject;
}
TEST(BaseSubject, BlobsUnlessNothingWouldBeLeft) {  // step 4
  EXPECT_EQ(base_subject("[list] a"), (BaseSubject{"a", false}));
  EXPECT_EQ(base("[x] [y] a [z]"), "a [z]");
  EXPECT_EQ(base("[x] [y]"), "[y]");
  EXPECT_EQ(base("Re: [x]"), "[x]");
  EXPECT_EQ(base("[x a"), "[x a");
  EXPECT_EQ(base("[[x] a"), "[[x] a");
}
TEST(BaseSubject, Forwards) {  // step 6
  EXPECT_EQ(base_subject("[fwd: a]"), (BaseSubject{"a", true}));
  EXPECT_EQ(base("[FWD: Re: [Fwd: [x] a (fwd)] (fwd)]"), "a");
  EXPECT_EQ(base("[fwd: a"), "[fwd: a");
  EXPECT_EQ(base("[fwd:]"), "");
}
TEST(BaseSubject, MayBeEmpty) {
  EXPECT_EQ(base_subject("Re: (fwd)"), (BaseSubject{"", true}));
}
TEST(BaseSubject, LongRowsEnd) {
  EXPECT_EQ(base(repeated("[x]", 100'000)), "[x]");
  EXPECT_EQ(base(repeated("[x]", 100'000) + "re"), "re");
  EXPECT_EQ(base(repeated("re:", 100'000)), "");
  EXPECT_EQ(base(repeated("[fwd:", 100'000) + "a" + repeated("]", 100'000)), "a");
  EXPECT_EQ(base(repeated("[", 100'000)), repeated("[", 100'000));
}

}  // namespace
}  // namespace imapspec::mail
