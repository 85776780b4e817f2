#include "harness/abnf/prose.h"

#include <gtest/gtest.h>

#include <string>

namespace imapspec::abnf {
namespace {

using namespace std::string_view_literals;

TEST(Prose, Rights) {
  EXPECT_TRUE(is_rights("lr5"));
  EXPECT_FALSE(is_rights("lR"));
  EXPECT_TRUE(is_mod_rights("+lr") && is_mod_rights("-") && is_mod_rights(""));
  EXPECT_FALSE(is_mod_rights("+-l"));
}

TEST(Prose, Entries) {
  EXPECT_TRUE(is_entry("/shared/comment"));
  for (const std::string_view bad : {"/a/"sv, "//a"sv, "/a*"sv, "/%"sv, "/\x19"sv, "/\xc3\xa4"sv})
    EXPECT_FALSE(is_entry(bad));
  EXPECT_TRUE(is_annotation_entry("/\x19"));
  EXPECT_FALSE(is_annotation_entry("/\0"sv));
}

TEST(Prose, Attributes) {
  for (const char* good : {"value", "value.priv", "a.b.shared", ".a", "privy.sharedness", ""})
    EXPECT_TRUE(is_attribute(good)) << good;
  for (const char* bad : {"value.", "a..b", "priv", "shared.a", "a.priv.b", "a*", "a%"})
    EXPECT_FALSE(is_attribute(bad)) << bad;
}

TEST(Prose, Dates) {
  EXPECT_TRUE(is_date_time("2024-02-29T23:59:60.5Z"));
  EXPECT_TRUE(is_date_time("2000-12-31T00:00:00+23:59"));
  for (const char* bad :
       {"2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z",
        "2024-01-00T00:00:00Z", "2024-04-31T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z",
        "2024-01-01T00:00:61Z", "2024-01-01T00:00:00-24:00", "2024-01-01T00:00:00+00:60"})
    EXPECT_FALSE(is_date_time(bad)) << bad;
}

TEST(Prose, Urls) {
  EXPECT_TRUE(is_absolute_path("/a//b"));
  EXPECT_FALSE(is_absolute_path("//a"));
  EXPECT_TRUE(is_without_scheme("a/b:c") && is_without_scheme("a?b:c"));
  EXPECT_FALSE(is_without_scheme("a:b") || is_without_scheme("/a"));
  EXPECT_TRUE(is_access("user+x") && is_access("authuser") && is_access("foo") && is_access("foo+x"));
  EXPECT_FALSE(is_access("User") || is_access("submit") || is_access("anonymous+x"));
  EXPECT_TRUE(is_no_imap_url("imaps://h/"));
  EXPECT_FALSE(is_no_imap_url("IMAP:x"));
  EXPECT_TRUE(is_no_uid("UIDS 1") && is_no_uid("ALL 1"));
  EXPECT_FALSE(is_no_uid("uid 1") || is_no_uid("UID"));
  EXPECT_TRUE(is_collation_length(std::string(254, 'a')));
  EXPECT_FALSE(is_collation_length(std::string(255, 'a')));
}

TEST(Prose, MediaTypes) {
  EXPECT_TRUE(is_basic_media("\"IMAGE\" \"RFC822\"") && is_basic_media("\"MESSAGE\" \"PARTIAL\""));
  EXPECT_FALSE(is_basic_media("\"text\" \"X\""));
  EXPECT_FALSE(is_basic_media("{7}\r\nMESSAGE {6}\r\nrfc822"));
}

TEST(Prose, Selectability) {
  EXPECT_TRUE(is_selectable_once("\\Sent \\marked \\Markedly") && is_selectable_once("\\x \\x"));
  EXPECT_FALSE(is_selectable_once("\\Marked \\x \\Marked"));
  EXPECT_FALSE(is_selectable_once("\\NONEXISTENT \\noselect"));
}

TEST(Prose, Translations) {
  for (const char* good : {" \"TRANSLATION\" (\"a\")", " {11}\r\ntranslation ({1}\r\n\")", " \"X\" (\"a\" \"b\")"})
    EXPECT_TRUE(is_one_translation(good)) << good;
  for (const char* bad : {" \"translation\" (\"a\" \"b\")", " {11}\r\nTRANSLATION ({1}\r\na \"\")"})
    EXPECT_FALSE(is_one_translation(bad)) << bad;
}

}  // namespace
}  // namespace imapspec::abnf
