#include "reports/percent.h"

#include <gtest/gtest.h>

namespace imapspec::reports {
namespace {

TEST(Percent, WhatIsNotUnreservedIsEncoded) {
  EXPECT_EQ(percent_encoded("a/b c-._~%\xe9\x0f"), "a%2Fb%20c-._~%25%E9%0F");
  EXPECT_EQ(percent_encoded("a/b c", "/"), "a/b%20c");
}

}  // namespace
}  // namespace imapspec::reports
