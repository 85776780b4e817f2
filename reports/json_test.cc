#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "reports/report.h"
#include "reports/report_test_support.h"

namespace imapspec::reports {
namespace {

using Json = nlohmann::json;

Json schema() {
  return Json::parse(read_file(std::string(IMAPSPEC_SOURCE_DIR) + "/reports/result.schema.json"));
}

bool is_of_type(const Json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  return type == "number" && value.is_number();
}

// As much of JSON Schema as our schema uses: a keyword that is not known here is itself a mistake. Mistakes are
// appended.
void validate(const Json& value, const Json& rule, const Json& root, const std::string& path,
              std::vector<std::string>& mistakes) {
  const auto wrong = [&](const std::string& what) { mistakes.push_back(path + ": " + what); };
  for (const auto& [keyword, wanted] : rule.items()) {
    if (keyword == "$ref") {
      validate(value, root.at(Json::json_pointer(wanted.get<std::string>().substr(1))), root, path, mistakes);
    } else if (keyword == "type") {
      if (!is_of_type(value, wanted)) wrong("is no " + wanted.get<std::string>());
    } else if (keyword == "required") {
      for (const Json& name : wanted) {
        if (!value.contains(name.get<std::string>())) wrong("has no " + name.get<std::string>());
      }
    } else if (keyword == "properties") {
      for (const auto& [name, property] : wanted.items()) {
        if (value.contains(name)) validate(value.at(name), property, root, path + "/" + name, mistakes);
      }
    } else if (keyword == "additionalProperties") {
      for (const auto& [name, member] : value.items()) {
        if (!rule.at("properties").contains(name)) wrong("has " + name);
      }
    } else if (keyword == "items") {
      for (std::size_t i = 0; i < value.size(); ++i)
        validate(value.at(i), wanted, root, path + "/" + std::to_string(i), mistakes);
    } else if (keyword == "enum") {
      if (std::find(wanted.begin(), wanted.end(), value) == wanted.end()) wrong("is none of the words");
    } else if (keyword == "const") {
      if (value != wanted) wrong("is not " + wanted.dump());
    } else if (keyword == "minimum") {
      if (value < wanted) wrong("is less than " + wanted.dump());
    } else if (!std::set<std::string>{"$schema", "$defs", "title", "description"}.contains(keyword)) {
      wrong("the schema says " + keyword);
    }
  }
}

std::vector<std::string> mistakes_in(const Json& value) {
  std::vector<std::string> mistakes;
  const Json rules = schema();
  validate(value, rules, rules, "", mistakes);
  return mistakes;
}

// The octets of a string whose characters U+0000 to U+00FF stand for them.
std::string octets_of(const Json& text) {
  const auto utf8 = text.get<std::string>();
  std::string octets;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto first = static_cast<unsigned char>(utf8[i]);
    octets += first < 0x80 ? utf8[i]
                           : static_cast<char>(((first & 3U) << 6U) | (static_cast<unsigned char>(utf8[++i]) & 0x3fU));
  }
  return octets;
}

TEST(JsonReport, LooksAsWeLike) {
  expect_golden("sample.json", write(Format::json, sample_report()));
}

TEST(JsonReport, FollowsItsSchema) {
  EXPECT_THAT(mistakes_in(Json::parse(write(Format::json, sample_report()))), ::testing::IsEmpty());
  EXPECT_THAT(mistakes_in(Json::parse(write(Format::json, Report{}))), ::testing::IsEmpty());
  EXPECT_THAT(mistakes_in(Json::parse(write(Format::json, report_full_of(hostile_octets())))), ::testing::IsEmpty());
}

TEST(JsonReport, TheSchemaRefusesWhatIsWrong) {
  const Json good = Json::parse(write(Format::json, sample_report()));
  const auto broken = [&](const char* pointer, const Json& value) {
    Json bad = good;
    bad[Json::json_pointer(pointer)] = value;
    return mistakes_in(bad).size();
  };
  EXPECT_EQ(broken("/format", 2), 1U);
  EXPECT_EQ(broken("/seed", "7"), 1U);
  EXPECT_EQ(broken("/seed", -1), 1U);
  EXPECT_EQ(broken("/more", 1), 1U);
  EXPECT_EQ(broken("/results/0/verdict", "passed"), 1U);
  EXPECT_EQ(broken("/results/0/failures/0", Json::object()), 5U);
  EXPECT_EQ(broken("/results/1/failures/0/nearest/0/differs", 1.5), 1U);
}

TEST(JsonReport, HasTheMembersThatToolsReadInAnyVersion) {
  const Json report = Json::parse(write(Format::json, sample_report()));
  for (const char* member : {"program", "version", "peer", "seed", "summary", "results"})
    EXPECT_TRUE(report.contains(member)) << member;
  for (const Json& result : report.at("results")) {
    for (const char* member : {"id", "title", "verdict", "level", "requirements", "duration_ms", "failures"})
      EXPECT_TRUE(result.contains(member)) << member;
  }
}

TEST(JsonReport, ResultsAreInTheOrderOfTheirIds) {
  const Json report = Json::parse(write(Format::json, sample_report()));
  std::vector<std::string> ids;
  for (const Json& result : report.at("results")) ids.push_back(result.at("id"));
  EXPECT_EQ(ids.size(), 12U);
  EXPECT_TRUE(std::ranges::is_sorted(ids));
  EXPECT_EQ(ids.back(), "rules/uid-ascends");
}

TEST(JsonReport, LosesNoOctetOfTheWire) {
  std::string all;
  for (int octet = 0; octet < 256; ++octet) all += static_cast<char>(octet);
  const Json report = Json::parse(write(Format::json, report_full_of(all)));
  const Json failure = report.at("results").at(1).at("failures").at(0);
  EXPECT_EQ(octets_of(failure.at("transcript").at(0).at("octets")), all);
  EXPECT_EQ(octets_of(failure.at("nearest").at(0).at("text")), all);
  EXPECT_EQ(octets_of(failure.at("expected").at(1)), all);
  EXPECT_EQ(octets_of(report.at("peer").at("greeting")), all);
}

TEST(JsonReport, KeepsALineOfAMegabyte) {
  const Json report = Json::parse(write(Format::json, report_with_long_lines(1 << 20)));
  EXPECT_EQ(
      report.at("results").at(0).at("failures").at(0).at("transcript").at(0).at("octets").get<std::string>().size(),
      1U << 20U);
}

TEST(JsonReport, KeepsASeedOf64Bits) {
  Report report;
  report.seed = UINT64_MAX;
  EXPECT_EQ(Json::parse(write(Format::json, report)).at("seed").get<std::uint64_t>(), UINT64_MAX);
}

TEST(JsonReport, SaysThatTheRunDidNotEnd) {
  Report report;
  report.incomplete = true;
  report.incomplete_reason = "interrupted";
  const Json json = Json::parse(write(Format::json, report));
  EXPECT_EQ(json.at("incomplete"), true);
  EXPECT_EQ(json.at("incomplete_reason"), "interrupted");
}

}  // namespace
}  // namespace imapspec::reports
