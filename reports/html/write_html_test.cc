#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <pugixml.hpp>
#include <string>

#include "reports/html/markup.h"
#include "reports/report.h"
#include "reports/report_test_support.h"

namespace imapspec::reports {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string cut(std::string text, std::string_view begin, std::string_view end) {
  const std::size_t at = text.find(begin), behind = text.find(end, at);
  EXPECT_NE(behind, std::string::npos) << begin;
  return text.erase(at, behind + end.size() - at);
}

// The page without style and script is XML.
std::string markup_of(const Report& report) {
  return cut(cut(write(Format::html, report), "<style>", "</style>"), "<script>", "</script>");
}

void read_page(const std::string& text, pugi::xml_document& page) {
  const pugi::xml_parse_result parsed = page.load_buffer(text.data(), text.size(), pugi::parse_full);
  EXPECT_TRUE(parsed) << parsed.description() << " at " << text.substr(static_cast<std::size_t>(parsed.offset), 200);
}

std::string text_of(const pugi::xml_node& node) {
  std::string text;
  if (node.type() == pugi::node_pcdata) text = node.value();
  for (const pugi::xml_node child : node.children()) text += text_of(child);
  return text;
}

struct HtmlReport : testing::Test {
  HtmlReport() { read_page(markup_of(sample_report()), page); }

