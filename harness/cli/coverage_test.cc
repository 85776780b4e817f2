#include "harness/cli/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/catalogue/catalogue.h"
#include "harness/cli/embedded_files.h"
#include "harness/oracle/rule.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::cli {
namespace {

using ::testing::ElementsAre;

scenario::Scenario with_steps() {
  scenario::Scenario scenario;
  scenario.id = "base/x/y";
  scenario.verifies = {"rfc7-2-a", "rfc7-1-a"};
  scenario.steps.resize(2);
  scenario.steps[0].verifies = {"rfc7-3-a", "rfc7-1-a"};
  scenario.steps[1].outcomes = {{"good", {}, "", {}}, {"bad", {}, "rfc7-4-a", {}}};
  return scenario;
}

TEST(Coverage, AScenarioVerifiesByItselfItsStepsAndItsOutcomes) {
  EXPECT_THAT(requirements_of(with_steps()), ElementsAre("rfc7-1-a", "rfc7-2-a", "rfc7-3-a", "rfc7-4-a"));
}

TEST(Coverage, AClientsRoundsCount) {
  scenario::Scenario scenario;
  scenario.rounds.resize(1);
  scenario.rounds[0].steps.resize(1);
  scenario.rounds[0].steps[0].verifies = {"rfc7-5-a"};
  scenario.rounds[0].server.resize(1);
  scenario.rounds[0].server[0].steps.resize(1);
  scenario.rounds[0].server[0].steps[0].verifies = {"rfc7-6-a"};
  EXPECT_THAT(requirements_of(scenario), ElementsAre("rfc7-5-a", "rfc7-6-a"));
}

TEST(Coverage, KnowsScenariosAndRules) {
  const Coverage coverage = coverage_of({with_steps()}, catalogue::Catalogue());
  EXPECT_THAT(coverage.of("rfc7-3-a").scenarios, ElementsAre("base/x/y"));
  EXPECT_TRUE(coverage.of("rfc7-9-a").scenarios.empty());
  for (const oracle::Rule::About& rule : oracle::list_rules())
    EXPECT_THAT(coverage.of(rule.requirement).rules, ::testing::Contains(std::string(rule.name)));
}

TEST(Coverage, WhatRev2AsksForAgainIsCoveredByWhatIsPlayedUnderRev2) {
  FileSet files;
  files.files["requirements/rfc7.yaml"] =
      "rfc: 7\ntitle: Seven\nrequirements:\n"
      "  - {id: rfc7-1-a, level: MUST, subject: server, words: NOOP succeeds.}\n";
  for (const char* rfc : {"8", "9051"})
    files.files["requirements/rfc" + std::string(rfc) + ".yaml"] =
        "rfc: " + std::string(rfc) + "\ntitle: T\nrequirements:\n  - {id: rfc" + rfc + "-1-a, as: rfc7-1-a}\n";
  const auto catalogue = catalogue::Catalogue::load(files);
  ASSERT_TRUE(catalogue) << yaml::to_string(catalogue.error());
  scenario::Scenario old = with_steps(), both = with_steps();
  old.id = "base/x/old";
  old.rev2 = false;
  const Coverage coverage = coverage_of({old, both}, *catalogue);
  EXPECT_THAT(coverage.of("rfc7-1-a").scenarios, ElementsAre("base/x/old", "base/x/y"));
  EXPECT_THAT(coverage.of("rfc8-1-a").scenarios, ElementsAre("base/x/old", "base/x/y"));
  EXPECT_THAT(coverage.of("rfc9051-1-a").scenarios, ElementsAre("base/x/y"));
}

TEST(Coverage, SaysWhatIsNotTested) {
  FileSet files;
  files.files["requirements/rfc7.yaml"] =
      "rfc: 7\n"
      "title: Seven\n"
      "requirements:\n"
      "  - {id: rfc7-1-a, level: MUST, subject: server, words: NOOP succeeds.}\n"
      "  - {id: rfc7-1-b, level: SHOULD, subject: client, words: A client waits.}\n"
      "  - {id: rfc7-1-c, level: MUST, subject: both, words: Both are polite., untestable: nobody sees it}\n"
      "  - {id: rfc7-9-a, level: MUST, subject: both, words: Both are quick.}\n";
  const auto catalogue = catalogue::Catalogue::load(files);
  ASSERT_TRUE(catalogue) << yaml::to_string(catalogue.error());
  EXPECT_THAT(not_tested_on_servers({with_steps()}, *catalogue),
              ElementsAre("requirements that no scenario and no rule covers: RFC 7 1 of 2; `imapspec list requirements "
                          "--coverage` names them",
                          "1 requirements that cannot be judged from the wire",
                          "1 requirements of clients: see `imapspec client`"));
  EXPECT_TRUE(not_tested_on_servers({}, catalogue::Catalogue()).empty());
}

TEST(Coverage, EveryRuleCitesARequirementOfTheCatalogue) {
  const auto catalogue = catalogue::Catalogue::load(embedded_scenarios());
  ASSERT_TRUE(catalogue) << yaml::to_string(catalogue.error());
  for (const oracle::Rule::About& rule : oracle::list_rules())
    EXPECT_NE(catalogue->find(rule.requirement), nullptr) << rule.name << " cites " << rule.requirement;
}

TEST(Coverage, EveryQuirkCitesARequirementOfTheCatalogue) {
  const auto catalogue = catalogue::Catalogue::load(embedded_scenarios());
  ASSERT_TRUE(catalogue) << yaml::to_string(catalogue.error());
  for (const auto* quirks : {&reference_server::all_quirks(), &reference_server::all_variations()}) {
    for (const reference_server::Quirk& quirk : *quirks)
      EXPECT_NE(catalogue->find(quirk.requirement), nullptr) << quirk.name << " cites " << quirk.requirement;
  }
}

}  // namespace
}  // namespace imapspec::cli
