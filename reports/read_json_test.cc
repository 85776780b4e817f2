#include "reports/read_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "reports/report.h"
#include "reports/report_test_support.h"
#include "reports/text.h"

namespace imapspec::reports {
namespace {

using ::testing::HasSubstr;

void expect_round_trip(const Report& report) {
  const std::string text = write(Format::json, report);
  const auto read = read_json(text);
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(write(Format::json, *read), text);
}

TEST(ReadJson, WhatWasReadIsWrittenAgain) {
  expect_round_trip(sample_report());
  expect_round_trip(Report{});
  Report shard;
  shard.shard = {2, 3};
  expect_round_trip(shard);
  expect_round_trip(report_full_of("\xe9 \xff\r\n"));
}

TEST(ReadJson, EveryOctetComesBack) {
  std::string all;
  for (int octet = 0; octet < 256; ++octet) all += static_cast<char>(octet);
  EXPECT_EQ(octets_of_latin1(latin1(all)), all);
  Report report;
  report.results.resize(1);
  report.results[0].transcript = {{std::chrono::microseconds(17), "", Direction::server, all, {}}};
  const auto read = read_json(write(Format::json, report));
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(read->results.at(0).transcript.at(0).octets, all);
  EXPECT_EQ(read->results.at(0).transcript.at(0).time, std::chrono::microseconds(17));
}

TEST(ReadJson, OtherReportsOfItAreTheSame) {
  const auto read = read_json(write(Format::json, sample_report()));
  ASSERT_TRUE(read) << read.error();
  for (const Format format : {Format::terminal, Format::junit, Format::tap, Format::html})
    EXPECT_EQ(write(format, *read), write(format, sample_report()));
}

TEST(ReadJson, SaysWhatIsWrong) {
  const auto error = [](std::string_view text) {
    const auto read = read_json(text);
    return read ? "read" : read.error();
  };
  EXPECT_THAT(error(""), HasSubstr("parse error"));
  EXPECT_THAT(error("[]"), HasSubstr("no JSON report of imapspec"));
  EXPECT_THAT(error("{\"results\": []}"), HasSubstr("no JSON report of imapspec"));
  EXPECT_THAT(error("{\"format\": 2, \"results\": []}"), HasSubstr("format 2, later"));
  EXPECT_THAT(error(R"({"format": 1, "peer": {}, "results": [{"id": "a", "verdict": "fine", "level": "MUST"}]})"),
              HasSubstr("verdict is fine"));
  EXPECT_THAT(error("{\"format\": 4294967297, \"results\": []}"), HasSubstr("format 4294967297, later"));
  EXPECT_THAT(error("{\"format\": 0, \"results\": []}"), HasSubstr("no JSON report of imapspec"));
  EXPECT_THAT(error(R"({"format": 1, "peer": {}, "results": [{"id": 7}]})"), HasSubstr("type must be string"));
  EXPECT_THAT(error(R"({"format": 1, "peer": {}, "shard": {"index": 3, "count": 2}, "results": []})"),
              HasSubstr("shard is 3 of 2"));
  EXPECT_THAT(read_report_file("/nowhere.json").error(), HasSubstr("cannot read /nowhere.json: No such file"));
}

TEST(ReadJson, AFileHasABound) {
  const std::string path = testing::TempDir() + "imapspec-large-" + std::to_string(getpid()) + ".json";
  const std::string text = write(Format::json, Report{});
  ASSERT_TRUE(write_file(path, text));
  EXPECT_TRUE(read_report_file(path, text.size()));
  EXPECT_THAT(read_report_file(path, text.size() - 1).error(), HasSubstr(path + ": it has more than "));
  EXPECT_THAT(read_report_file("/dev/zero", 100'000).error(), HasSubstr("more than 100000 octets"));
  std::filesystem::remove(path);
}

TEST(ReadJson, DurationsHaveABound) {
  const auto read = read_json(R"({"format": 1, "peer": {}, "duration_ms": 1e300, "results": []})");
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(read->duration, std::chrono::seconds(10'000'000));
}

TEST(ReadJson, PlacesThatAreNotThereAreNotPointedAt) {
  const auto read = read_json(R"({"format": 1, "peer": {}, "results": [{"id": "a", "verdict": "fail", "level": "MUST",
    "failures": [{"message": "m", "offending_line": 3, "nearest": [{"text": "ab", "differs": 9}]}]}]})");
  ASSERT_TRUE(read) << read.error();
  const Failure& failure = read->results.at(0).failures.at(0);
  EXPECT_FALSE(failure.offending_line);
  EXPECT_EQ(failure.nearest.at(0).differs, 2U);
}

}  // namespace
}  // namespace imapspec::reports
