#include "harness/grammar/rule_section.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "harness/grammar/parse.h"

namespace imapspec::grammar {
namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::filesystem::path rfc_folder() {
  const char* folder = std::getenv("IMAPSPEC_RFC_DIR");
  return folder != nullptr ? std::filesystem::path(folder)
                           : std::filesystem::path(IMAPSPEC_SOURCE_DIR "/../shared/rfc");
}

std::string small(std::string_view rule) {
  std::string text(rule);
  for (char& c : text) c = c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

constexpr std::string_view kNameChars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

// The rules that a file of formal syntax has, in small letters and with hyphens: RFC 2971 writes underscores.
std::set<std::string> rules_in(std::string_view rfc) {
  std::istringstream lines(text_of(rfc_folder() / "abnf" / ("rfc" + std::string(rfc) + ".abnf")));
  std::set<std::string> rules;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t start = std::min(line.find_first_not_of(' '), line.size());
    const std::size_t end = std::min(line.find_first_not_of(kNameChars, start), line.size());
    const std::size_t sign = std::min(line.find_first_not_of(' ', end), line.size());
    if (end > start && (line.compare(sign, 1, "=") == 0 || line.compare(sign, 3, "::=") == 0))
      rules.insert(small(line.substr(start, end - start)));
  }
  return rules;
}

// The names by which the rules of a source file refuse: literals that end a call on a line with one of these.
std::vector<std::string> refusals_in(const std::filesystem::path& file) {
  std::istringstream lines(text_of(file));
  std::vector<std::string> names;
  for (std::string line; std::getline(lines, line);) {
    bool refuses = false;
    for (const auto* call :
         {"fail(", "fail_at(", "limit(", "incomplete(", "expect(", "sp(", "one_of", "number(", "64("})
      refuses = refuses || line.find(call) != std::string::npos;
    if (!refuses || line.find("//") < line.find('"')) continue;
    for (std::size_t at = 0; (at = line.find("\")", at)) != std::string::npos; ++at) {
      const std::size_t start = line.find_last_not_of(kNameChars, at - 1) + 1;
      const std::string name = start > 0 && line[start - 1] == '"' ? line.substr(start, at - start) : "";
      if (std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; })) names.push_back(name);
    }
  }
  return names;
}

TEST(SectionOf, IsOfTheBaseProtocolUnlessAnExtensionHasTheRule) {
  EXPECT_EQ(section_of("status", Revision::rev1), "RFC 3501 section 9");
  EXPECT_EQ(section_of("status", Revision::either), "RFC 9051 section 9");
  EXPECT_EQ(section_of("uid-set", Revision::rev1), "RFC 4315 section 4");
  EXPECT_EQ(section_of("uid-set", Revision::rev2), "RFC 9051 section 9");
  EXPECT_EQ(section_of("objectid", Revision::rev2), "RFC 8474 section 7");
}

TEST(SectionOf, IsWhatADiagnosisCites) {
  EXPECT_EQ(diagnose_command("a SETACL INBOX fred\r\n").section, "RFC 4314 section 7");
  EXPECT_EQ(diagnose_command("a NOTIFY SET (selected NEW)\r\n").section, "RFC 5465 section 8");
  EXPECT_EQ(diagnose_response("* 1 UIDFETCH\r\n").section, "RFC 9586 section 4");
}

TEST(SectionOf, CitesRulesThatStandThere) {
  if (!std::filesystem::exists(rfc_folder() / "abnf")) GTEST_SKIP() << "no RFC texts in " << rfc_folder();
  const auto base = rules_in("9051");
  std::set<std::string_view> once;
  for (const auto& each : rules_of_extensions()) {
    const std::string_view rfc = each.section.substr(4, each.section.find(' ', 4) - 4);
    if (!std::filesystem::exists(rfc_folder() / "abnf" / ("rfc" + std::string(rfc) + ".abnf"))) continue;
    // RFC 4959 has no name for what it puts into authenticate, and RFC 2193 takes <url> from RFC 1738.
    EXPECT_TRUE(rules_in(rfc).contains(small(each.rule)) || each.rule == "initial-resp" || each.rule == "url")
        << each.rule << " is no rule of RFC " << rfc;
    EXPECT_TRUE(!each.rev1_only || base.contains(small(each.rule))) << each.rule;
    EXPECT_TRUE(once.insert(each.rule).second) << each.rule;
  }
}

// Every name that a rule refuses by is one of an RFC, and is cited from where it stands.
TEST(SectionOf, KnowsEveryRuleThatRefuses) {
  if (!std::filesystem::exists(rfc_folder() / "abnf")) GTEST_SKIP() << "no RFC texts in " << rfc_folder();
  std::set<std::string> base = rules_in("9051"), known = {"crlf", "sp"};
  base.merge(rules_in("3501"));
  for (const auto& each : rules_of_extensions()) known.insert(small(each.rule));
  std::size_t found = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(IMAPSPEC_SOURCE_DIR "/harness/grammar")) {
    const std::string file = entry.path().string();
    if (entry.path().extension() != ".cc" || file.find("_test") != std::string::npos ||
        file.find("/generate/") != std::string::npos || file.find("/rules/") != std::string::npos)
      continue;
    for (const std::string& rule : refusals_in(entry.path())) {
      EXPECT_TRUE(base.contains(small(rule)) || known.contains(small(rule))) << file << ": " << rule;
      ++found;
    }
  }
  EXPECT_GT(found, 200U);
}

}  // namespace
}  // namespace imapspec::grammar
