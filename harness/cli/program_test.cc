// The program where the person, not the peer, is in the way: mistakes, a full disk, Ctrl-C.
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <set>

#include "harness/cli/program_test_support.h"

namespace imapspec::cli {
namespace {

TEST(Program, TheDiskIsFull) {
  const auto outcome = imapspec("run base/noop --report junit=/dev/full");
  expect_message(outcome, 2, "cannot write /dev/full: No space left on device");
  expect_message(imapspec("run base/noop >/dev/full"), 2, "cannot write to standard output");
}

TEST(Program, AnOptionThatMayBeRepeatedTakesOneWordEachTime) {
  const auto outcome = imapspec("run --report tap=/dev/null --quirk idle-is-deaf extensions/idle");
  expect_message(outcome, 1, "extensions/idle/push-from-another-session");
}

std::string contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Program, CtrlCTellsWhatIsKnownAndTidiesUp) {
  std::mutex guard;
  std::set<std::string> mailboxes;  // that the run has made and not removed
  std::atomic<int> made = 0;
  std::atomic<bool> selected = false;
  const HostileServer server(polite_until_select(
      [&](Far& far, const std::string&) {
        selected = true;
        far.hang();
      },
      [&](const std::string& command, const std::string& argument) {
        const std::lock_guard lock(guard);
        if (command == "CREATE") made += mailboxes.insert(argument).second;
        if (command == "DELETE") mailboxes.erase(argument);
        std::string listed;
        if (command == "LIST")
          for (const auto& name : mailboxes) listed += "* LIST () \"/\" " + name + "\r\n";
        return listed;
      }));
  const std::string report = testing::TempDir() + "interrupted-" + std::to_string(getpid()) + ".json";
  auto run = net::Child::spawn({{IMAPSPEC_BINARY_DIR "/imapspec", "run", "base/store", "--jobs", "1", "--timeout", "5s",
                                 "--report", "json=" + report, "--server", server.url()},
                                {},
                                {}});
  ASSERT_TRUE(run) << run.error();
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (!selected && !run->wait(std::chrono::steady_clock::now() + 20ms))
    ASSERT_LT(std::chrono::steady_clock::now(), until);
  ASSERT_TRUE(selected) << "the run has not come so far";
  ASSERT_EQ(::kill(run->process_id(), SIGINT), 0);
  const auto exit = run->wait(until);
  ASSERT_TRUE(exit) << "it goes on";
  EXPECT_EQ(exit->text(), "exit status 130");
  const std::string written = contents(report);
  EXPECT_NE(written.find("\"incomplete\": true"), std::string::npos) << written.substr(0, 1000);
  EXPECT_NE(written.find("interrupted"), std::string::npos);
  const std::lock_guard lock(guard);
  EXPECT_GT(made, 0);
  EXPECT_TRUE(mailboxes.empty()) << *mailboxes.begin() << " is left behind";
  std::filesystem::remove(report);
}

TEST(Program, ATypoInAScenarioIsShownAtItsPlace) {
  const std::string path = testing::TempDir() + "typo-" + std::to_string(getpid()) + ".yaml";
  std::ofstream(path) << "topic: typos\nscenarios:\n  - id: one\n    title: One\n    verifies: [rfc3501-6.1.2-a]\n    "
                         "stpes:\n      - {C: NOOP, S: OK}\n";
  expect_message(imapspec("run " + path), 2, path + ":6:5: ");
  std::ofstream(path) << "topic: typos\nscenarios:\n  - id: one\n    title: One\n    verifies: [rfc3501-6.1.2-a]\n    "
                         "steps:\n      - {C: NOPO, S: OK}\n";
  expect_message(imapspec("run " + path), 2, path + ":7:");
  std::filesystem::remove(path);
}
TEST(Program, WhatChoosesNothingIsOne) {
  expect_message(imapspec("run base/no-such"), 2, "base/no-such");
  expect_message(imapspec("run --filter 'base/no-such*'"), 2, "nothing is left to play");
  expect_message(imapspec("run --report nonsense=x"), 2, "--report nonsense=x");
  expect_message(imapspec("run --no-such-option"), 2, "--no-such-option");
  expect_message(imapspec("client --scenarios /nowhere -- true"), 2, "/nowhere");
}

TEST(Program, AFileOfAPeerIsOneWhateverItLacks) {
  const std::string folder = testing::TempDir() + "imapspec-lint-" + std::to_string(getpid());
  std::filesystem::create_directories(folder + "/peers");
  std::ofstream(folder + "/peers/a.yaml") << "profile: {inbox: keep}\n";
  std::ofstream(folder + "/b.yaml") << "expect: []\n";
  for (const char* file : {"/peers/a.yaml", "/b.yaml"}) {
    const auto outcome = imapspec("lint " + folder + file);
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.out.find("a peer's file needs 'name'"), std::string::npos) << outcome.out;
  }
  expect_message(imapspec("lint --results x.json"), 2, "name the peer's file");
  std::filesystem::remove_all(folder);
}

TEST(Program, WhatFailedIsExpectedWhereItWasWritten) {
  const std::string file = testing::TempDir() + "imapspec-expected-" + std::to_string(getpid()) + ".yaml";
  const std::string failing = "run base/fetch-items --quirk beyond-the-end-is-nil";
  std::remove(file.c_str());
  EXPECT_EQ(imapspec(failing + " --write-expectations " + file).status, 1);
  EXPECT_EQ(imapspec(failing + " --expect " + file).status, 0);
  EXPECT_EQ(imapspec("lint --strict " + file).status, 0);
  // What passes again is no less a surprise than what fails.
  EXPECT_EQ(imapspec("run base/fetch-items --expect " + file).status, 1);
  expect_message(imapspec(failing + " --write-expectations " + file), 2, "is there already");
  std::remove(file.c_str());
}

TEST(Program, AProfileMayBeAFile) {
  const std::string folder = testing::TempDir() + "imapspec-profile-" + std::to_string(getpid());
  std::filesystem::create_directories(folder);
  const auto with = [&folder](const std::string& text) {
    std::ofstream(folder + "/p.yaml") << text;
    return imapspec("run extensions/idle --profile " + folder + "/p.yaml");
  };
  EXPECT_NE(with("like: rev1-minimal\nwith: [IDLE]\nvariations: [search-backwards]\n").out.find(" passed, "),
            std::string::npos);
  EXPECT_EQ(with("like: rev1-minimal\n").status, 3);  // nothing was judged
  expect_message(with("without: [X]\n"), 2, folder + "/p.yaml:1:11: no capability X is known that could be left out");
  expect_message(with("variations: [nothing-such]\n"), 2, folder + "/p.yaml: no quirk nothing-such");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace imapspec::cli
