#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "reports/consumer_test_support.h"
#include "reports/report.h"
#include "reports/report_test_support.h"

namespace imapspec::reports {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct Point {
  std::string line;                // "ok 1 - id: title # SKIP reason"
  std::vector<std::string> block;  // its YAML diagnostics, without --- and ...
};

// Reads what TAP 14 allows and we write; anything else is a failure of the test.
struct Tap {
  std::size_t planned = 0;
  std::vector<Point> points;
  std::vector<std::string> comments;
  std::string bail_out;

  explicit Tap(std::string_view text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0, end = 0; (end = text.find('\n', begin)) != std::string_view::npos; begin = end + 1)
      lines.emplace_back(text.substr(begin, end - begin));
    EXPECT_TRUE(text.ends_with('\n'));
    EXPECT_EQ(lines.at(0), "TAP version 14");
    bool in_block = false, has_plan = false;
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const std::string& line = lines[i];
      if (in_block) {
        if (line == "  ...") {
          in_block = false;
        } else {
          check_yaml(line);
          points.back().block.push_back(line);
        }
      } else if (line == "  ---") {
        in_block = !points.empty();
        EXPECT_TRUE(in_block);
      } else if (line.starts_with("1..")) {
        EXPECT_FALSE(std::exchange(has_plan, true));
        planned = std::stoul(line.substr(3));
      } else if (line.starts_with("#")) {
        comments.push_back(line);
      } else if (line.starts_with("Bail out!")) {
        bail_out = line;
      } else {
        points.push_back({line, {}});
        const std::string number = std::to_string(points.size());
        EXPECT_TRUE(line.starts_with("ok " + number + " - ") || line.starts_with("not ok " + number + " - ")) << line;
      }
    }
    EXPECT_TRUE(has_plan);
    EXPECT_FALSE(in_block);
    EXPECT_EQ(planned, points.size());
  }

  // The YAML that the writer knows: "key: value", "key:" before a list, "- value" and maps in lists; values are JSON.
  static void check_yaml(std::string_view line) {
    std::string_view rest = line;
    const std::size_t indent = rest.find_first_not_of(' ');
    ASSERT_TRUE(indent == 2 || indent == 4 || indent == 6) << line;
    rest.remove_prefix(indent);
    if (rest.starts_with("- ")) rest.remove_prefix(2);
    if (!rest.starts_with('"')) {
      const std::size_t colon = rest.find(':');
      ASSERT_NE(colon, std::string_view::npos) << line;
      for (const char c : rest.substr(0, colon)) ASSERT_TRUE((c >= 'a' && c <= 'z') || c == '_') << line;
      rest.remove_prefix(colon + 1);
      if (rest.empty()) return;
      ASSERT_TRUE(rest.starts_with(' ')) << line;
      rest.remove_prefix(1);
    }
    EXPECT_TRUE(nlohmann::json::accept(rest)) << line;
  }

  const Point& point(std::string_view id) const {
    for (const Point& point : points) {
      if (point.line.find(id) != std::string::npos) return point;
    }
    ADD_FAILURE() << id;
    return points.front();
  }
};

TEST(Tap, LooksAsWeLike) {
  expect_golden("sample.tap", write(Format::tap, sample_report()));
}

TEST(Tap, EachVerdictHasItsLine) {
  const Tap tap(write(Format::tap, sample_report()));
  EXPECT_EQ(tap.points.size(), 12U);
  EXPECT_THAT(tap.point("base/capability/imap4rev1").line, StartsWith("ok "));
  EXPECT_THAT(tap.point("base/status/selected").line, StartsWith("ok "));
  EXPECT_THAT(tap.point("base/expunge/silent").line, StartsWith("not ok "));
  EXPECT_THAT(tap.point("base/rename/inbox").line, StartsWith("not ok "));
  EXPECT_THAT(tap.point("base/noop/any-state").line, StartsWith("not ok "));
  EXPECT_THAT(tap.point("base/noop/any-state").line, Not(HasSubstr(" # ")));
  EXPECT_THAT(tap.point("base/idle/push:").line, EndsWith(" # SKIP not offered: NOTIFY"));
  EXPECT_THAT(tap.point("base/search/charset").line, StartsWith("not ok "));
  EXPECT_THAT(tap.point("base/search/charset").line, HasSubstr(" # TODO RFC 3501 section 6.4.4"));
}

TEST(Tap, DiagnosticsHoldTheEvidence) {
  const Tap tap(write(Format::tap, sample_report()));
  const std::vector<std::string>& block = tap.point("base/expunge/silent").block;
  EXPECT_THAT(block, ::testing::Contains("  severity: \"fail\""));
  EXPECT_THAT(block, ::testing::Contains("    - \"> bob S: * 1 EXPUNGE\\\\r\\\\n\""));
  EXPECT_THAT(block, ::testing::Contains(StartsWith("  reproduce: \"imapspec run base/expunge/")));
  EXPECT_TRUE(tap.point("base/capability/imap4rev1").block.empty());
  EXPECT_TRUE(tap.point("base/idle/push:").block.empty());
  EXPECT_THAT(tap.point("rules/uid-ascends").block, ::testing::Contains("  broken: 2"));
}

TEST(Tap, HostileOctetsForgeNothing) {
  const Tap tap(write(Format::tap, report_full_of(hostile_octets())));
  EXPECT_EQ(tap.points.size(), kVerdicts.size());
  for (const Point& point : tap.points) {
    // Of the # in an id or a reason each has its backslash: only our directive has none.
    std::size_t directives = 0;
    for (std::size_t i = point.line.find('#'); i != std::string::npos; i = point.line.find('#', i + 1))
      directives += point.line[i - 1] == '\\' ? 0 : 1;
    EXPECT_LE(directives, 1U) << point.line;
  }
  EXPECT_THAT(tap.bail_out, StartsWith("Bail out! incomplete: "));
}

TEST(Tap, LongLinesAreCut) {
  const std::string text = write(Format::tap, report_with_long_lines(1 << 20));
  EXPECT_LT(text.size(), 10000U);
  EXPECT_THAT(text, HasSubstr("[1047576 octets]"));
  const Tap tap(text);
}

TEST(Tap, NothingToShowIsAPlanOfNone) {
  const std::string text = write(Format::tap, Report{});
  EXPECT_THAT(text, HasSubstr("\n1..0 # SKIP nothing was judged\n"));
}

TEST(Tap, ARunThatDidNotEndBailsOut) {
  Report report = sample_report();
  EXPECT_THAT(Tap(write(Format::tap, report)).bail_out, "");
  report.incomplete = true;
  report.incomplete_reason = "10 errors in a row";
  EXPECT_THAT(Tap(write(Format::tap, report)).bail_out, "Bail out! incomplete: 10 errors in a row");
}

TEST(Tap, AParserOfOthersReadsIt) {
  if (const std::string reason = no_consumers(); !reason.empty()) GTEST_SKIP() << reason;
  for (const Report& report : {sample_report(), report_full_of(hostile_octets())})
    EXPECT_EQ(complaints_of("tap", write(Format::tap, report)), "");
  EXPECT_NE(complaints_of("tap", "TAP version 14\n1..2\nok 1\nok 1\n"), "");
}

}  // namespace
}  // namespace imapspec::reports
