#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <pugixml.hpp>
#include <string>

#include "reports/report.h"
#include "reports/report_test_support.h"

namespace imapspec::reports {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

pugi::xml_document parse(const std::string& xml) {
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(xml.data(), xml.size());
  EXPECT_TRUE(parsed) << parsed.description() << " at " << parsed.offset;
  return document;
}

pugi::xml_node find_test(const pugi::xml_document& document, std::string_view name) {
  return document.find_node([&](pugi::xml_node node) {
    return std::string_view(node.name()) == "testcase" && node.attribute("name").value() == name;
  });
}

// pugixml reads more than XML; libxml2 does not, and knows schemas.
void expect_valid(const std::string& xml) {
  if (std::system("xmllint --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "SKIPPED: xmllint is not installed";
  const std::filesystem::path file =
      testing::TempDir() + "/imapspec-junit-" + std::to_string(std::hash<std::string>{}(xml)) + ".xml";
  ASSERT_TRUE(write_file(file, xml));
  const std::string schema = std::string(IMAPSPEC_SOURCE_DIR) + "/reports/testdata/junit-10.xsd";
  EXPECT_EQ(std::system(("xmllint --huge --noout --schema '" + schema + "' '" + file.string() + "' 2>'" +
                         file.string() + ".log'")
                            .c_str()),
            0)
      << read_file(file.string() + ".log");
  std::filesystem::remove(file);
  std::filesystem::remove(file.string() + ".log");
}

TEST(Junit, LooksAsWeLike) {
  expect_golden("sample.xml", write(Format::junit, sample_report()));
}

TEST(Junit, IsValidForJenkins) {
  expect_valid(write(Format::junit, sample_report()));
  expect_valid(write(Format::junit, Report{}));
}

TEST(Junit, IsValidWhateverThePeerSends) {
  expect_valid(write(Format::junit, report_full_of(hostile_octets())));
  expect_valid(write(Format::junit, report_full_of("]]>")));
  expect_valid(write(Format::junit, report_full_of(std::string(1, '\0'))));
  expect_valid(write(Format::junit, report_with_long_lines(1 << 20)));
}

TEST(Junit, TheSchemaRefusesWhatIsWrong) {
  if (std::system("xmllint --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "SKIPPED: xmllint is not installed";
  std::string xml = write(Format::junit, sample_report());
  xml.replace(xml.find("<skipped"), 8, "<skippet");
  const std::string file = testing::TempDir() + "/imapspec-junit-wrong.xml";
  ASSERT_TRUE(write_file(file, xml));
  EXPECT_NE(std::system(("xmllint --noout --schema " + std::string(IMAPSPEC_SOURCE_DIR) +
                         "/reports/testdata/junit-10.xsd " + file + " >/dev/null 2>&1")
                            .c_str()),
            0);
  std::filesystem::remove(file);
}

TEST(Junit, EachVerdictHasItsElement) {
  const pugi::xml_document document = parse(write(Format::junit, sample_report()));
  const auto outcome = [&](std::string_view test) {
    const pugi::xml_node node = find_test(document, test);
    EXPECT_TRUE(node) << test;
    return std::string(node.first_child().name()) + " " + node.first_child().attribute("type").value();
  };
  EXPECT_EQ(outcome("silent-during-fetch"), "failure MUST");
  EXPECT_EQ(outcome("any-state"), "failure xpass");
  EXPECT_EQ(outcome("inbox"), "error error");
  EXPECT_EQ(outcome("push"), "skipped skip");
  EXPECT_EQ(outcome("charset"), "skipped xfail");
  EXPECT_EQ(outcome("selected"), "system-out ");
  EXPECT_EQ(outcome("imap4rev1"), " ");
}

TEST(Junit, EvidenceStandsInTheFailure) {
  const pugi::xml_document document = parse(write(Format::junit, sample_report()));
  const std::string text = find_test(document, "silent-during-fetch").child("failure").text().get();
  for (const char* part :
       {"rfc9051#section-7.5.1", "here it first differs", "bob   S: * 1 EXPUNGE", "imapspec run base/expunge/"})
    EXPECT_THAT(text, HasSubstr(part));
}

TEST(Junit, CountsAreThoseOfTheTests) {
  const pugi::xml_document document = parse(write(Format::junit, sample_report()));
  const pugi::xml_node suites = document.child("testsuites");
  int tests = 0, failures = 0, errors = 0;
  for (const pugi::xml_node suite : suites.children("testsuite")) {
    int in_suite = 0, skipped = 0;
    for (const pugi::xml_node test : suite.children("testcase")) {
      ++in_suite;
      skipped += test.child("skipped") ? 1 : 0;
      failures += test.child("failure") ? 1 : 0;
      errors += test.child("error") ? 1 : 0;
    }
    EXPECT_EQ(suite.attribute("tests").as_int(), in_suite) << suite.attribute("name").value();
    EXPECT_EQ(suite.attribute("skipped").as_int(), skipped) << suite.attribute("name").value();
    tests += in_suite;
  }
  EXPECT_EQ(suites.attribute("tests").as_int(), tests);
  EXPECT_EQ(suites.attribute("failures").as_int(), failures);
  EXPECT_EQ(suites.attribute("errors").as_int(), errors);
  EXPECT_EQ(tests, 12);
}

TEST(Junit, ARowsNameMayHoldASlash) {
  Report report;
  report.results.resize(1);
  report.results[0].id = "base/list/forms[a/b]";
  const pugi::xml_document document = parse(write(Format::junit, report));
  EXPECT_STREQ(find_test(document, "forms[a/b]").attribute("classname").value(), "base.list");
}

TEST(Junit, ARunThatDidNotEndHasAnError) {
  Report report = sample_report();
  report.incomplete = true;
  report.incomplete_reason = "interrupted";
  const std::string xml = write(Format::junit, report);
  const pugi::xml_document document = parse(xml);
  EXPECT_THAT(find_test(document, "run-ended").child("error").attribute("message").value(),
              StartsWith("incomplete: interrupted"));
  EXPECT_EQ(document.child("testsuites").attribute("errors").as_int(), 2);
  expect_valid(xml);
}

}  // namespace
}  // namespace imapspec::reports
