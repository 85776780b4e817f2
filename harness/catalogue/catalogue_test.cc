#include "harness/catalogue/catalogue.h"

#include <gtest/gtest.h>

namespace imapspec::catalogue {
namespace {

constexpr std::string_view kTwo =
    "rfc: 7\n"
    "title: Seven\n"
    "requirements:\n"
    "  - id: rfc7-1-a\n"
    "    level: MUST NOT\n"
    "    subject: client\n"
    "    words: A client does not.\n"
    "    from: [7-1-01-abc, 7-1-02-abd]\n"
    "  - id: rfc7-1-b\n"
    "    level: SHOULD\n"
    "    subject: both\n"
    "    words: Both do.\n"
    "    untestable: nobody sees it\n";

FileSet files(std::string requirements, std::string ambiguities = {}) {
  FileSet set;
  set.files["requirements/rfc7.yaml"] = std::move(requirements);
  if (!ambiguities.empty()) set.files["ambiguities.yaml"] = std::move(ambiguities);
  set.files["base/ignored.yaml"] = "not: [a, requirement";
  return set;
}
std::string bad(const FileSet& set) {
  const auto catalogue = Catalogue::load(set);
  EXPECT_FALSE(catalogue);
  return catalogue ? std::string() : to_string(catalogue.error());
}
std::string with(std::string_view entry) {
  return "rfc: 7\ntitle: Seven\nrequirements:\n  - " + std::string(entry) + "\n";
}

TEST(Catalogue, ReadsRequirements) {
  const auto catalogue = Catalogue::load(files(std::string(kTwo)));
  ASSERT_TRUE(catalogue) << to_string(catalogue.error());
  ASSERT_EQ(catalogue->all().size(), 2u);
  const Requirement* first = catalogue->find("rfc7-1-a");
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->words, "A client does not.");
  EXPECT_EQ(first->keyword, "MUST NOT");
  EXPECT_EQ(first->level, Level::must);
  EXPECT_EQ(first->subject, Subject::client);
  EXPECT_EQ(first->section, "1");
  EXPECT_EQ(first->from, (std::vector<std::string>{"7-1-01-abc", "7-1-02-abd"}));
  EXPECT_TRUE(first->testable());
  EXPECT_EQ(first->place, (yaml::Place{4, 5}));
  EXPECT_EQ(catalogue->find("rfc7-1-b")->untestable, "nobody sees it");
  EXPECT_FALSE(catalogue->find("rfc7-1-b")->testable());
  EXPECT_EQ(catalogue->find("rfc7-1-c"), nullptr);
  EXPECT_EQ(catalogue->titles().at(7), "Seven");
}

FileSet again(const std::string& entries) {
  FileSet set = files(std::string(kTwo));
  set.files["requirements/rfc9.yaml"] = "rfc: 9\ntitle: Nine\nrequirements:\n" + entries;
  return set;
}

TEST(Catalogue, WhatIsAskedForAgainIsWrittenOnce) {
  const auto catalogue =
      Catalogue::load(again("  - {id: rfc9-1-a, as: rfc7-1-a, from: [x]}\n"
                            "  - {id: rfc9-1-b, as: rfc7-1-b, level: MUST}\n"
                            "  - {id: rfc9-1-c, as: rfc7-1-b}\n"));
  ASSERT_TRUE(catalogue) << to_string(catalogue.error());
  const Requirement* first = catalogue->find("rfc9-1-a");
  EXPECT_EQ(first->words, "A client does not.");
  EXPECT_EQ(first->subject, Subject::client);
  EXPECT_EQ(first->keyword, "MUST NOT");
  EXPECT_EQ(first->level, Level::must);
  EXPECT_EQ(first->citation(), "RFC 9 section 1");
  EXPECT_EQ(first->from, std::vector<std::string>{"x"});
  const Requirement* raised = catalogue->find("rfc9-1-b");
  EXPECT_EQ(raised->level, Level::must);
  EXPECT_FALSE(raised->testable());
  EXPECT_EQ(catalogue->find("rfc9-1-c")->level, Level::should);
  EXPECT_EQ(catalogue->asked_again("rfc7-1-b"), (std::vector{raised, catalogue->find("rfc9-1-c")}));
  EXPECT_TRUE(catalogue->asked_again("rfc9-1-a").empty());
}

TEST(Catalogue, OnlyARequirementOfAnEarlierRfcIsAskedForAgain) {
  const auto mistake = [](const std::string& entries) { return bad(again(entries)); };
  EXPECT_EQ(mistake("  - {id: rfc9-1-a, as: rfc7-1-c}\n"),
            "requirements/rfc9.yaml:4:5: rfc9-1-a is asked for as rfc7-1-c, which is no requirement\n");
  EXPECT_EQ(mistake("  - {id: rfc9-1-a, as: rfc7-1-a}\n  - {id: rfc9-1-b, as: rfc9-1-a}\n"),
            "requirements/rfc9.yaml:5:5: rfc9-1-b is asked for as rfc9-1-a, which is itself asked for as rfc7-1-a\n");
  EXPECT_EQ(mistake("  - {id: rfc9-1-a, level: MAY, subject: server, words: x.}\n  - {id: rfc9-1-b, as: rfc9-1-a}\n"),
            "requirements/rfc9.yaml:5:5: rfc9-1-b is asked for as rfc9-1-a, which is of no earlier RFC\n");
  EXPECT_EQ(mistake("  - {id: rfc9-1-a, as: rfc7-1-a, words: x.}\n"),
            "requirements/rfc9.yaml:4:41: with 'as' it has the words of that requirement\n");
}

TEST(Catalogue, NearestIsOfTheSameSection) {
  const auto catalogue = Catalogue::load(files(std::string(kTwo))).value();
  EXPECT_EQ(catalogue.nearest("rfc7-1-z"), "rfc7-1-a");
  EXPECT_EQ(catalogue.nearest("rfc7-1-?"), "rfc7-1-a");
  EXPECT_EQ(catalogue.nearest("rfc8-1-a"), "");
  EXPECT_EQ(Catalogue().nearest("rfc8-1-a"), "");
}

TEST(Catalogue, LettersGoOnWithoutAGap) {
  EXPECT_EQ(bad(files(with("{id: rfc7-1-b, level: MAY, subject: server, words: x.}"))),
            "requirements/rfc7.yaml:4:10: the letters of a section go on without a gap: expected rfc7-1-a\n");
  // An id that is given twice is one.
  std::string twice(kTwo);
  twice.replace(twice.find("rfc7-1-b"), 8, "rfc7-1-a");
  EXPECT_EQ(bad(files(twice)),
            "requirements/rfc7.yaml:9:9: the letters of a section go on without a gap: expected rfc7-1-b\n");
}

TEST(Catalogue, MistakesAreShownAtTheirPlace) {
  EXPECT_EQ(bad(files(with("{id: rfc7-1-a, levl: MAY, subject: servers, words: x}"))),
            "requirements/rfc7.yaml:4:5: a requirement needs 'level'\n"
            "requirements/rfc7.yaml:4:20: 'levl' is not a key of a requirement: was 'level' meant?\n"
            "requirements/rfc7.yaml:4:40: subject must be one of server, client, both\n"
            "requirements/rfc7.yaml:4:56: the words are a sentence and end with a full stop\n");
  EXPECT_EQ(
      bad(files(with("{id: rfc8-1-a, level: must, subject: server, words: x.}"))),
      "requirements/rfc7.yaml:4:10: an id must have the form rfc7-7.5.1-a: RFC of this file, section, letters\n"
      "requirements/rfc7.yaml:4:27: level must be MUST, MUST NOT, REQUIRED, SHOULD, SHOULD NOT, RECOMMENDED, MAY, "
      "OPTIONAL or defined\n");
  EXPECT_EQ(bad(files("rfc: 8\ntitle: Eight\nrequirements: []\n")),
            "requirements/rfc7.yaml:1:6: the file of this RFC is named rfc8.yaml\n");
  EXPECT_EQ(bad(files("rfc: x\nrequirements: []\n")),
            "requirements/rfc7.yaml:1:1: a file of requirements needs 'title'\n"
            "requirements/rfc7.yaml:1:6: rfc must be a number from 0 to 99999\n");
  EXPECT_EQ(bad(files("- x\n")),
            "requirements/rfc7.yaml:1:1: a file of requirements must be a map with the keys rfc, title, "
            "each-must-has-a-quirk, requirements\n");
}

TEST(Catalogue, ReadsAmbiguities) {
  const std::string good =
      "ambiguities:\n"
      "  - id: which\n"
      "    question: Which one?\n"
      "    sections: [RFC 7 section 1]\n"
      "    requirements: [rfc7-1-a]\n"
      "    readings: {one: The first., two: The second.}\n"
      "    verdict: Both are accepted.\n";
  const auto catalogue = Catalogue::load(files(std::string(kTwo), good));
  ASSERT_TRUE(catalogue) << to_string(catalogue.error());
  const Ambiguity* which = catalogue->find_ambiguity("which");
  ASSERT_NE(which, nullptr);
  EXPECT_EQ(which->readings[1].second, "The second.");
  EXPECT_EQ(catalogue->find_ambiguity("none"), nullptr);
  EXPECT_EQ(which->spot, 0U);

  std::string unknown = good;
  unknown.replace(unknown.find("rfc7-1-a"), 8, "rfc7-1-x");
  EXPECT_EQ(bad(files(std::string(kTwo), unknown)), "ambiguities.yaml:2:5: there is no requirement 'rfc7-1-x'\n");
  EXPECT_EQ(bad(files(std::string(kTwo), good + good.substr(good.find('\n') + 1))),
            "ambiguities.yaml:8:5: the id 'which' is given twice\n");
  std::string one = good;
  one.replace(one.find(", two: The second."), 18, "");
  EXPECT_EQ(bad(files(std::string(kTwo), one)), "ambiguities.yaml:6:15: two readings at least make an ambiguity\n");
}

TEST(Catalogue, ReadsWhatTheGrammarAnswers) {
  const std::string entry =
      "ambiguities:\n"
      "  - id: which\n"
      "    spot: 3\n"
      "    question: Which one?\n"
      "    sections: [RFC 7 section 1]\n"
      "    readings: {one: The first., two: The second.}\n"
      "    verdict: Both are accepted.\n"
      "    examples:\n";
  const auto catalogue =
      Catalogue::load(files(std::string(kTwo), entry + "      - {response: '* OK', strict: '4: x'}\n"
                                                       "      - {command: \"a\\n\", rev1: ok, rev2: '2: "
                                                       "y', tolerant: bare-lf at 1}\n"));
  ASSERT_TRUE(catalogue) << to_string(catalogue.error());
  const Ambiguity& which = *catalogue->find_ambiguity("which");
  EXPECT_EQ(which.spot, 3U);
  ASSERT_EQ(which.examples.size(), 2U);
  EXPECT_FALSE(which.examples[0].command);
  EXPECT_EQ(which.examples[0].octets, "* OK\r\n");
  EXPECT_EQ(which.examples[0].rev2, "4: x");
  EXPECT_EQ(which.examples[0].tolerant, "4: x");
  EXPECT_EQ(which.examples[1].octets, "a\n");
  EXPECT_EQ(which.examples[1].rev1, "ok");
  EXPECT_EQ(which.examples[1].tolerant, "bare-lf at 1");
  EXPECT_EQ(bad(files(std::string(kTwo), entry + "      - {response: x, command: y, rev1: ok, rev2: ok}\n")),
            "ambiguities.yaml:9:9: an example is a command or a response\n");
  EXPECT_EQ(bad(files(std::string(kTwo), entry + "      - {response: x, rev1: ok}\n")),
            "ambiguities.yaml:9:9: an example needs 'rev2'\n");
}

}  // namespace
}  // namespace imapspec::catalogue
