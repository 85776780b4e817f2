// What CI services run, run here: the script of .ci against the reference server, in place of docker a program that starts it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "harness/cli/program_test_support.h"

namespace imapspec::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The container is `imapspec serve`; "$FAKE" keeps what was asked of docker, and the process.
constexpr std::string_view kDocker = R"bash(#!/usr/bin/env bash
printf '%s\n' "$*" >>"$FAKE/asked"
case $1 in
  run)
    mkfifo "$FAKE/said"
    imapspec serve --listen 127.0.0.1:0 $QUIRK >"$FAKE/said" 2>/dev/null &
    echo $! >"$FAKE/pid"
    read -r line <"$FAKE/said"
    echo "${line#listening imap://}" >"$FAKE/address"
    echo the-container
    ;;
  port) cat "$FAKE/address" ;;
  rm) kill "$(cat "$FAKE/pid")" ;;
  logs) echo 'what the server has logged' ;;
esac
)bash";

struct Ci : testing::Test {
  Ci() {
    std::filesystem::create_directories(folder + "/bin");
    std::ofstream(folder + "/bin/docker") << kDocker;
    std::filesystem::permissions(folder + "/bin/docker", std::filesystem::perms::owner_all);
  }
  ~Ci() override { std::filesystem::remove_all(folder); }

  Outcome job(const std::string& variables) const {
    const auto done =
        net::run_command(net::shell_command("cd '" + folder + "' && env PATH='" + folder +
                                            "/bin:" IMAPSPEC_BINARY_DIR "':\"$PATH\" FAKE='" + folder + "' " +
                                            variables + " '" IMAPSPEC_SOURCE_DIR "/.ci/imapspec-ci'"),
                         std::chrono::steady_clock::now() + kPatience);
    EXPECT_TRUE(done) << done.error();
    if (!done) return {};
    return {done->exit.code, done->timed_out, done->out.text, done->err.text, {}};
  }
  std::string contents(const std::string& name) const {
    std::ifstream in(folder + "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  const std::string folder = [] {
    const std::string path = testing::TempDir() + "imapspec-ci-" + std::to_string(getpid());
    std::filesystem::create_directories(path);
    return path;
  }();
  const std::string container = "IMAPSPEC_IMAGE=server IMAPSPEC_ACCOUNTS='alice:secret bob:secret' IMAPSPEC_PORT=1143 ";
};

TEST_F(Ci, AContainerIsStartedJudgedAndRemoved) {
  const auto outcome =
      job(container + "IMAPSPEC_ARGS='base/search\n--strict' IMAPSPEC_DOCKER_ARGS='--name\nimap' QUIRK=''");
  EXPECT_EQ(outcome.status, 0) << outcome.err << outcome.out;
  EXPECT_EQ(contents("asked"),
            "run -d -p 127.0.0.1::1143 --name imap server\nport the-container 1143/tcp\nrm -f the-container\n");
  EXPECT_THAT(outcome.out, Not(HasSubstr("::notice")));
  for (const char* name :
       {"junit.xml", "result.json", "report.html", "sarif.json", "codequality.json", "summary.md", "badge.svg"})
    EXPECT_THAT(contents(std::string("imapspec-reports/") + name), Not("")) << name;
}

TEST_F(Ci, AFailureIsAnnotatedAndSummedUp) {
  const auto outcome = job(container +
                           "IMAPSPEC_ARGS=base/search QUIRK='--quirk search-minds-case' GITHUB_ACTIONS=true "
                           "GITHUB_STEP_SUMMARY=summary IMAPSPEC_REPORTS=there");
  EXPECT_EQ(outcome.status, 1) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("\n::error file=scenarios/base/search.yaml,line="));
  EXPECT_THAT(contents("summary"), HasSubstr("<details><summary><strong>fail</strong> base/search/"));
  EXPECT_THAT(contents("there/junit.xml"), HasSubstr("<failure"));
  EXPECT_THAT(contents("asked"), HasSubstr("rm -f the-container\n"));
  EXPECT_THAT(outcome.out + contents("there/report.html") + contents("there/result.json"), Not(HasSubstr(":secret@")));
}

TEST_F(Ci, AServerThatDoesNotAnswerIsNoSuccess) {
  const auto outcome = job("IMAPSPEC_SERVERS=imap://alice:secret@127.0.0.1:1 IMAPSPEC_WAIT=0");
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.err, HasSubstr("the server does not answer as it should\n"));
  EXPECT_EQ(job("IMAPSPEC_WAIT=0").status, 2);
}

TEST_F(Ci, TheScriptsAreClean) {
  if (std::system("command -v shellcheck >/dev/null 2>&1") != 0) GTEST_SKIP() << "SKIPPED: there is no shellcheck";
  const auto done =
      net::run_command(net::shell_command("cd '" IMAPSPEC_SOURCE_DIR
                                          "' && shellcheck .ci/run .ci/imapspec-ci .ci/imapspec-in-container"),
                       std::chrono::steady_clock::now() + kPatience);
  ASSERT_TRUE(done) << done.error();
  EXPECT_EQ(done->out.text, "");
}

}  // namespace
}  // namespace imapspec::cli
