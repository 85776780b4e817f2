#include "harness/cli/write_expectations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "harness/cli/linting.h"
#include "harness/runner/expectations.h"
#include "reports/findings.h"

namespace imapspec::cli {
namespace {

using catalogue::Subject;
using reports::Verdict;
using ::testing::HasSubstr;

reports::Result result(const char* id, Verdict verdict, const char* message = "") {
  reports::Result made;
  made.id = id;
  made.verdict = verdict;
  if (*message == '\0') return made;
  reports::Failure failure;
  failure.message = message;
  failure.requirements = {{"rfc3501-6.3.1-a", "It asks.", reports::Level::must, 3501, "6.3.1"}};
  made.failures = {failure};
  return made;
}

reports::Report some_run() {
  reports::Report report;
  report.peer.name = "My \"server\"";
  report.results = {
      result("base/x/passes", Verdict::pass), result("base/x/fails[row]", Verdict::fail, "NO came: \"\\ & more"),
      result("base/x/warns", Verdict::warn, "BAD came after 17 s"), result("base/x/lost", Verdict::error)};
  return report;
}

catalogue::PeerFile read_back(const std::string& text) {
  auto peer = catalogue::load_peer_file("new.yaml", text);
  EXPECT_TRUE(peer) << (peer ? "" : yaml::to_string(peer.error())) << text;
  return peer ? *std::move(peer) : catalogue::PeerFile();
}

TEST(WriteExpectations, WhatFailedIsExpectedInTheNextRun) {
  auto report = some_run();
  const auto peer = read_back(expectations_of(report, nullptr, Subject::server));
  EXPECT_EQ(peer.name, "My \"server\"");
  ASSERT_EQ(peer.expect.size(), 2U);
  EXPECT_EQ(peer.expect[0].id, "base/x/fails[row]");
  EXPECT_EQ(peer.expect[0].section, "RFC 3501 section 6.3.1");
  EXPECT_EQ(peer.expect[0].reason, "As it was seen: NO came: \"\\ & more");
  runner::apply(peer, report.results, {});
  EXPECT_EQ(report.results[1].verdict, Verdict::xfail);
  EXPECT_EQ(report.results[2].verdict, Verdict::xfail);
  EXPECT_EQ(report.results[3].verdict, Verdict::error);
  report.results[1] = result("base/x/fails[row]", Verdict::fail, "BAD came");
  runner::apply(peer, report.results, {});
  EXPECT_EQ(report.results[1].verdict, Verdict::fail);
}

TEST(WriteExpectations, WhatIsKnownKeepsItsReason) {
  const auto known = read_back(
      "name: x\nstart: {package: y}\nprofile: {inbox: may-be-emptied, connections: 7}\nexpect:\n"
      "  - {id: base/x/warns, kind: accepted, section: RFC 3501 7, reason: It does so on purpose., link: "
      "'https://e/1'}\n"
      "  - {id: base/x/gone, kind: xfail, section: RFC 3501 7, reason: It did so once.}\n"
      "  - {id: 'base/y/*', kind: skip, reason: It would take too long., expires: 2030-01-01}\n");
  auto report = some_run();
  runner::apply(known, report.results, {});
  const auto peer = read_back(expectations_of(report, &known, Subject::server));
  EXPECT_EQ(peer.connections, 7U);
  EXPECT_TRUE(peer.inbox_may_be_emptied);
  EXPECT_EQ(peer.start, known.start);
  EXPECT_NE(peer.skips("base/y/z"), nullptr);
  EXPECT_EQ(peer.find("base/x/gone"), nullptr);
  const auto* warns = peer.find("base/x/warns");
  ASSERT_NE(warns, nullptr);
  EXPECT_EQ(warns->reason, "It does so on purpose.");
  EXPECT_EQ(warns->link, "https://e/1");
  EXPECT_EQ(warns->kind, catalogue::Expectation::Kind::accepted);
}

TEST(WriteExpectations, NothingFailed) {
  EXPECT_TRUE(read_back(expectations_of({}, nullptr, Subject::client)).expect.empty());
}

TEST(WriteExpectations, AFileThatIsThereStays) {
  const std::string path = testing::TempDir() + "/imapspec-expectations.yaml";
  std::remove(path.c_str());
  EXPECT_TRUE(may_write_expectations(path));
  EXPECT_TRUE(may_write_expectations(""));
  ASSERT_TRUE(write_expectations(path, some_run(), nullptr, Subject::server));
  const auto again = may_write_expectations(path);
  ASSERT_FALSE(again);
  EXPECT_THAT(again.error(), HasSubstr("is there already"));
  std::remove(path.c_str());
  EXPECT_FALSE(write_expectations("/dev/full", some_run(), nullptr, Subject::server));
}

TEST(Linting, ExpectationsThatTheLastRunDoesNotBearOut) {
  auto report = some_run();
  auto peer = read_back(expectations_of(report, nullptr, Subject::server));
  EXPECT_TRUE(stale_expectations(peer, report).empty());
  report.results[1].failures[0].message = "BAD came";
  report.results[2].verdict = Verdict::xpass;
  peer.expect.push_back(peer.expect[0]);
  peer.expect.back().id = "base/x/elsewhere";
  const auto stale = yaml::to_string(stale_expectations(peer, report));
  EXPECT_THAT(stale, HasSubstr("'base/x/fails[row]' is stale: it fails otherwise than is expected"));
  EXPECT_THAT(stale, HasSubstr("'base/x/warns' is stale: it passes"));
  EXPECT_THAT(stale, HasSubstr("'base/x/elsewhere' is stale: it is not among the results"));
}

}  // namespace
}  // namespace imapspec::cli
