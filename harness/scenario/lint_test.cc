// Mistakes: each with the line it is in and what it says.
#include "harness/scenario/lint.h"

#include <gmock/gmock.h>

#include "harness/catalogue/catalogue.h"
#include "harness/scenario/load_test_support.h"

namespace imapspec::scenario {
namespace {

using testing::HasSubstr;
// A mistake of a scenario whose lines from the sixth on are given: its place, and a part of what it says.
void bad(const std::string& rest, std::string_view place, std::string_view message) {
  const auto loaded = load_text(one(rest));
  bool found = false;
  for (const auto& mistake : loaded.mistakes) {
    const std::string text = to_string(mistake);
    found = found || (text.starts_with("base/topic.yaml:" + std::string(place) + ":") &&
                      text.find(message) != std::string::npos);
  }
  EXPECT_TRUE(found) << rest << "\n" << to_string(loaded.mistakes);
}
void good(const std::string& rest) {
  EXPECT_EQ(to_string(load_text(one(rest)).mistakes), "") << rest;
}
std::string steps(const std::string& list) {
  return "  steps: [" + list + "]";
}

TEST(Lint, UnknownKeys) {
  bad("  stepz: []", "6:3", "'stepz' is not a key of a scenario: was 'steps' meant?");
  bad(steps("{C: NOOP, S: OK, newer: x}"), "6:28", "was 'never' meant?");
  bad("  given: {message: 4}\n" + steps("{C: NOOP, S: OK}"), "6:11", "was 'messages' meant?");
  bad("  sessions: {a: {states: none}}\n" + steps("{C: NOOP, S: OK}"), "6:18", "was 'state' meant?");
}
TEST(Lint, LinesThatAreNoImap) {
  bad(steps("{C: FETCH 1, S: OK}"), "6:22", "this is no IMAP");
  bad(steps("{C: FETCH 0 FLAGS, S: OK}"), "6:21", "this is no IMAP");
  bad(steps("{C: NOOP, S: ['* 4 EXIST', OK]}"), "6:30", "this is no IMAP");
  bad(steps("{C: NOOP, S: ['* 1 FETCH (FLAGS)', OK]}"), "6:37", "has its value behind it");
  bad(steps("{C: NOOP, S: 'OK [COPYUID x]'}"), "6:37", "this is no IMAP");
  bad(steps("{C: NOOP, S: OK, never: '* VANISH 1'}"), "6:38", "this is no IMAP");
  good(steps("{C: NOOP, S: OK, never: '* VANISHED ...'}"));
}
TEST(Lint, HolesAreTriedUntilTheLineIsImap) {
  good(
      steps("{C: SELECT $box, S: ['* FLAGS (\\Seen ...)', '* LIST (...) $sep $box', '* OK [PERMANENTFLAGS (...)]', 'OK "
            "[READ-WRITE]']}"));
  good(
      steps("{C: 'FETCH 1:* (ENVELOPE BODY BODYSTRUCTURE)', S: ['* $_ FETCH (ENVELOPE ($d $s $_ $_ $_ $_ $_ $_ $_ "
            "$_))', '* $_ FETCH (BODY $_)', "
            "'* 1 FETCH (BODYSTRUCTURE (\"TEXT\" \"PLAIN\" $_ NIL NIL \"7BIT\" 12 1 ...))', '* 1 FETCH (ENVELOPE "
            "(...))', OK]}"));
  good(steps(
      "{C: 'SEARCH RETURN (COUNT) ALL', S: ['* ESEARCH (TAG $t) COUNT $n', '* ESEARCH ...', '* SEARCH ...', OK]}"));
  good(steps("{C: 'STATUS $box (MESSAGES)', S: ['* STATUS $box (...)', '* STATUS $box (MESSAGES $n ...)', OK]}"));
  good(steps("{C: NAMESPACE, S: ['* NAMESPACE $p $_ NIL', OK]}"));
  good(steps("{C: CAPABILITY, S: ['* CAPABILITY ...', '* CAPABILITY IMAP4rev1 AUTH=$m', OK]}"));
  good(
      steps("{C: 'FETCH 1 INTERNALDATE', S: ['* 1 FETCH (INTERNALDATE $d)', '* 1 FETCH (RFC822.SIZE $n "
            "BODY[HEADER.FIELDS (To)] $_)', OK]}"));
}
TEST(Lint, SentHolesAreBound) {
  bad(steps("{C: FETCH $x FLAGS, S: OK}"), "6:15", "$x is not bound here");
  good(steps("{C: SEARCH ALL, S: ['* SEARCH $x', OK]}, {C: FETCH $x FLAGS, S: OK}"));
  bad(steps("{C: FETCH $_ FLAGS, S: OK}"), "6:15", "$_ cannot be sent");
  bad(steps("{C: SELECT $bax, S: OK}"), "6:15", "$bax is not bound here");
  bad(steps("{C: 'APPEND $box {nothing}', S: OK}"), "6:16", "no data of the name 'nothing'");
  bad(steps("{C: 'SELECT /x/', S: OK}"), "6:16", "cannot be sent");
  bad(steps("{C: NOOP, S: OK, check: $x > 4}"), "6:35", "$x is not bound here");
  good(steps("{C: NOOP, S: ['* $n EXISTS', OK], check: $x == $n + 1}, {C: FETCH $x FLAGS, S: OK}"));
}
TEST(Lint, DataThatHoldThemselves) {
  bad("  data: {a: $b, b: $c, c: $a}\n" + steps("{C: 'APPEND $box {a}', S: OK}"), "7:16", "hold themselves");
  bad("  data: {a: x$a}\n" + steps("{C: LOGIN $a x, S: OK}"), "7:15", "hold themselves");
  good("  data: {a: $b$b, b: x}\n" + steps("{C: 'APPEND $box {a}', S: OK}"));
}
TEST(Lint, BoundInSomeOutcomesOnly) {
  const std::string step = "{C: SEARCH ALL, outcomes: {yes: ['* SEARCH $x', OK], no: [NO]}}, ";
  bad(steps(step + "{C: FETCH $x FLAGS, S: OK}"), "6:80", "bound in some outcomes only");
  good(steps(step + "{when: 'yes', C: FETCH $x FLAGS, S: OK}"));
}
TEST(Lint, GivenMessages) {
  bad("  given: {messages: 2}\n" + steps("{C: NOOP, S: ['* $3 EXPUNGE', OK]}"), "7:26", "$3 is no given message");
  bad("  given: {messages: 2}\n" + steps("{C: UID FETCH $uid3 UID, S: OK}"), "7:15", "$uid3 is no given message");
  bad("  given: {messages: [nothing]}\n" + steps("{C: NOOP, S: OK}"), "6:22", "no data of the name 'nothing'");
  bad("  given: {messages: [{subject: x}]}\n" + steps("{C: NOOP, S: OK}"), "6:23", "'subject' is no header field");
  bad("  given: {mailboxes: {a: {under: b}}}\n" + steps("{C: NOOP, S: OK}"), "6:23", "there is no mailbox 'b'");
  bad("  given: {mailboxes: {a: {under: b}, b: {under: a}}}\n" + steps("{C: NOOP, S: OK}"), "6:23", "in a circle");
  bad("  given: {mailboxes: {INBOX: {}}}\n" + steps("{C: NOOP, S: OK}"), "6:23", "`exclusive: inbox` was expected");
  bad("  given: {messages: 1, mailboxes: {box: {messages: 2}}}\n" + steps("{C: NOOP, S: OK}"), "6:11", "given twice");
}
TEST(Lint, DollarSigns) {
  bad(steps("{C: 'STORE 1 +FLAGS ($Forwarded)', S: OK}"), "6:32", "a capital after $");
}
TEST(Lint, OpenCommands) {
  bad(steps("{C: NOOP}, {C: NOOP, S: OK}"), "6:22", "still open");
  good(steps("{C: NOOP}, {S: OK}, {C: NOOP, S: OK}"));
  good(steps("{C: [NOOP, NOOP], S: [OK, OK]}, {C: NOOP, S: OK}"));
  bad(steps("{C: [NOOP, NOOP], S: OK}, {C: NOOP, S: OK}"), "6:37", "still open");
  bad(steps("{C: NOOP, S: [OK, OK]}"), "6:29", "no open command");
  bad(steps("{C: NOOP, S: OK}, {S: +}"), "6:33", "no command is open");
  bad(steps("{raw: \"$a NOOP\\r\\n\", S: OK}"), "6:35", "`raw` opens no command");
  good(steps("{raw: \"$a NOOP\\r\\n\", S: $a OK}"));
  bad(steps("{C: NOOP, S: [OK, $b OK]}"), "6:29", "no command has the tag $b");
}
TEST(Lint, OutcomesThatEndDifferently) {
  const std::string step = "{C: 'APPEND $box {5}', outcomes: {refused: NO/BAD, accepts: +}}, ";
  bad(steps(step + "{C: NOOP, S: OK}"), "6:76", "`when` was expected");
  good(steps(step + "{when: refused, C: NOOP, S: OK}"));
  good(steps(step + "{when: accepts, C: hello, S: OK}"));
  bad(steps("{C: NOOP, S: OK}, {when: refused, C: NOOP, S: OK}"), "6:36", "has an outcome 'refused'");
  good(steps("{C: NOOP, S: OK}, {when: UIDPLUS, C: NOOP, S: OK}"));
}
TEST(Lint, OutcomesThatAnEarlierOneCovers) {
  bad(steps("{C: NOOP, outcomes: {any: NO, code: 'NO [TRYCREATE]'}}"), "6:41", "can never be taken");
  good(steps("{C: NOOP, outcomes: {code: 'NO [TRYCREATE]', any: NO}}"));
  bad(steps("{C: NOOP, outcomes: {short: ['* 1 EXISTS', OK], long: ['* 1 EXISTS', '* 2 EXISTS', OK]}}"), "6:59",
      "can never be taken");
  bad(steps("{C: NOOP, outcomes: {either: NO/BAD, bad: BAD}}"), "6:48", "can never be taken");
  good(steps("{C: NOOP, outcomes: {early: NO, late: [+, NO]}}"));
  bad(steps("{C: NOOP, outcomes: {hole: ['* $_ EXISTS', OK], number: ['* 1 EXISTS', OK]}}"), "6:59",
      "can never be taken");
}
TEST(Lint, Sessions) {
  bad("  sessions: {alice: selected, bob: selected}\n" + steps("{C: NOOP, S: OK}"), "7:11", "which session is meant?");
  bad("  sessions: {alice: selected, bob: selected}\n" + steps("{carl: {C: NOOP, S: OK}}"), "7:12",
      "there is no session 'carl'");
  bad("  sessions: {alice: selected}\n" + steps("{alice: {C: NOOP, S: OK}}"), "7:12", "its name is left out");
  bad("  sessions: {await: selected}\n" + steps("{C: NOOP, S: OK}"), "6:14", "a session may not be called 'await'");
  bad("  sessions: {a: sleeping}\n" + steps("{C: NOOP, S: OK}"), "6:17", "must be one of none, greeted");
  bad("  sessions: {a: none}\n" + steps("{C: NOOP, S: OK}"), "7:11", "not connected");
  bad(steps("close, {C: NOOP, S: OK}"), "6:18", "not connected");
  bad(steps("{C: LOGOUT, S: ['* BYE', OK, closed]}, {C: NOOP, S: OK}"), "6:50", "is closed");
  bad("  sessions: {a: {box: other}}\n" + steps("{C: NOOP, S: OK}"), "6:14", "there is no mailbox 'other'");
}
TEST(Lint, Steps) {
  bad(steps("{note: x}"), "6:11", "does nothing");
  bad(steps("dance"), "6:11", "'dance' is no action");
  bad(steps("pause"), "6:11", "needs an argument");
  bad(steps("{login: now}"), "6:12", "'login' has no argument: it stands as a word, or as {when: ..., login: true}");
  bad(steps("{pause: soon}"), "6:19", "must be a time");
  bad(steps("{C: NOOP, raw: x, S: OK}"), "6:11", "one thing a step");
  bad(steps("{C: NOOP, S: OK, outcomes: {a: OK}}"), "6:11", "in place of S");
  bad(steps("{C: NOOP, never: '* BYE'}"), "6:11", "'never' lasts to the end of S");
  bad(steps("{C: NOOP, S: OK, only: yes}"), "6:34", "'only' is true, or left out");
  bad(steps("{C: NOOP, S: [closed, OK]}"), "6:25", "nothing can come behind `closed`");
  bad(steps("{C: NOOP, S: OK, check: refused}"), "6:35", "a comparison was expected");
  bad(steps("{await: OK}"), "6:19", "never awaited");
  bad("  steps: []", "6:10", "there is no step");
  bad("  task: x\n" + steps("{C: NOOP, S: OK}"), "6:9", "belongs to `role: client`");
}
TEST(Lint, Rows) {
  bad("  with: [{line: NOOP}]\n" + steps("{C: $line, S: OK}"), "6:10", "needs 'id'");
  bad("  with: [{id: a, line: NOOP}, {id: a, line: NOOP}]\n" + steps("{C: $line, S: OK}"), "6:36", "given twice");
  bad("  with: [{id: a, line: NOOP}, {id: b}]\n" + steps("{C: $line, S: OK}"), "6:31", "this row has no 'line'");
  bad("  with: [{id: a, other: NOOP}]\n" + steps("{C: NOOP, S: OK}"), "6:9", "nothing in the scenario says $other");
  bad("  with: [{id: a, box: x}]\n" + steps("{C: SELECT $box, S: OK}"), "6:18", "has the name of a variable");
  bad("  with: [{id: a, line: NOOP}, {id: b, line: WRONG}]\n" + steps("{C: $line, S: OK}"), "7:15",
      "(in row 'b' at 6:31)");
}
TEST(Lint, Requirements) {
  const auto loaded = load_text("topic: T\nscenarios:\n- id: one\n  title: t\n  steps: [{C: NOOP, S: OK}]\n");
  EXPECT_THAT(to_string(loaded.mistakes), HasSubstr("base/topic.yaml:3:3: 'verifies' was expected"));
  EXPECT_EQ(
      to_string(load_text("topic: T\nscenarios:\n- id: one\n  title: t\n  steps: [{C: NOOP, S: OK, verifies: r}]\n")
                    .mistakes),
      "");
  bad(steps("{C: NOOP, S: OK, verifies: [a, b, c, d]}"), "6:38", "three requirements at most");
  bad("  allow: [known-rule, unknown-rule]\n" + steps("{C: NOOP, S: OK}"), "6:23",
      "there is no protocol rule 'unknown-rule'");
}
TEST(Lint, RequirementsOfTheCatalogue) {
  FileSet rules;
  rules.files["requirements/rfc1.yaml"] =
      "rfc: 1\ntitle: t\nrequirements:\n  - {id: rfc1-1-a, level: MUST, subject: server, words: A.}\n"
      "  - {id: rfc1-1-b, level: SHOULD, subject: server, words: B.}\n";
  rules.files["requirements/rfc2.yaml"] = "rfc: 2\ntitle: t\nrequirements:\n  - {id: rfc2-1-a, as: rfc1-1-a}\n";
  const auto catalogue = catalogue::Catalogue::load(rules);
  ASSERT_TRUE(catalogue) << to_string(catalogue.error());
  const auto mistakes = [&](const std::string& verifies) {
    FileSet files;
    files.files["base/topic.yaml"] =
        "topic: T\nscenarios:\n- id: one\n  title: t\n  verifies: " + verifies + "\n  steps: [{C: NOOP, S: OK}]\n";
    return to_string(load(files, {{}, &*catalogue}).mistakes);
  };
  EXPECT_EQ(mistakes("[rfc1-1-a]"), "");
  EXPECT_THAT(mistakes("[rfc1-1-c]"), HasSubstr("5:14: there is no requirement rfc1-1-c"));
  EXPECT_THAT(mistakes("[rfc1-1-a, rfc1-1-b]"), HasSubstr("what fails together is of one level"));
  EXPECT_THAT(mistakes("[rfc1-1-a, rfc1-1-a]"), HasSubstr("named twice"));
  for (const char* both : {"[rfc1-1-a, rfc2-1-a]", "[rfc2-1-a, rfc1-1-a]"})
    EXPECT_THAT(mistakes(both), HasSubstr("ask for the same: the older one is enough"));
}
TEST(Lint, IdsAreUnique) {
  const std::string two =
      "topic: T\nscenarios:\n- {id: one, title: t, verifies: [r], steps: [{C: NOOP, S: OK}]}\n"
      "- {id: two, was: base/topic/one, title: t, verifies: [r], steps: [{C: NOOP, S: OK}]}\n";
  EXPECT_THAT(to_string(load_text(two).mistakes),
              HasSubstr("4:3: the id base/topic/one is given twice: also at base/topic.yaml:3"));
}
TEST(Lint, WhatYamlCuts) {
  bad("  steps:\n  - C: SELECT x #news\n    S: OK", "7:17", "' #' begins a comment");
  const auto loaded = load_text(one("  steps:\n  - C: SELECT x # news\n    S: OK"));
  EXPECT_THAT(to_string(loaded.warnings), HasSubstr("7:8: ` #` begins a comment"));
  EXPECT_THAT(to_string(load_text(one(steps("{C: \"NOOP\", S: OK}"))).warnings),
              HasSubstr("6:15: double quotes are for"));
  bad(steps("{C: FETCH 1,2 FLAGS, S: OK}"), "6:22", "quote");
}
TEST(Lint, BeyondTheGrammar) {
  const auto scenario = only(one("  requires: [QRESYNC]\n" + steps("{C: 'RESYNC $box 1 2', S: OK}")));
  EXPECT_THAT(scenario.beyond_grammar, testing::ElementsAre("QRESYNC"));
  bad(steps("{C: 'RESYNC $box 1 2', S: OK}"), "6:16", "this is no IMAP");
}

}  // namespace
}  // namespace imapspec::scenario
