// Coverage: which scenarios and rules would notice that a requirement is not met.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "harness/catalogue/catalogue.h"
#include "harness/scenario/scenario.h"

namespace imapspec::cli {

struct Coverage {
  struct By {
    std::vector<std::string> scenarios;  // ids, sorted, rows each
    std::vector<std::string> rules;      // names
  };
  std::map<std::string, By, std::less<>> by_requirement;

  const By& of(std::string_view requirement) const;  // empty where nothing covers it
};

// What a scenario verifies: by itself, by a step, by an outcome that breaks it; sorted, each once.
std::vector<std::string> requirements_of(const scenario::Scenario& scenario);

// Of these scenarios and of all rules of the oracle. What RFC 9051 asks for again is covered by what is played under IMAP4rev2 too.
Coverage coverage_of(const std::vector<scenario::Scenario>& scenarios, const catalogue::Catalogue& catalogue);

// Sentences for people on what a run of the whole suite against a server says nothing about.
std::vector<std::string> not_tested_on_servers(const std::vector<scenario::Scenario>& scenarios,
                                               const catalogue::Catalogue& catalogue);

}  // namespace imapspec::cli
