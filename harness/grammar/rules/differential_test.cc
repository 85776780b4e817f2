// Every rule of the table, held against an independent judge that reads the RFCs' ABNF. Skipped, and said so, where the
// texts are not at hand. IMAPSPEC_RULES_DOC names a file to which the table with its counters is written.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <set>

#include "harness/grammar/rules/contest_test_support.h"

namespace imapspec::grammar::rules {
namespace {

constexpr std::uint64_t kInputsMin = 100'000;
constexpr std::uint64_t kAcceptedPercentMin = 40;
constexpr std::size_t kDisagreementsMax = 30;
constexpr std::uint64_t kOfEachMin = 50;

constexpr int kShownOfEach = 3;  // of the texts of a row on which the two disagree without a reason

const std::string kFolder = abnf::abnf_folder(IMAPSPEC_SOURCE_DIR "/../shared/rfc");

const abnf::Library* library() {
  static const auto kLibrary = abnf::Library::load(kFolder);
  if (!kLibrary) std::cerr << "[  SKIPPED ] " << kLibrary.error() << "\n";
  return kLibrary ? &*kLibrary : nullptr;
}

const Tally& tally() {
  static const Tally kTally = contest(*library());
  return kTally;
}

// The rules of a file as it stands, before any correction. None if there is no such file: RFCs of which a few rules are
// imported are not in the folder.
std::set<std::string> names_in(const std::string& path) {
  std::ifstream in(path);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  std::set<std::string> names;
  const auto rules = abnf::split_rules(text, path, abnf::Notation::old);
  if (rules)
    for (const auto& rule : *rules) names.insert(folded(rule.name));
  else
    ADD_FAILURE() << rules.error();
  return names;
}

// Which rules each rule refers to, at whatever distance, in any RFC.
class References {
 public:
  explicit References(const abnf::Library& all) {
    for (const int rfc : all.rfcs())
      for (const auto& definition : all.definitions(rfc))
        collect(definition.elements, direct_[folded(definition.name)]);
  }
  bool reach(const std::string& from, const std::string& to) {
    std::set<std::string>& reached = closure_[from];
    if (reached.empty()) visit(from, reached);
    return reached.contains(to);
  }

