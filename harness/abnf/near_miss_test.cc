#include "harness/abnf/near_miss.h"

#include <gtest/gtest.h>

#include <set>

namespace imapspec::abnf {
namespace {

std::string lower_case(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

TEST(NearMiss, IsAnotherTextAndKeepsMostOfItsStart) {
  Random random(1);
  for (const std::string text : {"a1 FETCH 1:5 (BODY[1.MIME] FLAGS)\r\n", "{3}\r\nabc", "x", "4294967295", "  "}) {
    std::size_t kept = 0;
    for (int i = 0; i < 1000; ++i) {
      const std::string other = near_miss(text, random);
      EXPECT_NE(lower_case(other), lower_case(text));
      std::size_t same = 0;
      while (same < other.size() && same < text.size() && other[same] == text[same]) ++same;
      kept += same;
    }
    if (text.size() > 8) {
      EXPECT_GT(kept, 1000 * text.size() / 2) << text;
    }
  }
}

TEST(NearMiss, IsTheSameForTheSameSeed) {
  Random a(7);
  Random b(7);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(near_miss("* 1 FETCH (UID 2)", a), near_miss("* 1 FETCH (UID 2)", b));
}

TEST(NearMiss, OfNothingIsOneOctet) {
  Random random(1);
  std::set<std::string> seen;
  for (int i = 0; i < 2000; ++i) {
    seen.insert(near_miss("", random));
    EXPECT_EQ(seen.begin()->size(), 1U);
  }
  EXPECT_EQ(seen.size(), 46U);  // each octet of the table and no other: SP stands twice among its 47
}

TEST(NearMiss, BreaksCountsAndBounds) {
  Random random(3);
  bool count = false;
  bool bound = false;
  for (int i = 0; i < 500; ++i) {
    const std::string other = near_miss("x 12 {3}\r\nabc", random);
    count = count || other == "x 12 {4}\r\nabc";
    bound = bound || other == "x 4294967296 {3}\r\nabc";
  }
  EXPECT_TRUE(count);
  EXPECT_TRUE(bound);
}

}  // namespace
}  // namespace imapspec::abnf
