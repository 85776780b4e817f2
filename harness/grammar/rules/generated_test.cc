// What is generated for a rule is an instance of it to the row of the table and to the judge: positives that are deeper
// and longer than those that are derived from the ABNF, and shaped as messages are.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>

#include "harness/base/random.h"
#include "harness/grammar/generate/by_rule.h"
#include "harness/grammar/rules/contest_test_support.h"

namespace imapspec::grammar::rules {
namespace {

constexpr int kTexts = 100;                // of each rule in each protocol
constexpr std::size_t kOctetsMax = 3'000;  // of one that the judge is asked about: its time is cubic

// The rows of that name which speak of the revision, and hear what a client says.
std::vector<Row> rows_of(std::string_view name, const Dialect& dialect) {
  static const auto kByName = [] {
    std::multimap<std::string, Row, std::less<>> by_name;
    for (const auto& row : all_rows()) by_name.emplace(folded(row.rule->name), row);
    return by_name;
  }();
  std::vector<Row> rows;
  for (auto [at, end] = kByName.equal_range(name); at != end; ++at)
    if (const Row& row = at->second;
        row.rfc != (dialect.rev2() ? "3501" : "9051") && !(dialect.from_client && row.rule->reading.from_server))
      rows.push_back(row);
  return rows;
}

// Whether it has what an RFC's prose defines and its formal syntax leaves out, so that no text that is derived from the
// ABNF has it: UIDAFTER and UIDBEFORE (RFC 9738 section 3.2, not in section 5), the origin behind BINARY[] (RFC 3516
// section 4.3, not in section 7), BODY[HEADER] in CONVERTED (RFC 5259 section 8, not in section 10); and URLs of any
// scheme (RFC 2193 section 6), for which the judge has imapurl.
bool is_known(const std::string& text) {
  const std::string lower = folded(text);
  const auto says = [&lower](std::string_view word) { return lower.find(word) != std::string::npos; };
  for (std::size_t at = lower.find("binary["); at != lower.npos; at = lower.find("binary[", at + 1))
    if (lower.substr(std::min(lower.find(']', at), lower.size() - 1), 2) == "]<") return true;
  if (says("uidafter ") || says("uidbefore ") || says(" http://")) return true;
  return says(" converted (") && (says("(body[") || says(" body["));
}

template <class Hold>
void for_each_text(Revision revision, Hold hold) {
  Random random(6);
  Dialect dialect;
  dialect.revision = revision;
  for (const auto name : generated_rules())
    for (int i = 0; i < kTexts && !::testing::Test::HasFatalFailure(); ++i) {
      Arena arena;
      Generator g(arena, random, dialect, swarm(random));
      const std::string text = generate_text(g, name).value();
      SCOPED_TRACE(std::string(name) + ": " + shown(text));
      hold(name, text, g.dialect());
    }
}

class Generated : public ::testing::TestWithParam<Revision> {};
INSTANTIATE_TEST_SUITE_P(Generated, Generated, ::testing::Values(Revision::rev1, Revision::rev2));

TEST_P(Generated, EveryTextIsOneOfItsRule) {
  for_each_text(GetParam(), [](std::string_view name, const std::string& text, const Dialect& dialect) {
    const auto rows = rows_of(name, dialect);
    ASSERT_TRUE(!rows.empty() || dialect.rev1()) << "no such rule";
    for (const auto& row : rows) {
      const Outcome outcome = row.rule->check(text, dialect);
      ASSERT_TRUE(outcome.accepted && outcome.printed) << "RFC " << row.rfc << ": wrong at " << outcome.error.offset;
    }
  });
}

TEST_P(Generated, TheJudgeAgrees) {
  const auto library = abnf::Library::load(abnf::abnf_folder(IMAPSPEC_SOURCE_DIR "/../shared/rfc"));
  if (!library) GTEST_SKIP() << "SKIPPED: " << library.error();
  const auto base = GetParam() == Revision::rev2 ? abnf::Base::rev2 : abnf::Base::rev1;
  abnf::Judge client(*library->compose(base, abnf::Sender::client));
  abnf::Judge server(*library->compose(base, abnf::Sender::server));
  int asked = 0, explained = 0;
  for_each_text(GetParam(), [&](std::string_view name, const std::string& text, const Dialect& dialect) {
    abnf::Judge& judge = dialect.from_client ? client : server;
    if (judge.grammar().find(name) == nullptr || text.size() > kOctetsMax) return;
    ++asked;
    if (judge.judge(name, text).verdict == abnf::Verdict::accept) return;
    EXPECT_TRUE(is_known(text)) << "only the parser accepts";
    ++explained;
  });
  std::cout << "[          ] " << asked << " texts, " << explained << " of known disagreements\n";
  EXPECT_GT(asked, 9'000);
}

TEST(GenerateByRule, KnowsWhatItDoesNotKnow) {
  Random random(1);
  Arena arena;
  Generator g(arena, random);
  EXPECT_FALSE(generate_text(g, "no-such-rule").has_value());
}

}  // namespace
}  // namespace imapspec::grammar::rules
