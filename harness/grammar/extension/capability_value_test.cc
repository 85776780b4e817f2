#include "harness/grammar/extension/capability_value.h"

#include <gtest/gtest.h>

namespace imapspec::grammar {
namespace {

TEST(CapabilityValue, FitsTheRuleOfItsRfc) {
  for (const char* right : {"IDLE",
                            "X-ANY=thing",
                            "auth=plain",
                            "RIGHTS=texk",
                            "rights=kxten",
                            "QUOTA=RES-STORAGE",
                            "APPENDLIMIT=0",
                            "APPENDLIMIT",
                            "MESSAGELIMIT=1000",
                            "SAVELIMIT=1",
                            "I18NLEVEL=2",
                            "THREAD=REFERENCES",
                            "SORT=DISPLAY",
                            "CONTEXT=SORT",
                            "STATUS=SIZE",
                            "SEARCH=FUZZY",
                            "URLAUTH=BINARY",
                            "compress=deflate",
                            "UTF8=USER",
                            "IMAPSIEVE=sieve://sieve.example.com"})
    EXPECT_TRUE(is_capability(right)) << right;
  for (const char* wrong : {"",
                            "A B",
                            "AUTH=",
                            "RIGHTS=tex",
                            "RIGHTS=texkA",
                            "RIGHTS=",
                            "QUOTA=STORAGE",
                            "QUOTA=RES-",
                            "APPENDLIMIT=",
                            "APPENDLIMIT=4294967296",
                            "MESSAGELIMIT=0",
                            "SAVELIMIT=x",
                            "I18NLEVEL=3",
                            "SORT=X",
                            "CONTEXT=FETCH",
                            "STATUS=DELETED",
                            "SEARCH=EXACT",
                            "URLAUTH=TEXT",
                            "COMPRESS=LZW",
                            "UTF8=MAYBE",
                            "IMAPSIEVE=sieve://",
                            "IMAPSIEVE=http://a/"})
    EXPECT_FALSE(is_capability(wrong)) << wrong;
}

TEST(CapabilityValue, IsReadBehindItsPrefix) {
  EXPECT_EQ(capability_value("messagelimit=1000", "MESSAGELIMIT="), "1000");
  EXPECT_EQ(capability_value("SAVELIMIT=1000", "MESSAGELIMIT="), "");
  ASSERT_NE(capability_rule_of("rights=x"), nullptr);
  EXPECT_EQ(capability_rule_of("rights=x")->section, "RFC 4314 section 7");
  EXPECT_EQ(capability_rule_of("IDLE"), nullptr);
}

}  // namespace
}  // namespace imapspec::grammar
