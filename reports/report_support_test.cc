#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "reports/report_test_support.h"

namespace imapspec::reports {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

const Requirement kNoExpunge{"rfc9051-7.5.1-a",
                             "No EXPUNGE while no command is in progress, nor in the answer to FETCH, STORE or SEARCH.",
                             Level::must, 9051, "7.5.1"};
const Requirement kStatusSelected{"rfc3501-6.3.10-b", "STATUS is not for the mailbox that is selected.", Level::should,
                                  3501, "6.3.10"};
const Requirement kUidAscends{"rfc3501-2.3.1.1-a", "Each message that is added has a UID above those of all before it.",
                              Level::must, 3501, "2.3.1.1"};

TranscriptLine line(microseconds time, const char* session, Direction direction, std::string octets) {
  return {time, session, direction, std::move(octets), {}};
}

Result result(const char* id, const char* title, Verdict verdict) {
  Result result;
  result.id = id;
  result.title = title;
  result.verdict = verdict;
  result.duration = milliseconds(7);
  return result;
}

Result expunge_during_fetch() {
  Result failed = result("base/expunge/silent-during-fetch", "No EXPUNGE while FETCH, STORE or SEARCH is in progress",
                         Verdict::fail);
  failed.place = {"scenarios/base/expunge.yaml", 6};
  failed.requirements = {kNoExpunge.id};
  failed.duration = microseconds(41250);
  Failure failure;
  failure.requirements = {kNoExpunge};
  failure.place = {"scenarios/base/expunge.yaml", 14};
  failure.step = "bob: {C: FETCH 2 FLAGS, S: ['* 2 FETCH (FLAGS (...))', OK], never: '* $_ EXPUNGE'}";
  failure.message = "what must never come came: * $_ EXPUNGE";
  failure.note = "alice has just expunged message 1";
  failure.expected = {"* 2 FETCH (FLAGS (...))", "OK"};
  failure.nearest = {{"* 1 EXPUNGE", 4, "* 2 FETCH (FLAGS (...))"},
                     {"* 2 FETCH (UID 12)", 11, "* 2 FETCH (FLAGS (...))"}};
  failure.transcript = {
      line(microseconds(12034), "alice", Direction::client, "a4 EXPUNGE\r\n"),
      line(microseconds(12533), "alice", Direction::server, "* 1 EXPUNGE\r\n"),
      line(microseconds(12533), "alice", Direction::server, "a4 OK Expunge completed.\r\n"),
      line(microseconds(13001), "bob", Direction::client, "b2 FETCH 2 FLAGS\r\n"),
      line(microseconds(13480), "bob", Direction::server, "* 1 EXPUNGE\r\n"),
      line(microseconds(13480), "bob", Direction::server, "b2 OK Fetch completed.\r\n"),
      line(microseconds(13900), "bob", Direction::note, "closed by us"),
  };
  failure.transcript[4].requirement = kNoExpunge.id;
  failure.offending_line = 4;
  failure.offending_octet = 4;
  failure.reproduce = "imapspec run base/expunge/silent-during-fetch --server imap://alice@127.0.0.1:1143 --seed 7";
  failed.failures = {failure};
  failed.steps = {{"alice: {C: EXPUNGE, S: ['* 1 EXPUNGE', OK]}", "", 12}, {failure.step, failure.note, 14}};
  return failed;
}

Result literal_differs() {
  Result failed = result("base/fetch/section[text]", "A section is the octets that were appended", Verdict::fail);
  failed.requirements = {"rfc3501-6.4.5-c"};
  Failure failure;
  failure.requirements = {
      {"rfc3501-6.4.5-c", "BODY[<section>] is the text of that section.", Level::must, 3501, "6.4.5"}};
  failure.place = {"scenarios/base/fetch.yaml", 31};
  failure.step = "{C: 'FETCH 1 BODY[TEXT]', S: ['* 1 FETCH (BODY[TEXT] {body})', OK]}";
  failure.message = "the string is not the 16 octets of `body`";
  failure.expected = {"* 1 FETCH (BODY[TEXT] {body})"};
  failure.nearest = {
      {"* 1 FETCH (BODY[TEXT] {17}\r\n8-bit: \xe9t\xe9\r\n\t.\r\n)", 35, "* 1 FETCH (BODY[TEXT] {body})"}};
  failure.transcript = {
      line(microseconds(3000), "", Direction::client, "a3 FETCH 1 BODY[TEXT]\r\n"),
      line(microseconds(3500), "", Direction::server, "* 1 FETCH (BODY[TEXT] {17}\r\n8-bit: \xe9t\xe9\r\n\t.\r\n)\r\n"),
  };
  failure.offending_line = 1;
  failure.offending_octet = 35;
  failure.reproduce = "imapspec run 'base/fetch/section[text]' --server imap://alice@127.0.0.1:1143 --seed 7";
  failed.failures = {failure};
  return failed;
}

Result status_of_selected() {
  Result warned = result("base/status/selected", "STATUS of the selected mailbox", Verdict::warn);
  warned.level = Level::should;
  warned.requirements = {kStatusSelected.id};
  Failure failure;
  failure.requirements = {kStatusSelected};
  failure.message = "outcome `refused-silently` breaks what is asked";
  failure.step = "{C: 'STATUS $box (MESSAGES)', outcomes: ...}";
  failure.reproduce = "imapspec run base/status/selected --server imap://alice@127.0.0.1:1143 --seed 7";
  warned.failures = {failure};
  warned.observations = {{"STATUS $box (MESSAGES)", "refused-silently"}};
  return warned;
}

Result broken_rule() {
  Result rule = result("rules/uid-ascends", "UIDs ascend with the message numbers", Verdict::fail);
  rule.requirements = {kUidAscends.id};
  rule.duration = {};
  rule.rule = RuleTally{713, 2};
  for (const char* scenario : {"base/append/many", "base/copy/to-itself"}) {
    Failure failure;
    failure.requirements = {kUidAscends};
    failure.message = "message 5 has UID 4, message 4 has UID 9";
    failure.scenario = scenario;
    failure.transcript = {line(microseconds(9000), "", Direction::server, "* 5 FETCH (UID 4)\r\n")};
    failure.offending_line = 0;
    failure.offending_octet = 15;
    failure.reproduce = std::string("imapspec run ") + scenario + " --server imap://alice@127.0.0.1:1143 --seed 7";
    rule.failures.push_back(failure);
  }
  return rule;
}

}  // namespace

