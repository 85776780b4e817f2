// Every rule cites requirements that the catalogue has, of the peer that the rule judges and of the strength that it
// gives them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "harness/base/file_set.h"
#include "harness/catalogue/catalogue.h"
#include "harness/oracle/rule.h"

namespace imapspec::oracle {
namespace {

using catalogue::Catalogue;
using catalogue::Level;

Catalogue load() {
  const auto scenarios = read_tree(std::string(IMAPSPEC_SOURCE_DIR) + "/scenarios");
  EXPECT_TRUE(scenarios) << scenarios.error();
  auto loaded = Catalogue::load(*scenarios);
  EXPECT_TRUE(loaded) << yaml::to_string(loaded.error());
  return std::move(*loaded);
}

TEST(Citations, ExistAndFitThePeer) {
  const Catalogue known = load();
  for (const Rule::About& about : list_rules()) {
    std::vector<std::string_view> ids = about.also;
    ids.push_back(about.requirement);
    const auto subject = about.subject == Subject::server ? catalogue::Subject::server : catalogue::Subject::client;
    for (const std::string_view id : ids) {
      const auto* requirement = known.find(id);
      ASSERT_NE(requirement, nullptr) << about.name << " cites " << id;
      EXPECT_TRUE(requirement->subject == subject || requirement->subject == catalogue::Subject::both)
          << about.name << " " << id;
      EXPECT_NE(requirement->level, Level::may) << about.name << " " << id;
      EXPECT_TRUE(requirement->testable()) << about.name << " " << id;
    }
  }
}

TEST(Citations, OnlyTheseAreNoMust) {
  const Catalogue known = load();
  std::set<std::string_view> should;
  for (const Rule::About& about : list_rules())
    if (const auto* requirement = known.find(about.requirement);
        requirement != nullptr && requirement->level == Level::should)
      should.insert(about.name);
  EXPECT_THAT(should, testing::ElementsAre("binary-without-nul-is-a-string", "no-starttls-under-tls",
                                           "only-asked-is-enabled", "tags-are-unique"));
}

}  // namespace
}  // namespace imapspec::oracle