 private:
  static void collect(const abnf::Element& element, std::set<std::string>& names) {
    if (element.kind == abnf::Element::Kind::rule) names.insert(folded(element.text));
    for (const auto& part : element.parts) collect(part, names);
  }
  void visit(const std::string& name, std::set<std::string>& reached) {
    if (!reached.insert(name).second) return;
    for (const auto& next : direct_[name]) visit(next, reached);
  }
  std::map<std::string, std::set<std::string>> direct_, closure_;
};

bool explains(const Disagreement& d, const Quarrel& quarrel, std::string_view row, References& references) {
  return d.parser_accepts == quarrel.parser_accepts && d.cause(quarrel.text) &&
         references.reach(folded(row), folded(d.rule));
}

#define NEEDS_THE_TEXTS()                                                               \
  if (library() == nullptr)                                                             \
  GTEST_SKIP() << "SKIPPED: the RFCs' ABNF is not at hand; IMAPSPEC_RFC_DIR names its " \
                  "folder"

// Whether all rows are held: not where IMAPSPEC_RULES_RFC names those of one RFC.
bool is_whole() {
  return std::getenv("IMAPSPEC_RULES_RFC") == nullptr;
}

TEST(Rules, EveryAbnfRuleHasARowOrAReason) {
  NEEDS_THE_TEXTS();
  std::set<std::pair<std::string, std::string>> rows, omitted;
  std::set<std::string> whole;
  for (const auto& row : all_rows())
    EXPECT_TRUE(rows.emplace(row.rfc, folded(row.rule->name)).second) << row.rfc << " " << row.rule->name << " twice";
  for (const auto& o : omissions()) {
    EXPECT_FALSE(o.why.empty());
    if (o.name.empty())
      whole.emplace(o.rfc);
    else
      omitted.emplace(o.rfc, folded(o.name));
  }
  std::set<std::pair<std::string, std::string>> defined;
  for (const int rfc : library()->rfcs()) {
    const std::string number = std::to_string(rfc);
    for (const auto& name : names_in(kFolder + "/rfc" + number + ".abnf")) {
      defined.emplace(number, name);
      EXPECT_TRUE(whole.contains(number) || omitted.contains({number, name}) || rows.contains({number, name}))
          << number << " " << name << " has neither";
    }
  }
  for (const auto& [rfc, name] : rows) {
    EXPECT_TRUE(defined.contains({rfc, name})) << rfc << " " << name << ": a row of no rule";
    EXPECT_FALSE(omitted.contains({rfc, name}) || whole.contains(rfc)) << rfc << " " << name << " has both";
  }
  for (const auto& [rfc, name] : omitted)
    EXPECT_TRUE(defined.contains({rfc, name})) << rfc << " " << name << ": a reason for no rule";
  for (const auto& rfc : whole) {
    const auto first = defined.lower_bound({rfc, ""});
    EXPECT_TRUE(first != defined.end() && first->first == rfc) << rfc << ": a reason for no RFC";
  }
}

// What stands before a "(" and behind a space in a line that is not indented: what that line declares or defines.
std::set<std::string> functions_in(std::istream& in) {
  std::set<std::string> functions;
  for (std::string line; std::getline(in, line);) {
    const std::size_t end = line.find('('), space = line.rfind(' ', end);
    if (line.empty() || line[0] == ' ' || line[0] == '/' || line[0] == '#') continue;
    if (end != std::string::npos && space != std::string::npos)
      functions.insert(line.substr(space + 1, end - space - 1));
  }
  return functions;
}

// The second column of the table, held against the sources.
TEST(Rules, EachFunctionIsThere) {
  std::set<std::string> functions;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(IMAPSPEC_SOURCE_DIR "/harness/grammar")) {
    if (entry.path().parent_path().filename() == "rules") continue;
    if (entry.path().extension() != ".cc" && entry.path().extension() != ".h") continue;
    std::ifstream in(entry.path());
    functions.merge(functions_in(in));
  }
  for (const auto& row : all_rows())
    EXPECT_TRUE(functions.contains(std::string(row.rule->function)))
        << row.rfc << " " << row.rule->name << ": " << row.rule->function;
}

TEST(Rules, ParserAndJudgeAgree) {
  EXPECT_LE(disagreements().size(), kDisagreementsMax);
  NEEDS_THE_TEXTS();
  const auto rows = all_rows();
  References references(*library());
  std::vector<bool> shows(disagreements().size());
  std::map<std::string, int> unexplained;
  std::size_t all_unexplained = 0;
  for (const auto& quarrel : tally().quarrels) {
    const auto& row = rows[quarrel.row];
    bool explained = false;
    for (std::size_t i = 0; i < disagreements().size(); ++i)
      if (explains(disagreements()[i], quarrel, row.rule->name, references)) shows[i] = explained = true;
    const std::string where = std::string(row.rfc) + " " + std::string(row.rule->name);
    if (explained) continue;
    ++all_unexplained;
    if (unexplained[where]++ < kShownOfEach)
      ADD_FAILURE() << where << (quarrel.base == abnf::Base::rev2 ? " (rev2) " : " (rev1) ")
                    << (quarrel.parser_accepts ? "only the parser accepts: " : "only the judge accepts: ")
                    << shown(quarrel.text);
  }
  EXPECT_EQ(all_unexplained, 0U) << "of " << unexplained.size() << " rows";
  if (!is_whole() || std::getenv("IMAPSPEC_RULES_SEED") != nullptr) return;
  for (std::size_t i = 0; i < shows.size(); ++i)
    EXPECT_TRUE(shows[i]) << disagreements()[i].rule << " disagrees no longer: " << disagreements()[i].why;
}

TEST(Rules, WhatIsAcceptedPrintsBack) {
  NEEDS_THE_TEXTS();
  for (const auto& text : tally().unprinted) ADD_FAILURE() << text;
}

TEST(Rules, EveryRowIsTriedBothWays) {
  NEEDS_THE_TEXTS();
  for (const auto& text : tally().unjudged) ADD_FAILURE() << "the judge cannot say: " << text;
  const auto rows = all_rows();
  const char* only = std::getenv("IMAPSPEC_RULES_RFC");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (only != nullptr && rows[i].rfc != only) continue;
    const auto& count = tally().rows[i];
    if ((count.accepted >= kOfEachMin || (count.exhausted && count.accepted > 0)) && count.refused >= kOfEachMin)
      continue;
    ADD_FAILURE() << rows[i].rfc << " " << rows[i].rule->name << ": " << count.accepted << " accepted, "
                  << count.refused << " refused";
  }
  std::cout << "[          ] " << rows.size() << " rules, " << tally().inputs << " inputs, " << tally().accepted
            << " accepted by both, " << tally().quarrels.size() << " quarrels\n";
  if (!is_whole()) return;
  EXPECT_GE(tally().inputs, kInputsMin);
  EXPECT_GE(tally().accepted * 100, tally().inputs * kAcceptedPercentMin);
}

