// The program against peers that mean it no good: a clear message, the right exit status, in bounded time and memory.
#include <string>

#include "harness/cli/program_test_support.h"

namespace imapspec::cli {
namespace {

// Before anything could be asked.
void at_the_door(Behaviour behave, std::string_view message) {
  const HostileServer server(std::move(behave));
  expect_message(imapspec("run base --timeout 1s --server " + server.url()), 3, message);
}

// While scenarios are played: ten in a row without an answer, and it is over.
void later_on(const std::function<void(Far&, const std::string&)>& to_select,
              std::string_view message = "in a row got no answer") {
  std::atomic<int> selected = 0;
  const HostileServer server(polite_until_select([&](Far& far, const std::string& tag) {
    ++selected;
    to_select(far, tag);
  }));
  expect_message(imapspec("run base/store --timeout 1s --server " + server.url()), 3, message);
  EXPECT_GE(selected, 10) << "the run did not come so far";
}

TEST(Hostile, ClosesAtOnce) {
  at_the_door([](Far&) {}, "no greeting: the server closed the connection");
}
TEST(Hostile, NeverGreets) {
  at_the_door([](Far& far) { far.hang(); }, "no greeting: it did not come within the time");
}
TEST(Hostile, DribblesItsGreeting) {
  at_the_door(
      [](Far& far) {
        while (far.say("*") && far.wait(900ms)) continue;
      },
      "no greeting");
}
TEST(Hostile, SpeaksAnotherProtocol) {
  at_the_door([](Far& far) { far.say("HTTP/1.1 400 Bad Request\r\n\r\n"), far.hang(); },
              "the greeting is not one of IMAP");
}
TEST(Hostile, SendsGarbage) {
  std::string garbage;
  for (int i = 0; i < 4096; ++i) garbage += static_cast<char>(i * 7919 >> 3);
  at_the_door([garbage](Far& far) { far.flood(garbage); }, "127.0.0.1");
}
TEST(Hostile, GreetsWithAnEndlessLine) {
  at_the_door([](Far& far) { far.say("* OK "), far.flood(std::string(65536, 'x')); }, "no greeting");
}
TEST(Hostile, RefusesThePassword) {
  at_the_door(
      [](Far& far) {
        far.say("* OK [CAPABILITY IMAP4rev1] hello\r\n");
        while (auto line = far.line()) far.say(line->substr(0, line->find(' ')) + " NO wrong\r\n");
      },
      "LOGIN was refused: NO wrong");
}
TEST(Hostile, NothingListens) {
  const auto port = net::Listener::tcp("127.0.0.1", 0).value().port();
  expect_message(imapspec("run --timeout 1s --server imap://alice:sesame-street@127.0.0.1:" + std::to_string(port)), 3,
                 "refused");
}

TEST(Hostile, Hangs) {
  later_on([](Far& far, const std::string&) { far.hang(); });
}
TEST(Hostile, HangsUp) {
  later_on([](Far&, const std::string&) {});
}
TEST(Hostile, Dribbles) {
  later_on([](Far& far, const std::string&) {
    while (far.say("*") && far.wait(900ms)) continue;
  });
}
TEST(Hostile, NeverEndsALine) {
  later_on([](Far& far, const std::string&) { far.say("* OK "), far.flood(std::string(65536, 'x')); });
}
TEST(Hostile, NeverStopsTalking) {
  std::string lines;
  for (int i = 0; i < 4000; ++i) lines += "* 1 EXISTS\r\n";
  later_on([lines](Far& far, const std::string&) { far.flood(lines); });
}
TEST(Hostile, SendsTenMillionParentheses) {
  later_on([](Far& far, const std::string& tag) {
    far.say("* 1 FETCH (BODYSTRUCTURE " + std::string(10'000'000, '(') + "\r\n" + tag + " OK done\r\n");
    far.hang();
  });
}
TEST(Hostile, SendsALiteralOfFourGigabytes) {
  later_on([](Far& far, const std::string&) {
    far.say("* 1 FETCH (BODY[] {4294967296}\r\n"), far.flood(std::string(65536, 'x'));
  });
}

}  // namespace
}  // namespace imapspec::cli
