// Files: what loads, what it becomes, and what each mistake says.
#include "harness/scenario/load.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "harness/catalogue/catalogue.h"
#include "harness/scenario/load_test_support.h"

namespace imapspec::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const catalogue::Catalogue& the_catalogue() {
  static const catalogue::Catalogue catalogue = [] {
    auto files = read_tree(std::string(IMAPSPEC_SOURCE_DIR) + "/scenarios");
    auto loaded = catalogue::Catalogue::load(*files);
    if (!loaded) ADD_FAILURE() << to_string(loaded.error());
    return loaded ? *std::move(loaded) : catalogue::Catalogue{};
  }();
  return catalogue;
}

TEST(Load, TheExamplesOfTheLanguageLoadAndLint) {
  auto files = read_tree(std::string(IMAPSPEC_SOURCE_DIR) + "/harness/scenario/testdata");
  ASSERT_TRUE(files) << files.error();
  const Loaded loaded = load(*files, {{}, &the_catalogue()});
  EXPECT_EQ(to_string(loaded.mistakes), "");
  EXPECT_EQ(to_string(loaded.warnings), "");
  EXPECT_GT(loaded.scenarios.size(), 50U);
  for (const auto& scenario : loaded.scenarios) EXPECT_THAT(scenario.beyond_grammar, testing::IsEmpty()) << scenario.id;
  EXPECT_TRUE(std::is_sorted(loaded.scenarios.begin(), loaded.scenarios.end(),
                             [](const auto& a, const auto& b) { return a.id < b.id; }));
}

