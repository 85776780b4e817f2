#include "harness/grammar/core/scan.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace imapspec::grammar {
namespace {

// Every octet at every place of a run that is longer than two strides, from a heap copy without a spare octet.
TEST(Scan, StridesStopWhereSingleStepsDo) {
  for (std::size_t size = 0; size <= 40; ++size) {
    for (std::size_t place = 0; place < size; ++place) {
      for (unsigned octet = 0; octet < 256; ++octet) {
        const auto run = std::make_unique<char[]>(size);
        std::memset(run.get(), 'x', size);
        run[place] = static_cast<char>(octet);
        const char* end = run.get() + size;
        for (const std::size_t from : {std::size_t{0}, place / 2, place, place + 1, size}) {
          const char* at = run.get() + from;
          const char* stop = skip_quoted_chars(run.get(), at, end);
          ASSERT_EQ(stop, skip_singly(kQuotedChar, at, end)) << octet << " at " << place << " of " << size;
          ASSERT_EQ(stop == end, from > place || is(kQuotedChar, static_cast<char>(octet)));
          stop = skip_plain_chars(run.get(), at, end);
          ASSERT_EQ(stop, skip_singly(kPlainChar, at, end)) << octet << " at " << place << " of " << size;
          ASSERT_EQ(stop == end, from > place || is(kPlainChar, static_cast<char>(octet)));
        }
      }
    }
  }
}

TEST(Scan, WhatIsSkippedAtOnceIsInEverySetThatIsSkippedSo) {
  for (unsigned octet = 0; octet < 256; ++octet) {
    const auto c = static_cast<char>(octet);
    for (unsigned bit = 0; bit < 16; ++bit) {
      const auto set = static_cast<CharSet>(1U << bit);
      const bool in_set = is(set, c);
      EXPECT_TRUE((set & kWordSets) == 0 || !is(kPlainChar, c) || in_set) << octet << " in set " << bit;
      EXPECT_TRUE((set & kTextSets) == 0 || !is(kQuotedChar, c) || in_set) << octet << " in set " << bit;
    }
  }
}

TEST(Scan, EightDigitsAtOnceMakeTheNumberThatTheyMakeSingly) {
  const auto both = [](const char* octets) {
    const LeadingDigits at_once = leading_digits(octets), singly = leading_digits_singly(octets);
    return at_once.count == singly.count && at_once.number == singly.number;
  };
  EXPECT_EQ(leading_digits("12345678").number, 12345678U);
  EXPECT_EQ(leading_digits("4 999999").count, 1U);
  for (const std::string digits : {"00000000", "99999999", "12345678", "90817263"}) {
    for (std::size_t place = 0; place < 8; ++place) {
      for (unsigned octet = 0; octet < 256; ++octet) {
        std::string run = digits;
        run[place] = static_cast<char>(octet);
        ASSERT_TRUE(both(run.data())) << octet << " at " << place << " of " << digits;
        if (place < 7) run[place + 1] = static_cast<char>(octet);
        ASSERT_TRUE(both(run.data())) << octet << " at " << place << " of " << digits;
      }
    }
  }
}

TEST(Scan, RunsAreTheSameOnlyInEveryOctet) {
  for (std::size_t size = 0; size <= 40; ++size) {
    const std::string run(size, 'x');
    EXPECT_TRUE(same_octets(run, std::string(run)));
    for (std::size_t place = 0; place < size; ++place) {
      std::string other = run;
      other[place] = 'X';
      EXPECT_FALSE(same_octets(run, other)) << place << " of " << size;
    }
  }
}

}  // namespace
}  // namespace imapspec::grammar