Report sample_report() {
  Report report;
  report.version = "0.1.0 (757d459)";
  report.peer = {"imap://alice@127.0.0.1:1143",
                 "Dovecot",
                 "* OK [CAPABILITY IMAP4rev1 IDLE] Dovecot ready.",
                 {"IMAP4rev1", "IDLE", "UIDPLUS"}};
  report.seed = 7;
  report.started =
      std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) + std::chrono::hours(17) + std::chrono::minutes(5);
  report.duration = milliseconds(1234);
  report.not_tested = {"extensions: SORT, THREAD and 31 others that Dovecot offers", "anything a client does"};

  report.command = "imapspec run";
  report.command_options = " --server imap://alice@127.0.0.1:1143 --seed 7";
  report.documents = {{3501, "IMAP4rev1"}, {9051, "IMAP4rev2"}};
  report.requirements = {kUidAscends, kStatusSelected, kNoExpunge};
  report.requirements.insert(report.requirements.begin(),
                             {"rfc3501-2.3.1-a", "Numbers are of 32 bits.", Level::must, 3501, "2.3.1",
                              "the program cannot wait for so many messages"});

  Result error = result("base/rename/inbox", "RENAME INBOX moves its messages", Verdict::error);
  Failure given;
  given.message = "`given` could not be built: the server refused APPEND";
  given.step = "given: {mailboxes: {box: {messages: 3}}}";
  given.transcript = {line(microseconds(800), "", Direction::client, "a1 APPEND imapspec-7-3-box {310}\r\n"),
                      line(microseconds(950), "", Direction::server, "a1 NO [OVERQUOTA] Quota exceeded\r\n")};
  given.offending_line = 1;
  given.offending_octet = 3;
  error.failures = {given};

  Result skipped = result("base/idle/push", "News arrive during IDLE", Verdict::skip);
  skipped.reason = "not offered: NOTIFY";
  Result skipped_too = result("base/idle/push-flags", "Flags arrive during IDLE", Verdict::skip);
  skipped_too.reason = "not offered: NOTIFY";
  Result skipped_otherwise = result("rev2/list/extended", "LIST with selection options", Verdict::skip);
  skipped_otherwise.reason = "not offered: IMAP4rev2";

  Result expected = result("base/search/charset", "An unknown CHARSET is refused with BADCHARSET", Verdict::xfail);
  expected.level = Level::should;
  expected.reason = "RFC 3501 section 6.4.4: Dovecot answers without the code";
  Failure charset;
  charset.message = "NO without [BADCHARSET]";
  expected.failures = {charset};

  Result unexpected = result("base/noop/any-state", "NOOP is allowed in every state", Verdict::xpass);
  unexpected.reason = "RFC 3501 section 6.1.2: refused before login";

  Result watched = result("rules/tag-is-ours", "Tagged results answer our tags", Verdict::pass);
  watched.rule = RuleTally{5120, 0};
  watched.duration = {};

  Result passed = result("base/capability/imap4rev1", "CAPABILITY names IMAP4rev1", Verdict::pass);
  passed.requirements = {"rfc3501-6.1.1-a"};
  passed.observations = {{"CAPABILITY", "both-revisions"}};

  report.results = {watched, broken_rule(),         skipped_otherwise, status_of_selected(), expected,
                    error,   skipped_too,           skipped,           unexpected,           literal_differs(),
                    passed,  expunge_during_fetch()};
  return report;
}

