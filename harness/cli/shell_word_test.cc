#include "harness/cli/shell_word.h"

#include <gtest/gtest.h>

#include "harness/net/process.h"

namespace imapspec::cli {
namespace {

TEST(ShellWord, PlainWordsStayAsTheyAre) {
  EXPECT_EQ(shell_word("imap://alice@127.0.0.1:1143"), "imap://alice@127.0.0.1:1143");
  EXPECT_EQ(shell_word("my scenarios"), "'my scenarios'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word(""), "''");
}

TEST(ShellWord, AShellReadsItBack) {
  for (const std::string text : {"a b", "it's", "$HOME", "`id`", "a;b", "{1..3}", "{a,b}", "~", "*", "[a]", "a\nb",
                                 "\\", "\"", "=x", "#", "!", "a\xe9", "-", "%s"}) {
    const auto command = net::shell_command("printf '%s|' " + shell_word(text));
    const auto said = net::run_command(command, std::chrono::steady_clock::now() + std::chrono::seconds(20));
    ASSERT_TRUE(said) << said.error();
    EXPECT_EQ(said->out.text, text + "|");
  }
}

}  // namespace
}  // namespace imapspec::cli