  pugi::xml_node by_id(const std::string& id) const {
    const pugi::xml_node node =
        page.find_node([&](const pugi::xml_node& each) { return each.attribute("id").value() == id; });
    EXPECT_TRUE(node) << id;
    return node;
  }
  pugi::xml_document page;
};

TEST_F(HtmlReport, FailuresComeBeforeWarnings) {
  std::string verdicts;
  for (const pugi::xpath_node found :
       page.select_nodes("//h3[.='What needs a look']/following-sibling::ul[1]/li/span[1]"))
    verdicts += text_of(found.node()) + " ";
  EXPECT_EQ(verdicts, "fail fail xpass error fail warn ");
}

TEST_F(HtmlReport, WhatFailedAsExpectedIsListedWithItsReason) {
  const auto items = page.select_nodes("//details[starts-with(summary, '1 result failed as expected')]/ul/li");
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(text_of(items[0].node()),
            "xfailbase/search/charsetRFC 3501 section 6.4.4: Dovecot answers without the code");
}

TEST_F(HtmlReport, EachResultHasItsBlock) {
  const auto blocks = page.select_nodes("//details[contains(@class, 'r ')]");
  EXPECT_EQ(blocks.size(), 12U);
  EXPECT_STREQ(by_id("base/fetch/section[text]").attribute("class").value(), "r fail");
  EXPECT_STREQ(by_id("base/idle/push").attribute("class").value(), "r skip");
}

TEST_F(HtmlReport, AFailureHasAllOfItsEvidence) {
  const pugi::xml_node block = by_id("base/expunge/silent-during-fetch");
  const std::string text = text_of(block);
  for (const char* part :
       {"what must never come came", "No EXPUNGE while no command is in progress", "MUST", "RFC 9051 section 7.5.1",
        "scenarios/base/expunge.yaml:14", "alice has just expunged message 1", "* 2 FETCH (FLAGS (...))",
        "bob S:", "alice C:", "b2 FETCH 2 FLAGS", "breaks rfc9051-7.5.1-a",
        "imapspec run base/expunge/silent-during-fetch --server imap://alice@127.0.0.1:1143 --seed 7"})
    EXPECT_THAT(text, HasSubstr(part));
  EXPECT_EQ(block.select_nodes(".//a[@href='https://www.rfc-editor.org/rfc/rfc9051#section-7.5.1']").size(), 1U);
  EXPECT_EQ(text_of(block.select_node(".//li[@class='s bad']/mark").node()), "EXPUNGE");  // octet 4 of * 1 EXPUNGE
  EXPECT_EQ(text_of(block.select_node(".//dl[@class='cmp']//mark").node()), "EXPUNGE");
  EXPECT_THAT(text_of(block.select_node(".//ol[@class='steps']/li[@class='bad']").node()), HasSubstr("FETCH 2 FLAGS"));
}

TEST_F(HtmlReport, OctetsThatAreNoAsciiAreSeen) {
  EXPECT_THAT(text_of(by_id("base/fetch/section[text]")),
              AllOf(HasSubstr("8-bit: \\xe9t\\xe9\\r\\n"), Not(HasSubstr("\xe9"))));
}

TEST_F(HtmlReport, TheRequirementsAreATree) {
  const pugi::xml_node row = by_id("rfc9051-7.5.1-a");
  EXPECT_STREQ(row.child("span").attribute("class").value(), "v fail");
  EXPECT_STREQ(row.select_node("ancestor::details[@class='sec']/summary/span").node().child_value(), "7.5.1");
  EXPECT_STREQ(row.select_node("ancestor::details[@class='doc']/summary/span").node().child_value(),
               "RFC 9051: IMAP4rev2");
  EXPECT_TRUE(row.select_node(".//a[@href='#base/expunge/silent-during-fetch']"));
  EXPECT_STREQ(by_id("rfc3501-2.3.1-a").child("span").attribute("class").value(), "v wire");
}

TEST_F(HtmlReport, EveryLinkWithinThePageLeadsSomewhere) {
  const auto links = page.select_nodes("//a[starts-with(@href, '#')]");
  EXPECT_GT(links.size(), 10U);
  for (const pugi::xpath_node& link : links) {
    const std::string target = link.node().attribute("href").value() + 1;
    if (target != "base/append/many" && target != "base/copy/to-itself") by_id(target);  // not in the sample
  }
}

TEST_F(HtmlReport, AnIdIsGivenOnce) {
  std::vector<std::string> ids;
  for (const pugi::xpath_node& node : page.select_nodes("//*[@id]"))
    ids.emplace_back(node.node().attribute("id").value());
  std::ranges::sort(ids);
  EXPECT_EQ(std::ranges::adjacent_find(ids), ids.end());
}

TEST_F(HtmlReport, IsReadableWithoutScript) {
  EXPECT_STREQ(by_id("filters").attribute("hidden").value(), "hidden");
  EXPECT_FALSE(page.select_node("//details[@hidden]"));
  EXPECT_FALSE(page.select_node("//*[@style or @onclick or @onload]"));
  EXPECT_FALSE(page.select_node("//link | //img | //*[@src]")) << "one file, and no other";
}

TEST(Html, NoOctetsOfThePeerBecomeMarkup) {
  for (const std::string& octets :
       {std::string("</script><img onerror=alert(1) src=x>"), std::string("\"'><script>alert(1)</script>"),
        std::string("]]><!--"), std::string("</style></details></main>"), hostile_octets(),
        std::string("\xc3\x28&lt;\0", 7)}) {
    pugi::xml_document page;
    read_page(markup_of(report_full_of(octets)), page);
    EXPECT_EQ(page.select_nodes("//script | //img | //style | //*[@onerror]").size(), 0U) << octets;
    EXPECT_EQ(page.select_nodes("//main").size(), 1U) << octets;
    EXPECT_EQ(page.select_nodes("//details[contains(@class, 'r ')]").size(), kVerdicts.size()) << octets;
  }
  const std::string page = write(Format::html, report_full_of("</script><img onerror>"));
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_THAT(page, HasSubstr("&lt;/script&gt;&lt;img onerror&gt;"));
}

TEST(Html, SaysThatARunIsIncomplete) {
  Report report = sample_report();
  EXPECT_THAT(write(Format::html, report), Not(HasSubstr("This run is incomplete")));
  report.incomplete = true;
  report.incomplete_reason = "interrupted";
  EXPECT_THAT(write(Format::html, report), HasSubstr("<strong>This run is incomplete:</strong> interrupted"));
  EXPECT_THAT(write(Format::html, Report{}), HasSubstr("Nothing was judged"));
}

TEST(Html, TwoThousandResultsAreLessThanFiveMegabytes) {
  EXPECT_LT(write(Format::html, large_report(2000)).size(), 5'000'000U);
}

TEST(Html, LongLinesAreCutAroundTheMark) {
  const std::string page = write(Format::html, report_with_long_lines(1 << 20));
  EXPECT_LT(page.size(), 100'000U);
  EXPECT_THAT(page, HasSubstr("<mark>xxx"));
}

TEST(Markup, OctetsAreShownAsTheyAre) {
  using html::octets;
  EXPECT_EQ(octets("a1 OK\r\n"), "a1 OK");
  EXPECT_EQ(octets("{2}\r\nab"), "{2}<span class=\"o\">\\r\\n</span>\nab");
  EXPECT_EQ(octets("<\xe9>"), "&lt;<span class=\"o\">\\xe9</span>&gt;");
  EXPECT_EQ(octets("(UID 4)", 5), "(UID <mark>4</mark>)");
  EXPECT_EQ(octets("OK", 2), "OK<mark>(end)</mark>");
  EXPECT_EQ(octets("OK", 9), "OK<mark>(end)</mark>");
  EXPECT_EQ(octets("abcdef", std::nullopt, 4), "abcd<span class=\"o\">[2 octets]</span>");
  EXPECT_EQ(octets(""), "");
}

TEST(Markup, AnchorsOfDifferentIdsDiffer) {
  EXPECT_EQ(html::anchor("base/list/forms[percent]"), "base/list/forms[percent]");
  EXPECT_NE(html::anchor("a b"), html::anchor("a_b"));
  EXPECT_NE(html::anchor("a_20b"), html::anchor("a b"));
}

}  // namespace
}  // namespace imapspec::reports
