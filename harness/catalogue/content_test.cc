// What is in scenarios/: it loads, it has no holes, and it leaves out no sentence of the base protocols.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <string>

#include "harness/catalogue/catalogue.h"
#include "harness/catalogue/peer_file.h"

namespace imapspec::catalogue {
namespace {

FileSet scenarios() {
  auto set = read_tree(IMAPSPEC_SOURCE_DIR "/scenarios");
  EXPECT_TRUE(set) << set.error();
  return set ? *std::move(set) : FileSet{};
}

TEST(CatalogueContent, Loads) {
  const auto catalogue = Catalogue::load(scenarios());
  ASSERT_TRUE(catalogue) << to_string(catalogue.error());
  EXPECT_GT(catalogue->all().size(), 1000u);
  std::set<std::string> words;
  for (const Requirement& requirement : catalogue->all()) {
    EXPECT_LE(requirement.words.size(), 300u) << requirement.id << ": one sentence";
    EXPECT_TRUE(words.insert(std::to_string(requirement.rfc) + requirement.section + requirement.words).second)
        << requirement.id << " says what another entry of its section says";
  }
}

TEST(CatalogueContent, PeersLoad) {
  const FileSet set = scenarios();
  for (const auto& [path, text] : set.files) {
    if (!path.starts_with("peers/") || !path.ends_with(".yaml")) continue;
    const auto peer = load_peer_file(set.display(path), text);
    EXPECT_TRUE(peer) << to_string(peer.error());
  }
}

// The rows of the list that no entry names; the list itself is not part of the project.
TEST(CatalogueContent, NoSentenceOfTheBaseProtocolsIsLeftOut) {
  const char* named = std::getenv("IMAPSPEC_RFC_DIR");
  const std::string folder = named != nullptr ? named : IMAPSPEC_SOURCE_DIR "/../shared/rfc";
  std::ifstream rows(folder + "/requirements.tsv");
  if (!rows)
    GTEST_SKIP() << "SKIPPED: " << folder << "/requirements.tsv is not there; IMAPSPEC_RFC_DIR names its folder";
  const auto catalogue = Catalogue::load(scenarios());
  ASSERT_TRUE(catalogue) << to_string(catalogue.error());
  std::set<std::string> cited;
  for (const Requirement& requirement : catalogue->all())
    cited.insert(requirement.from.begin(), requirement.from.end());

  std::set<std::string> known;
  std::string row;
  std::getline(rows, row);  // the names of the columns
  for (std::size_t count = 0; std::getline(rows, row) && count < 100'000; ++count) {
    const std::string id = row.substr(row.rfind('\t') + 1);
    known.insert(id);
    const bool base = id.starts_with("3501-") || id.starts_with("9051-");
    EXPECT_TRUE(!base || cited.contains(id)) << "no entry comes from " << row;
  }
  ASSERT_GT(known.size(), 600u);
  for (const std::string& id : cited) EXPECT_TRUE(known.contains(id)) << id << " is no row of the list";
}

}  // namespace
}  // namespace imapspec::catalogue
