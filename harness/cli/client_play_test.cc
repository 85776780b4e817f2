#include "harness/cli/client_play.h"

#include <gtest/gtest.h>

#include "harness/cli/cli_test_support.h"

namespace imapspec::cli {
namespace {

using namespace std::chrono_literals;
using reports::Verdict;

// A client in a few lines of shell: says each line, and reads until a line that begins with its tag.
std::vector<std::string> client_in_shell(const std::string& lines, int exit = 0) {
  return {"bash", "-c",
          "exec 3<>/dev/tcp/{host}/{port} || exit 9\nread -r greeting <&3\n"
          "say() { printf '%s\\r\\n' \"$1\" >&3; while read -r answer <&3; do case $answer in ${1%% *}*|+*) return;; "
          "esac; done; }\n" +
              lines + "exit " + std::to_string(exit)};
}

struct ClientPlayTest : testing::Test {
  catalogue::Catalogue catalogue;
  runner::RuleReport rules;

  reports::Result played(const std::string& steps, std::vector<std::string> command) {
    FileSet files;
    files.files["clients/test.yaml"] =
        "topic: test\nscenarios:\n  - id: one\n    role: client\n    title: One\n    verifies: [rfc3501-1-a]\n    "
        "task: log in\n"
        "    given: {capabilities: [IMAP4rev1], mailboxes: {INBOX: {}}}\n    expect: {exit: 0}\n    steps:\n" +
        steps;
    const auto loaded = scenario::load_file(files, "clients/test.yaml", {});
    EXPECT_TRUE(loaded.mistakes.empty()) << yaml::to_string(loaded.mistakes);
    if (loaded.scenarios.empty()) return {};
    return play_client(loaded.scenarios.front(), catalogue, {std::move(command), 5s, nullptr, ""}, rules);
  }
  static std::string message(const reports::Result& result) {
    return result.failures.empty() ? result.reason : result.failures.front().message;
  }
};

const char* const kLogin =
    "      - {C: LOGIN $user $password, S: OK}\n"
    "      - {C: LOGOUT, S: ['* BYE', OK, closed]}\n";

TEST_F(ClientPlayTest, AClientThatFollowsTheScriptPasses) {
  const auto result = played(kLogin, client_in_shell("say 'a LOGIN {user} {password}'\nsay 'b LOGOUT'\n"));
  EXPECT_EQ(result.verdict, Verdict::pass) << message(result);
  EXPECT_GT(rules.counts.size(), 0U) << "nothing was watched";
}

TEST_F(ClientPlayTest, AnotherCommandFails) {
  const auto result = played(kLogin, client_in_shell("say 'a LOGIN {user} wrong'\n"));
  ASSERT_EQ(result.verdict, Verdict::fail);
  EXPECT_EQ(message(result), "another command was expected");
  EXPECT_EQ(result.failures.front().expected, std::vector<std::string>{"LOGIN $user $password"});
}

TEST_F(ClientPlayTest, AClientThatLeavesTooEarlyFails) {
  const auto result = played(kLogin, client_in_shell("say 'a LOGIN {user} {password}'\n"));
  ASSERT_EQ(result.verdict, Verdict::fail);
  EXPECT_EQ(message(result), "the client closed the connection");
}

TEST_F(ClientPlayTest, TheExitStatusCounts) {
  const auto result = played(kLogin, client_in_shell("say 'a LOGIN {user} {password}'\nsay 'b LOGOUT'\n", 3));
  ASSERT_EQ(result.verdict, Verdict::fail);
  EXPECT_EQ(message(result), "the client ended otherwise");
  EXPECT_EQ(result.failures.front().nearest.front().text, "exit status 3");
}

TEST_F(ClientPlayTest, AClientThatDoesNotComeIsAnError) {
  EXPECT_EQ(played(kLogin, {"true"}).verdict, Verdict::error);
  EXPECT_EQ(played(kLogin, {"/nowhere/at-all"}).verdict, Verdict::error);
}

}  // namespace
}  // namespace imapspec::cli