TEST(Load, AScenariosIdIsItsPath) {
  const auto loaded = load_text(one("  steps: [{C: NOOP, S: OK}]"));
  ASSERT_EQ(loaded.scenarios.size(), 1U);
  EXPECT_EQ(loaded.scenarios[0].id, "base/topic/one");
  EXPECT_EQ(loaded.scenarios[0].topic, "T");
  EXPECT_EQ(loaded.scenarios[0].file, "base/topic.yaml");
}
TEST(Load, FilesOfOtherFoldersAreNoScenarios) {
  FileSet files;
  files.files = {
      {"requirements/rfc1.yaml", "x"}, {"peers/a.yaml", "x"}, {"ambiguities.yaml", "x"}, {"base/a.txt", "x"}};
  EXPECT_TRUE(load(files, {}).mistakes.empty());
}
TEST(Load, OneSelectedSessionIsTheDefault) {
  const auto scenario = only(one("  given: {messages: 3}\n  steps: [{C: NOOP, S: OK}]"));
  ASSERT_EQ(scenario.sessions.size(), 1U);
  EXPECT_EQ(scenario.sessions[0].name, "");
  EXPECT_EQ(scenario.sessions[0].state, SessionSpec::State::selected);
  ASSERT_EQ(scenario.given.mailboxes.size(), 1U);
  EXPECT_EQ(scenario.given.mailboxes[0].messages.size(), 3U);
}
TEST(Load, Sessions) {
  const auto scenario =
      only(one("  sessions: {alice: {user: 2, state: examined, box: other, enable: [CONDSTORE]}, bob: none}\n"
               "  given: {mailboxes: {other: {}}}\n  steps: [{alice: {C: NOOP, S: OK}}, {bob: connect}]"));
  EXPECT_EQ(scenario.session("alice")->user, 2U);
  EXPECT_EQ(scenario.session("alice")->box, "other");
  EXPECT_EQ(scenario.session("bob")->state, SessionSpec::State::none);
  EXPECT_EQ(scenario.steps[1].kind, Step::Kind::connect);
  EXPECT_EQ(scenario.steps[1].session, "bob");
}
TEST(Load, Given) {
  const auto scenario =
      only(one("  data: {plain: x}\n  given:\n    messages: [2, plain, {Subject: tea, flags: [\\Seen], date: ' "
               "1-Jan-2020 00:00:00 +0000'}]\n"
               "    mailboxes: {child: {under: parent}, parent: {subscribed: true, acl: {user2: lr}}, new: absent}\n"
               "  steps: [{C: NOOP, S: OK}]"));
  ASSERT_EQ(scenario.given.mailboxes.size(), 4U);
  EXPECT_EQ(scenario.given.mailboxes[1].name, "child") << "those above before those below";
  const auto& box = *scenario.given.find("box");
  ASSERT_EQ(box.messages.size(), 4U);
  EXPECT_EQ(box.messages[2].kind, GivenMessage::Kind::data);
  EXPECT_EQ(box.messages[3].headers[0].first, "Subject");
  EXPECT_THAT(box.messages[3].flags, ElementsAre("\\Seen"));
  EXPECT_TRUE(scenario.given.find("new")->absent);
}
TEST(Load, Data) {
  const auto scenario = only(
      "topic: T\ndata:\n  block: |\n    a\n    b\n  cut: |-\n    a\n    b\n  bytes: !!binary /w==\n"
      "  coded: {base64: \"\\0$user\"}\n  many: {repeat: ab, octets: 5}\n  utf: \"\\xe9\"\n"
      "scenarios:\n- id: one\n  title: t\n  verifies: [r]\n  steps: [{C: NOOP, S: OK}]\n");
  EXPECT_EQ(scenario.data.at("block").text[0].text, "a\r\nb\r\n");
  EXPECT_EQ(scenario.data.at("cut").text[0].text, "a\r\nb");
  EXPECT_EQ(scenario.data.at("bytes").text[0].text, "\xff");
  EXPECT_TRUE(scenario.data.at("coded").base64);
  EXPECT_EQ(scenario.data.at("coded").text[1].hole->name, "user");
  EXPECT_EQ(scenario.data.at("many").octets, 5U);
  EXPECT_EQ(scenario.data.at("utf").text[0].text, "é") << "a character, not an octet";
}
TEST(Load, Requires) {
  const auto scenario = only(
      "topic: T\nrequires: [IDLE]\nscenarios:\n- id: one\n  title: t\n  verifies: [r]\n"
      "  requires: [{any: [ESEARCH, IMAP4rev2]}, {not: LOGINDISABLED}]\n  revision: rev1\n  steps: [{C: NOOP, S: "
      "OK}]\n");
  ASSERT_EQ(scenario.requires_.size(), 3U) << "adds to that of the file";
  EXPECT_THAT(scenario.requires_[1].any, ElementsAre("ESEARCH", "IMAP4rev2"));
  EXPECT_TRUE(scenario.requires_[2].negated);
  EXPECT_FALSE(scenario.rev2);
}
TEST(Load, BlocksOfLines) {
  const auto scenario = only(one(
      "  steps:\n  - C: FETCH 1 (FLAGS UID)\n    S: |\n      * 1 FETCH (\n        FLAGS ()\n        UID 7)\n      OK"));
  ASSERT_EQ(scenario.steps[0].expect.size(), 2U);
  EXPECT_EQ(scenario.steps[0].expect[0].written, "* 1 FETCH (FLAGS () UID 7)");
  EXPECT_EQ(scenario.steps[0].expect[1].place.line, 12U);
}
TEST(Load, ActionsAreWordsOrKeys) {
  const auto scenario =
      only(one("  sessions: {a: greeted}\n  steps: [tls, {pause: 200ms}, {chop: 1}, {raw: \"$t NOOP\\r\\n\", S: $t "
               "OK}, close, {connect: greeted},\n"
               "    {authenticate: SCRAM-SHA-256}, reset]"));
  std::vector<Step::Kind> kinds;
  for (const auto& step : scenario.steps) kinds.push_back(step.kind);
  EXPECT_THAT(kinds, ElementsAre(Step::Kind::tls, Step::Kind::pause, Step::Kind::chop, Step::Kind::raw,
                                 Step::Kind::close, Step::Kind::connect, Step::Kind::authenticate, Step::Kind::reset));
  EXPECT_EQ(scenario.steps[1].time, Milliseconds(200));
  EXPECT_THAT(scenario.steps[3].tags, ElementsAre("t"));
  EXPECT_EQ(scenario.steps[5].state, SessionSpec::State::greeted);
}
TEST(Load, WhatAnswersAPlusContinues) {
  const auto scenario =
      only(one("  steps: [{C: IDLE, S: +}, {await: '* 1 EXISTS'}, {C: DONE, S: OK}, {C: NOOP, S: OK}]"));
  EXPECT_FALSE(scenario.steps[0].continues);
  EXPECT_TRUE(scenario.steps[2].continues);
  EXPECT_FALSE(scenario.steps[3].continues);
}
TEST(Load, TagsOfAPipeline) {
  const auto scenario = only(one("  steps: [{C: [$a NOOP, $b CHECK], S: [$b OK, $a OK]}]"));
  EXPECT_THAT(scenario.steps[0].tags, ElementsAre("a", "b"));
}
TEST(Load, Was) {
  EXPECT_THAT(only(one("  was: base/old/name\n  steps: [{C: NOOP, S: OK}]")).was, ElementsAre("base/old/name"));
}

