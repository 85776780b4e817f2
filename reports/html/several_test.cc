#include "reports/html/several.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "reports/compare.h"
#include "reports/matrix.h"
#include "reports/report_test_support.h"

namespace imapspec::reports {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The page, which is XML but for its style and script.
void read_page(std::string text, pugi::xml_document& page) {
  for (const auto& [begin, end] : {std::pair("<style>", "</style>"), std::pair("<script>", "</script>")}) {
    const std::size_t at = text.find(begin);
    text.erase(at, text.find(end, at) - at + std::string_view(end).size());
  }
  const auto parsed = page.load_buffer(text.data(), text.size());
  EXPECT_TRUE(parsed) << parsed.description() << " at " << text.substr(static_cast<std::size_t>(parsed.offset), 200);
}

void expect_links_lead_somewhere(const pugi::xml_document& page) {
  for (const pugi::xpath_node& link : page.select_nodes("//a[starts-with(@href, '#')]")) {
    const std::string target = link.node().attribute("href").value() + 1;
    EXPECT_TRUE(page.find_node([&](const pugi::xml_node& node) { return target == node.attribute("id").value(); }))
        << target;
  }
}

TEST(Matrix, EachPeerHasAColumnAndEachCellItsEvidence) {
  Report other = sample_report();
  other.peer.name = "Cyrus";
  std::erase_if(other.results, [](const Result& result) { return result.id == "base/capability/imap4rev1"; });
  for (Result& result : other.results) {
    if (result.id == "base/expunge/silent-during-fetch") result.verdict = Verdict::warn;
  }
  pugi::xml_document page;
  read_page(write_matrix({sample_report(), other}), page);
  EXPECT_EQ(page.select_nodes("//section[1]//thead/tr/th[. = 'Dovecot' or . = 'Cyrus']").size(), 2U);
  const auto row = page.select_node("//tr[th/code = 'base/expunge/silent-during-fetch']").node();
  EXPECT_STREQ(row.select_node("td[1]/a").node().attribute("href").value(), "#p1.base/expunge/silent-during-fetch");
  EXPECT_STREQ(row.select_node("td[1]//span").node().attribute("class").value(), "v fail");
  EXPECT_STREQ(row.select_node("td[2]//span").node().attribute("class").value(), "v warn");
  EXPECT_EQ(page.select_nodes("//details//td[. = '-']").size(), 1U) << "the result that one of them lacks";
  expect_links_lead_somewhere(page);
}

TEST(Matrix, IsSafeWhateverThePeersSend) {
  pugi::xml_document page;
  read_page(write_matrix({report_full_of("</script><img onerror>"), report_full_of(hostile_octets())}), page);
  EXPECT_FALSE(page.select_node("//img"));
  read_page(write_matrix({}), page);
}

std::string page_of(const Report& before, const Report& after) {
  return write_comparison_html(before, after, compare(before, after));
}

TEST(Comparison, ShowsBothSides) {
  Report after = sample_report();
  for (Result& result : after.results) {
    if (result.id == "base/expunge/silent-during-fetch") {
      result.verdict = Verdict::pass;
      result.failures.clear();
    }
  }
  pugi::xml_document page;
  const std::string text = page_of(sample_report(), after);
  read_page(text, page);
  EXPECT_THAT(text, HasSubstr("<h3>mended</h3>"));
  EXPECT_TRUE(page.select_node("//details[@id = 'before.base/expunge/silent-during-fetch' and @class = 'r fail']"));
  EXPECT_TRUE(page.select_node("//details[@id = 'after.base/expunge/silent-during-fetch' and @class = 'r pass']"));
  EXPECT_EQ(page.select_nodes("//details").size(), 2U);
  expect_links_lead_somewhere(page);
  EXPECT_THAT(page_of(after, after), HasSubstr("No difference"));
  EXPECT_THAT(page_of(after, after), Not(HasSubstr("<details")));
}

}  // namespace
}  // namespace imapspec::reports