Report report_full_of(const std::string& octets) {
  const Requirement requirement{octets, octets, Level::must, 3501, octets, octets};
  const TranscriptLine spoken{microseconds(1), octets, Direction::server, octets, octets};
  Failure failure;
  failure.requirements = {requirement, requirement};
  failure.place = {octets, 3};
  for (std::string* text : {&failure.step, &failure.message, &failure.note, &failure.scenario, &failure.reproduce})
    *text = octets;
  failure.expected = {octets, octets};
  failure.nearest = {{octets, octets.size() / 2, octets}, {octets, octets.size(), octets}};
  failure.transcript = {spoken, spoken};
  failure.offending_line = 1;
  failure.offending_octet = octets.size() / 2;

  Report report;
  for (std::string* text : {&report.program, &report.version, &report.incomplete_reason, &report.peer.url,
                            &report.peer.name, &report.peer.greeting, &report.command, &report.command_options})
    *text = octets;
  report.documents = {{3501, octets}};
  report.requirements = {requirement};
  report.peer.capabilities = {octets, octets};
  report.not_tested = {octets};
  report.incomplete = true;
  for (const Verdict verdict : kVerdicts) {
    Result result;
    result.id = "a/" + octets + "/b";
    result.title = octets;
    result.place = {octets, 1};
    result.verdict = verdict;
    result.requirements = {octets};
    result.reason = octets;
    if (verdict != Verdict::pass && verdict != Verdict::skip) result.failures = {failure, failure};
    result.observations = {{octets, octets}};
    result.transcript = {spoken};
    result.steps = {{octets, octets, 7}};
    result.rule = RuleTally{2, 1};
    report.results.push_back(result);
  }
  return report;
}

Report report_with_long_lines(std::size_t octets) {
  const std::string text(octets, 'x');
  Failure failure;
  failure.message = "the line is too long";
  failure.nearest = {{text, octets / 2, {}}};
  failure.transcript = {{microseconds(1), "alice", Direction::server, text, {}}};
  failure.offending_line = 0;
  failure.offending_octet = octets / 2;
  Report report;
  report.peer.greeting = text;
  report.results = {result("security/endless-line", "An endless line", Verdict::fail)};
  report.results[0].failures = {failure};
  return report;
}

Report large_report(std::size_t results) {
  Report report = sample_report();
  const Result failed = expunge_during_fetch();
  report.results.clear();
  for (std::size_t i = 0; i < results; ++i) {
    Result each =
        i % 10 == 0 ? failed : result("", "A title as long as titles are: what the server does", Verdict::pass);
    each.id = "area-" + std::to_string(i / 50) + "/scenario-" + std::to_string(i);
    each.requirements = {kNoExpunge.id, kStatusSelected.id};
    each.place = {"scenarios/base/expunge.yaml", 6};
    for (std::uint32_t step = 1; step <= 5; ++step)
      each.steps.push_back({"alice: {C: EXPUNGE, S: ['* 1 EXPUNGE', '* 2 FETCH (FLAGS (...))', OK]}", "", step});
    for (int line_number = 0; line_number < 20; ++line_number)
      each.transcript.push_back(line(microseconds(9000), "alice", Direction::server,
                                     "* 5 FETCH (UID 4 FLAGS (\\Seen \\Deleted) ENVELOPE NIL)\r\n"));
    if (!each.failures.empty())
      each.failures[0].transcript.insert(each.failures[0].transcript.end(), 80, each.transcript[0]);
    report.results.push_back(std::move(each));
  }
  return report;
}

std::string hostile_octets() {
  using namespace std::string_literals;
  return "\0\x01\x1b[2J\x1b]0;title\x07\x7f \xff\xfe\xc3\x28\xed\xa0\x80\xf4\x90\x80\x80 "
         "\xc2\x85\xe2\x80\xa8\xe2\x80\xae "
         "\xef\xbf\xbe\xef\xbf\xbf ]]> <!-- --> &#0; <x a='\"'> # SKIP \\ # TODO \r\n"
         "ok 99 - forged\nBail out!\n1..3\n  ...\n---\n\"}]}\nPASS  forged\n\t"s;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void expect_golden(const std::string& file, std::string_view text) {
  const std::string path = std::string(IMAPSPEC_SOURCE_DIR) + "/reports/testdata/" + file;
  if (std::getenv("IMAPSPEC_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  EXPECT_EQ(read_file(path), text) << path << "; IMAPSPEC_UPDATE_GOLDEN=1 writes it anew";
}

}  // namespace imapspec::reports