TEST(Rows, AreScenariosOfTheirOwn) {
  const auto loaded =
      load_text(one("  with: [{id: a, line: NOOP}, {id: b, line: CHECK, requires: [IDLE], verifies: [q]}]\n"
                    "  steps: [{C: $line, S: OK}]"));
  EXPECT_EQ(to_string(loaded.mistakes), "");
  ASSERT_EQ(loaded.scenarios.size(), 2U);
  EXPECT_EQ(loaded.scenarios[0].id, "base/topic/one[a]");
  EXPECT_EQ(loaded.scenarios[1].steps[0].commands[0].written, "CHECK");
  EXPECT_EQ(loaded.scenarios[1].row, "b");
  EXPECT_EQ(loaded.scenarios[1].requires_.size(), 1U);
  EXPECT_THAT(loaded.scenarios[1].verifies, ElementsAre("q"));
}
TEST(Rows, AreReplacedAsTextInEveryValue) {
  const auto scenario = only(
      one("  with: [{id: a, from: 0, count: 10, word: Seen}]\n  steps:\n"
          "  - {C: 'FETCH 1 BODY.PEEK[]<$from.$count>', S: ['* 1 FETCH (BODY[]<$from> $_)', 'OK $$word $(word)x']}"));
  EXPECT_EQ(scenario.steps[0].commands[0].written, "FETCH 1 BODY.PEEK[]<0.10>");
  EXPECT_EQ(scenario.steps[0].expect[0].written, "* 1 FETCH (BODY[]<0> $_)");
  EXPECT_EQ(scenario.steps[0].expect[1].written, "OK $$word Seenx");
}
TEST(Rows, AreLaidOver) {
  const auto loaded =
      load_text(one("  given: {mailboxes: {box: {messages: 2}, other: {}}}\n  sessions: {alice: authenticated}\n"
                    "  with: [{id: a, given: {mailboxes: {other: {messages: 1}}}, sessions: {alice: selected}}]\n"
                    "  steps: [{C: NOOP, S: OK}]"));
  EXPECT_EQ(to_string(loaded.mistakes), "");
  ASSERT_EQ(loaded.scenarios.size(), 1U);
  EXPECT_EQ(loaded.scenarios[0].given.find("box")->messages.size(), 2U);
  EXPECT_EQ(loaded.scenarios[0].given.find("other")->messages.size(), 1U);
  EXPECT_EQ(loaded.scenarios[0].sessions[0].state, SessionSpec::State::selected);
}

