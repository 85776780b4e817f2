// What the tests of the subcommands share: a small suite in memory.
#pragma once

#include <gtest/gtest.h>

#include "harness/cli/common.h"

namespace imapspec::cli {

inline FileSet small_files() {
  FileSet files;
  files.root = "scenarios";
  files.files["requirements/rfc7.yaml"] =
      "rfc: 7\n"
      "title: Seven\n"
      "requirements:\n"
      "  - {id: rfc7-1-a, level: MUST, subject: server, words: NOOP succeeds.}\n"
      "  - {id: rfc7-1-b, level: SHOULD, subject: client, words: A client waits.}\n"
      "  - {id: rfc7-1-c, level: defined, subject: both, words: Both are polite., untestable: nobody sees it}\n"
      "  - {id: rfc7-2-a, level: MAY, subject: server, words: A server may sing.}\n";
  files.files["ambiguities.yaml"] =
      "ambiguities:\n"
      "  - id: how-often\n"
      "    question: How often does it succeed?\n"
      "    sections: [RFC 7 section 1]\n"
      "    requirements: [rfc7-1-a]\n"
      "    readings: {once: Once., always: Always.}\n"
      "    verdict: Always is asserted.\n";
  files.files["base/noop.yaml"] =
      "topic: NOOP\n"
      "scenarios:\n"
      "  - id: succeeds\n"
      "    title: NOOP succeeds\n"
      "    was: [base/noop/works]\n"
      "    verifies: [rfc7-1-a]\n"
      "    steps:\n"
      "      - {C: NOOP, S: OK}\n"
      "  - id: spelt\n"
      "    title: NOOP in any case\n"
      "    verifies: [rfc7-1-a]\n"
      "    with: [{id: lower, word: noop}, {id: mixed, word: NooP}]\n"
      "    steps:\n"
      "      - {C: $word, S: OK}\n";
  files.files["peers/seven.yaml"] =
      "name: seven\n"
      "expect:\n"
      "  - {id: base/noop/succeeds, kind: xfail, section: RFC 7 section 1, reason: It refuses NOOP in every state.}\n";
  return files;
}

// The same, read.
inline Suite small_suite() {
  Suite suite;
  suite.files = small_files();
  auto catalogue = catalogue::Catalogue::load(suite.files);
  EXPECT_TRUE(catalogue) << yaml::to_string(catalogue.error());
  suite.catalogue = *std::move(catalogue);
  auto loaded = scenario::load(suite.files, load_options(suite.catalogue));
  EXPECT_TRUE(loaded.mistakes.empty()) << yaml::to_string(loaded.mistakes);
  suite.scenarios = std::move(loaded.scenarios);
  return suite;
}

}  // namespace imapspec::cli