// The lines of the document; of a row's what does not count anything.
std::string line_of(const Row& row) {
  return "| " + std::string(row.rfc) + " | " + std::string(row.rule->name) + " | `" + std::string(row.rule->function) +
         "` |";
}
std::string line_of(const Omission& o) {
  return "| " + std::string(o.rfc) + " | " + (o.name.empty() ? "all" : std::string(o.name)) + " | " +
         std::string(o.why) + " |";
}
std::string line_of(const Disagreement& d) {
  return "| " + std::string(d.rule) + " | " + (d.parser_accepts ? "the parser" : "the judge") + " | " +
         std::string(d.why) + " |";
}

// docs/grammar-rules.md as it stands says what the table says; its figures are those of the day when it was written.
TEST(Rules, TheDocumentIsOfThisTable) {
  if (std::getenv("IMAPSPEC_RULES_DOC") != nullptr) GTEST_SKIP() << "it is about to be written";
  std::ifstream in(IMAPSPEC_SOURCE_DIR "/docs/grammar-rules.md");
  const std::string document{std::istreambuf_iterator<char>(in), {}};
  const auto has = [&](const std::string& line) {
    EXPECT_NE(document.find("\n" + line), std::string::npos) << line << ": run ./dev rules";
  };
  for (const auto& row : all_rows()) has(line_of(row));
  for (const auto& omission : omissions()) has(line_of(omission));
  for (const auto& disagreement : disagreements()) has(line_of(disagreement));
}

TEST(Rules, TheDocumentIsWritten) {
  const char* path = std::getenv("IMAPSPEC_RULES_DOC");
  if (path == nullptr) GTEST_SKIP() << "IMAPSPEC_RULES_DOC names no file";
  NEEDS_THE_TEXTS();
  std::ofstream out(path);
  ASSERT_TRUE(out.good()) << path;
  const auto rows = all_rows();
  out << "# The grammar, rule by rule\n\n"
         "Made by `./dev rules`: each ABNF rule, the function that implements it, and how many texts the parser and\n"
         "the judge of `harness/abnf` both accepted and both refused in the differential test.\n\n"
      << rows.size() << " rows, " << tally().inputs << " texts: " << tally().accepted << " that both accepted, "
      << tally().inputs - tally().accepted - tally().quarrels.size() << " that both refused, "
      << tally().quarrels.size()
      << " on which\nthey disagree.\n\n"
         "| RFC | rule | function | accepted | refused |\n| --- | --- | --- | ---: | ---: |\n";
  for (std::size_t i = 0; i < rows.size(); ++i)
    out << line_of(rows[i]) << " " << tally().rows[i].accepted << (tally().rows[i].exhausted ? " (all)" : "") << " | "
        << tally().rows[i].refused << " |\n";
  out << "\n## Rules without a row\n\n| RFC | rule | why |\n| --- | --- | --- |\n";
  for (const auto& omission : omissions()) out << line_of(omission) << "\n";
  out << "\n## Where parser and judge disagree\n\n| rule | accepted by | why |\n| --- | --- | --- |\n";
  for (const auto& disagreement : disagreements()) out << line_of(disagreement) << "\n";
}

}  // namespace
}  // namespace imapspec::grammar::rules