TEST(Client, RulesAndRounds) {
  const auto scenario = only(
      "topic: T\nscenarios:\n- id: one\n  role: client\n  title: t\n  verifies: [r]\n  task: append\n"
      "  data: {plain: x}\n  given: {capabilities: [IMAP4rev1], mailboxes: {INBOX: {uidvalidity: 1, messages: "
      "[plain]}}}\n"
      "  server:\n  - when: {C: 'APPEND INBOX ... {$n}'}\n    do: [{quiet: 500ms}, {S: ['+ go on', '...']}]\n"
      "  - {when: {C: UID FETCH ...}, each: true, S: ['* 1 FETCH (UID 1)', '...']}\n"
      "  expect: {exit: 0, stored: {INBOX: {plain: 1}}, never: [LOGIN ...], within: 10s}\n"
      "  then:\n  - {given: {mailboxes: {INBOX: {uidvalidity: 2, messages: []}}}, expect: {exit: 1}}\n");
  ASSERT_EQ(scenario.rounds.size(), 2U);
  const Round& first = scenario.rounds[0];
  EXPECT_EQ(first.server[0].steps[0].kind, Step::Kind::quiet);
  EXPECT_EQ(first.server[0].steps[1].expect[1].kind, Line::Kind::rest);
  EXPECT_TRUE(first.server[1].each);
  EXPECT_EQ(first.expect->stored[0].first, "INBOX");
  EXPECT_EQ(first.expect->never[0].name(), "LOGIN");
  EXPECT_EQ(scenario.rounds[1].task, "append");
  EXPECT_EQ(scenario.rounds[1].given.find("INBOX")->uidvalidity, 2U);
  EXPECT_EQ(scenario.rounds[1].expect->exit, 1);
}

TEST(Client, QuietIsATimeOrAboutTheReplies) {
  const auto scenario = only(
      "topic: T\nscenarios:\n- id: one\n  role: client\n  title: t\n  verifies: [r]\n  task: leave\n"
      "  steps: [{C: NOOP, S: OK, quiet: true}, {C: LOGOUT, S: '* BYE'}, {quiet: 300ms}, {S: OK}]\n");
  const auto& steps = scenario.rounds.at(0).steps;
  ASSERT_EQ(steps.size(), 4U);
  EXPECT_TRUE(steps[0].quiet);
  EXPECT_EQ(steps[2].kind, Step::Kind::quiet);
  EXPECT_EQ(steps[2].time, Milliseconds(300));
}

TEST(Client, ASessionSaysWhoseAccountItIsGiven) {
  const std::string steps = "\n  steps: [{C: LOGIN $user2 $password2, S: OK}]\n";
  EXPECT_EQ(only(one("  role: client\n  task: log in\n  sessions: {bob: {user: 2, state: greeted}}" + steps))
                .sessions[0]
                .user,
            2U);
  EXPECT_THAT(
      to_string(
          load_text(one("  role: client\n  task: log in\n  sessions: {a: greeted, b: greeted}" + steps)).mistakes),
      HasSubstr("8:26: one session at most"));
}

TEST(Load, NothingThatTheYamlSaysCrashes) {
  for (const std::string_view text :
       {"", "x", "[]", "{}", "topic: T", "topic: T\nscenarios: x", "topic: T\nscenarios: [x]",
        "topic: T\nscenarios: [{}]", "topic: []\nscenarios: [{id: [], with: x, steps: {}}]",
        "topic: T\ngiven: x\nsessions: []\ndata: []\nscenarios: [{id: a, steps: []}]",
        "topic: T\nscenarios: [{id: a, with: [x, {}, {id: }], steps: [x, [], {}, {a: {}}, {C: {}}, {S: []}, {C: "
        "[[]]}]}]",
        "topic: T\nscenarios: [{id: a, role: client, server: x, then: x, expect: x, steps: x}]",
        "topic: T\nscenarios: [{id: a, title: t, verifies: {}, requires: {}, steps: [{outcomes: [], check: {}, when: "
        "[]}]}]"}) {
    const auto loaded = load_text(std::string(text));
    EXPECT_FALSE(loaded.mistakes.empty()) << text;
  }
}

}  // namespace
}  // namespace imapspec::scenario
