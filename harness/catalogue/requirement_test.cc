#include "harness/catalogue/requirement.h"

#include <gtest/gtest.h>

namespace imapspec::catalogue {
namespace {

TEST(Requirement, LettersCountLikeColumns) {
  EXPECT_EQ(letters(0), "a");
  EXPECT_EQ(letters(25), "z");
  EXPECT_EQ(letters(26), "aa");
  EXPECT_EQ(letters(27), "ab");
  EXPECT_EQ(letters(26 * 27), "aaa");
}

TEST(Requirement, IdsAreTakenApart) {
  const auto parts = parse_id("rfc9051-7.5.1-a");
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->rfc, 9051u);
  EXPECT_EQ(parts->section, "7.5.1");
  EXPECT_EQ(parts->number, 0u);
  EXPECT_EQ(parse_id("rfc9051-A.1-z")->section, "A.1");
  EXPECT_EQ(parse_id("rfc5256-BASE.6.4.SORT-aa")->section, "BASE.6.4.SORT");
  for (std::size_t n = 0; n < 1000; ++n) EXPECT_EQ(parse_id("rfc1-1-" + letters(n))->number, n);
}

TEST(Requirement, WhatIsNoIdIsNotTakenApart) {
  for (const char* id : {"",
                         "rfc",
                         "rfc3501",
                         "rfc3501-",
                         "rfc3501-1",
                         "rfc3501-1-",
                         "rfc3501--a",
                         "rfc3501-1.-a",
                         "rfc3501-.1-a",
                         "rfc3501-1..2-a",
                         "rfc3501-1-?",
                         "rfc3501-1-A",
                         "rfc3501-1-1",
                         "rfc3501-1-aaaa",
                         "rfc03501-1-a",
                         "3501-1-a",
                         "rfc3501-a.1-a",
                         "rfcx-1-a",
                         "rfc99999999999-1-a",
                         "rfc3501-1-a "})
    EXPECT_FALSE(parse_id(id)) << id;
}

TEST(Requirement, KeywordsHaveALevel) {
  EXPECT_EQ(level_of_keyword("MUST NOT"), Level::must);
  EXPECT_EQ(level_of_keyword("defined"), Level::must);
  EXPECT_EQ(level_of_keyword("RECOMMENDED"), Level::should);
  EXPECT_EQ(level_of_keyword("OPTIONAL"), Level::may);
  EXPECT_EQ(level_of_keyword("must"), std::nullopt);
  EXPECT_EQ(level_of_keyword(""), std::nullopt);
}

TEST(Requirement, CitesAndLinksItsSection) {
  Requirement requirement;
  requirement.rfc = 9051;
  requirement.section = "7.5.1";
  EXPECT_EQ(requirement.citation(), "RFC 9051 section 7.5.1");
  EXPECT_EQ(requirement.link(), "https://www.rfc-editor.org/rfc/rfc9051#section-7.5.1");
  requirement.section = "A.1";
  EXPECT_EQ(requirement.link(), "https://www.rfc-editor.org/rfc/rfc9051#appendix-A.1");
}

}  // namespace
}  // namespace imapspec::catalogue
