#include "harness/net/process.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>

#include "harness/net/net_test_support.h"

namespace imapspec::net {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

Command program(std::vector<std::string> arguments) {
  return {std::move(arguments), {}, {}};
}

bool no_children_are_left() {
  return waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD;
}

TEST(Child, SpeaksOnStdinAndStdout) {
  Child child = Child::spawn(program({"cat"})).value();
  EXPECT_EQ(send_all(child.stream(), "* OK\r\n"), "");
  EXPECT_EQ(receive(child.stream(), 6).octets, "* OK\r\n");
  EXPECT_EQ(child.wait(TimePoint::min()), std::nullopt);
  child.stream().half_close();
  EXPECT_EQ(child.wait(soon()), (Exit{0, 0}));
  EXPECT_EQ(receive_to_end(child.stream()).error, "");
  EXPECT_TRUE(no_children_are_left());
}

TEST(Child, TellsItsExitStatusAndItsStderr) {
  Child child = Child::spawn(shell_command("echo oh no >&2; exit 3")).value();
  const auto exit = child.wait(soon());
  ASSERT_TRUE(exit);
  EXPECT_EQ(exit->text(), "exit status 3");
  EXPECT_EQ(child.stderr_so_far().text, "oh no\n");
  EXPECT_EQ(child.kill(), *exit);
  EXPECT_TRUE(no_children_are_left());
}

TEST(Child, StderrIsBoundedAndNeverBlocksTheChild) {
  Child child = Child::spawn(shell_command("head -c 1000000 /dev/zero >&2; echo done"), 100).value();
  EXPECT_EQ(receive(child.stream(), 5).octets, "done\n");
  EXPECT_EQ(child.wait(soon()), (Exit{0, 0}));
  EXPECT_EQ(child.stderr_so_far().text.size(), 100U);
  EXPECT_EQ(child.stderr_so_far().dropped, 999900U);
}

TEST(Child, OneThatHangsIsEndedWithItsGroup) {
  // The grandchild holds the child's stdout open; that it has gone is seen from its end.
  Child child = Child::spawn(shell_command("trap '' TERM; echo up; sleep 1000 & wait; sleep 1000")).value();
  EXPECT_EQ(receive(child.stream(), 3).octets, "up\n");
  auto stream = child.take_stream();
  const Exit exit = child.stop(TimePoint::min());
  EXPECT_EQ(exit.text(), "signal 9 (Killed)");
  EXPECT_TRUE(receive_to_end(*stream).end);
  EXPECT_TRUE(no_children_are_left());
}

TEST(Child, StopIsOrderlyWhereItCanBe) {
  Child child = Child::spawn(shell_command("cat; exit 5")).value();
  EXPECT_EQ(child.stop(soon()), (Exit{5, 0}));
  Child stubborn = Child::spawn(shell_command("exec sleep 1000")).value();
  EXPECT_EQ(stubborn.stop(TimePoint::min()), (Exit{0, SIGTERM}));
}

TEST(Child, IsKilledWithItsObject) {
  int id = 0;
  {
    Child child = Child::spawn(program({"sleep", "1000"})).value();
    id = child.process_id();
    EXPECT_EQ(::kill(id, 0), 0);
  }
  EXPECT_EQ(::kill(id, 0), -1);
  EXPECT_TRUE(no_children_are_left());
}

TEST(Child, SaysWhyItCannotStart) {
  EXPECT_EQ(Child::spawn(program({"no-such-program-at-all"})).error(),
            "cannot start no-such-program-at-all: there is no such program in PATH");
  EXPECT_THAT(Child::spawn(program({"/no/such/program"})).error(),
              HasSubstr("cannot start /no/such/program: No such file"));
  EXPECT_THAT(Child::spawn(program({"/etc/passwd"})).error(), HasSubstr("Permission denied"));
  EXPECT_THAT(Child::spawn({{"cat"}, {}, "/no/such/folder"}).error(), HasSubstr("No such file"));
  EXPECT_EQ(Child::spawn({}).error(), "there is no command to start");
  EXPECT_TRUE(no_children_are_left());
}

TEST(RunCommand, CapturesOutputAndExitStatus) {
  const Finished finished = run_command({{"/bin/sh", "-c", "pwd; echo \"$IMAPSPEC_WORD\"; cat; echo err >&2; exit 3"},
                                         {{"IMAPSPEC_WORD", "tea"}},
                                         "/"},
                                        soon())
                                .value();
  EXPECT_EQ(finished.exit, (Exit{3, 0}));
  EXPECT_FALSE(finished.timed_out);
  EXPECT_EQ(finished.out.text, "/\ntea\n");  // and cat read an empty stdin
  EXPECT_EQ(finished.err.text, "err\n");
}

TEST(RunCommand, EndsAtTheDeadlineAndKeepsWhatWasSaid) {
  const Finished finished = run_command(shell_command("echo begun; sleep 1000; echo never"),
                                        std::chrono::steady_clock::now() + milliseconds(200))
                                .value();
  EXPECT_TRUE(finished.timed_out);
  EXPECT_EQ(finished.exit, (Exit{0, SIGKILL}));
  EXPECT_THAT(finished.out.text, testing::AnyOf("begun\n", ""));
  EXPECT_TRUE(no_children_are_left());
}

TEST(RunCommand, DoesNotWaitForWhatTheCommandLeftBehind) {
  // The sleeper has left the group, and holds stdout; killing it is this test's duty.
  const Finished finished = run_command(shell_command("setsid sleep 30 & echo $!"), soon()).value();
  EXPECT_FALSE(finished.timed_out);
  EXPECT_EQ(finished.exit, (Exit{0, 0}));
  ::kill(std::stoi(finished.out.text), SIGKILL);
}

TEST(RunCommand, BoundsItsOutput) {
  const Finished finished = run_command(shell_command("head -c 300000 /dev/zero"), soon(), 1000).value();
  EXPECT_EQ(finished.out.text.size(), 1000U);
  EXPECT_EQ(finished.out.dropped, 299000U);
}

TEST(Launched, RunsOnItsOwn) {
  Listener listener = Listener::tcp("127.0.0.1", 0).value();
  Launched launched = Launched::start(shell_command("sleep 1000")).value();
  EXPECT_TRUE(launched.running());
  const Finished finished = launched.finish(TimePoint::min());
  EXPECT_TRUE(finished.timed_out);
  EXPECT_FALSE(launched.running());
}

}  // namespace
}  // namespace imapspec::net
