// The scenarios for clients: real clients pass them, or fail as it is known of them, and each catches a client that is
// wrong.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "harness/net/process.h"

namespace imapspec::cli {
namespace {

using namespace std::chrono_literals;

struct Said {
  net::Exit exit;
  std::string out, err;
};

Said run(std::vector<std::string> words) {
  const auto finished =
      net::run_command({std::move(words), {}, IMAPSPEC_SOURCE_DIR}, std::chrono::steady_clock::now() + 120s);
  EXPECT_TRUE(finished) << finished.error();
  if (!finished) return {};
  EXPECT_FALSE(finished->timed_out);
  return {finished->exit, finished->out.text, finished->err.text};
}

bool there_is(const std::string& program) {
  const auto finished = net::run_command({{program, "--version"}, {}, {}}, std::chrono::steady_clock::now() + 20s);
  return finished && finished->exit == net::Exit{0, 0};
}

Said client(std::vector<std::string> words) {
  words.insert(words.begin(), {IMAPSPEC_BINARY_DIR "/imapspec", "client", "--scenarios", "scenarios", "-v"});
  return run(std::move(words));
}

constexpr const char* kScenarios[] = {
    "clients/append/waits-for-continuation", "clients/fetch/literal-that-looks-like-a-result",
    "clients/fetch/short-body-in-quotes",    "clients/login/leaves-with-logout",
    "clients/login/password-with-specials",  "clients/login/waits-for-the-end-of-logout",
    "clients/news/any-response-at-any-time", "clients/news/flags-of-another-message"};

// All are played; some fail as it is known, the others pass.
void plays_all(const std::string& peer, const std::set<std::string>& fails) {
  const Said said = client({"--expect", "scenarios/peers/" + peer + ".yaml"});
  EXPECT_EQ(said.exit, (net::Exit{0, 0})) << said.exit.text() << said.err << said.out;
  for (const std::string id : kScenarios)
    EXPECT_NE(said.out.find((fails.contains(id) ? "xfail " : "pass  ") + id), std::string::npos) << id << '\n'
                                                                                                 << said.out;
}

TEST(Clients, CurlPassesAllButTwo) {
  if (!there_is("curl")) GTEST_SKIP() << "SKIPPED: there is no curl";
  plays_all("curl", {"clients/fetch/short-body-in-quotes", "clients/news/flags-of-another-message"});
}

TEST(Clients, ImaplibPassesAllButOne) {
  if (!there_is("python3")) GTEST_SKIP() << "SKIPPED: there is no python3";
  plays_all("imaplib", {"clients/login/waits-for-the-end-of-logout"});
}

TEST(Clients, TheCommandLineMayStandBehindDashes) {
  if (!there_is("curl")) GTEST_SKIP() << "SKIPPED: there is no curl";
  const Said said = client({"clients/login/password-with-specials", "--", "curl", "-sS", "-u", "{user}:{password}",
                            "-X", "NOOP", "imap://{host}:{port}"});
  EXPECT_EQ(said.exit, (net::Exit{0, 0})) << said.err << said.out;
  EXPECT_EQ(said.out.find("tea \"for\""), std::string::npos) << "the password is told";
}

TEST(Clients, HowTheClientIsStartedHasToBeSaid) {
  const Said nothing = client({});
  EXPECT_EQ(nothing.exit, (net::Exit{2, 0}));
  EXPECT_NE(nothing.err.find("how the client is started is not said"), std::string::npos) << nothing.err;
  const Said unread = client({"--expect", "/nowhere"});
  EXPECT_EQ(unread.exit, (net::Exit{2, 0}));
  EXPECT_NE(unread.err.find("--expect /nowhere"), std::string::npos) << unread.err;
}

// What a wrong client does once it is connected and greeted, in Python: `say` sends a line, `line` reads one, `result`
// reads until a line begins with that tag.
struct Wrong {
  const char* id;
  const char* does;
  const char* word;      // of the verdict
  const char* citation;  // in the report
};

constexpr Wrong kWrong[] = {
    {"clients/append/waits-for-continuation",
     "result('a', 'LOGIN ' + user + ' ' + password); say('b APPEND INBOX {5}\\r\\nhello'); result('b'); result('c', "
     "'LOGOUT')",
     "fail  ", "rfc3501-4.3-b"},
    {"clients/fetch/literal-that-looks-like-a-result",
     "result('a', 'LOGIN ' + user + ' ' + password); result('b', 'SELECT INBOX'); result('c', 'FETCH 1 BODY[]'); "
     "result('d', 'LOGOUT')",
     "fail  ", "rfc3501-4.3-a"},
    {"clients/fetch/short-body-in-quotes",
     "result('a', 'LOGIN ' + user + ' ' + password); result('b', 'SELECT INBOX'); say('c FETCH 1 BODY[]'); "
     "sys.exit('{' not in line())",
     "fail  ", "rfc3501-4.3-f"},
    {"clients/login/leaves-with-logout",
     "result('a', 'LOGIN ' + user + ' ' + password); result('b', 'SELECT INBOX'); result('c', 'FETCH 1 BODY[]')",
     "warn  ", "rfc3501-3.4-e"},
    {"clients/login/password-with-specials",
     "result('a', 'LOGIN ' + user + ' \"' + password + '\"'); result('b', 'LOGOUT')", "fail  ", "rfc3501-9-t"},
    {"clients/login/waits-for-the-end-of-logout",
     "result('a', 'LOGIN ' + user + ' ' + password); say('b LOGOUT'); line()", "fail  ", "rfc3501-3.4-b"},
    {"clients/news/any-response-at-any-time",
     "say('a LOGIN ' + user + ' ' + password); sys.exit(not line().startswith('a OK'))", "fail  ", "rfc3501-2.2.2-g"},
    {"clients/news/flags-of-another-message",
     "result('a', 'LOGIN ' + user + ' ' + password); result('b', 'SELECT INBOX'); say('c FETCH 1 BODY[]'); "
     "sys.exit('BODY' not in line())",
     "fail  ", "rfc3501-2.2.2-g"},
};

TEST(Clients, EachScenarioCatchesAClientThatIsWrong) {
  if (!there_is("python3")) GTEST_SKIP() << "SKIPPED: there is no python3";
  ASSERT_EQ(std::size(kWrong), std::size(kScenarios));
  const std::string begin =
      "import socket, sys\n"
      "host, port, user, password = sys.argv[1:]\n"
      "server = socket.create_connection((host, int(port)))\n"
      "file = server.makefile('r', newline='\\r\\n')\n"
      "def say(text): server.sendall((text + '\\r\\n').encode())\n"
      "def line(): return file.readline()\n"
      "def result(tag, command=None):\n"
      "    if command: say(tag + ' ' + command)\n"
      "    while (came := line()) and not came.startswith(tag + ' '): pass\n"
      "line()\n";
  for (const auto& wrong : kWrong) {
    const Said said = client({wrong.id, "--timeout", "2s", "--strict", "--", "python3", "-c", begin + wrong.does + "\n",
                              "{host}", "{port}", "{user}", "{password}"});
    EXPECT_EQ(said.exit, (net::Exit{1, 0})) << wrong.id << ": " << said.exit.text() << said.err;
    EXPECT_NE(said.out.find(wrong.word + std::string(wrong.id)), std::string::npos) << said.out;
    EXPECT_NE(said.out.find(wrong.citation), std::string::npos) << said.out;
  }
}

}  // namespace
}  // namespace imapspec::cli
