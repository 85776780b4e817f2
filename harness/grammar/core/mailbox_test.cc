#include "harness/grammar/core/mailbox.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(Mailbox, InboxInAnyCaseAndForm) {
  const auto is_inbox = [](std::string_view text) {
    Arena arena;
    Cursor c(text, arena);
    return mailbox(c).value().is_inbox();
  };
  for (const auto* text : {"INBOX", "iNbOx", "\"inbox\"", "{5}\r\nInbox"}) {
    EXPECT_TRUE(is_inbox(text)) << text;
    ok(mailbox, text);
  }
  for (const auto* text : {"inbox/x", "INBO", "INBOY", "\"INBOX \"", "\")NBOX\""}) {
    Arena arena;
    Cursor c(text, arena);
    const auto m = mailbox(c);
    EXPECT_FALSE(m && m->is_inbox()) << text;
  }
}

TEST(ModifiedUtf7, DecodesAndEncodes) {
  const std::pair<const char*, const char*> kNames[] = {
      {"~peter/mail/&U,BTFw-/&ZeVnLIqe-", "~peter/mail/\xe5\x8f\xb0\xe5\x8c\x97/\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e"},
      {"A&-B", "A&B"},
      {"Entw&APw-rfe", "Entw\xc3\xbcrfe"},
      {"&2D3eAA-", "\xf0\x9f\x98\x80"},
      {"", ""},
  };
  for (const auto& [wire, utf8] : kNames) {
    EXPECT_EQ(decode_mutf7(wire).value(), utf8) << wire;
    EXPECT_EQ(encode_mutf7(utf8), wire);
  }
}

TEST(ModifiedUtf7, RefusesEveryOtherSpelling) {
  for (const auto* wire : {"&", "&AOQ", "&AGE-", "&2D0-", "&3gA-", "&AOR-", "&AOQ-&AOQ-", "&AOQA-", "a\xc3\xbc",
                           "&A OQ-", "&AOQ=-", "\x7f"})
    EXPECT_FALSE(decode_mutf7(wire).has_value()) << wire;
  EXPECT_TRUE(decode_mutf7("&AOQ-&-").has_value());
}

}  // namespace
}  // namespace imapspec::grammar
