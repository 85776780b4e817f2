#include "harness/catalogue/quirk_notes.h"

#include <gtest/gtest.h>

#include "harness/catalogue/catalogue.h"

namespace imapspec::catalogue {
namespace {

FileSet file(std::string text) {
  FileSet files;
  files.files["requirements/rfc7.yaml"] = std::move(text);
  return files;
}

TEST(QuirkNotes, AreReadBesideTheRequirements) {
  const FileSet files = file(
      "rfc: 7\ntitle: Seven\neach-must-has-a-quirk: true\nrequirements:\n"
      "  - {id: rfc7-1-a, level: MUST, subject: server, words: x., quirk-of: rfc7-1-b}\n"
      "  - {id: rfc7-1-b, level: MUST NOT, subject: both, words: y., no-quirk: it would end the run}\n"
      "  - {id: rfc7-1-c, level: defined, subject: server, words: z.}\n"
      "  - {id: rfc7-1-d, level: MUST, subject: client, words: z.}\n"
      "  - {id: rfc7-1-e, level: MUST, subject: server, words: z., untestable: nobody sees it}\n"
      "  - {id: rfc7-1-f, level: MAY, subject: server, words: z., choice: as it is}\n"
      "  - {id: rfc7-1-g, level: MAY, subject: client, words: z.}\n");
  const auto catalogue = Catalogue::load(files);
  ASSERT_TRUE(catalogue) << to_string(catalogue.error());
  std::vector<yaml::Mistake> mistakes;
  const QuirkNotes notes = load_quirk_notes(files, mistakes);
  EXPECT_TRUE(mistakes.empty());
  EXPECT_EQ(notes.complete, std::set<unsigned>{7});
  ASSERT_EQ(notes.by_requirement.size(), 3U);
  EXPECT_EQ(notes.of("rfc7-1-f")->choice, "as it is");
  EXPECT_EQ(notes.of("rfc7-1-a")->quirk_of, "rfc7-1-b");
  EXPECT_EQ(notes.of("rfc7-1-b")->no_quirk, "it would end the run");
  EXPECT_EQ(notes.of("rfc7-1-c"), nullptr);
  std::string wanted;
  for (const Requirement& each : catalogue->all())
    wanted += wants_quirk(each) ? each.id.back() : wants_choice(each) ? '?' : '-';
  EXPECT_EQ(wanted, "ab---?-");
}

TEST(QuirkNotes, MistakesAreShownAtTheirPlace) {
  std::vector<yaml::Mistake> mistakes;
  const QuirkNotes notes =
      load_quirk_notes(file("rfc: 7\ntitle: Seven\neach-must-has-a-quirk: no\nrequirements:\n"
                            "  - {id: rfc7-1-a, level: MUST, subject: server, words: x., quirk-of: y, no-quirk: z}\n"),
                       mistakes);
  EXPECT_EQ(to_string(mistakes),
            "requirements/rfc7.yaml:3:24: each-must-has-a-quirk is true, or left out\n"
            "requirements/rfc7.yaml:5:5: a requirement has one of quirk-of, no-quirk and choice\n");
}

}  // namespace
}  // namespace imapspec::catalogue
