// IMAP4rev2 for scenarios: which are played under it, and what is asked of them then.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/catalogue/catalogue.h"
#include "harness/runner/survey.h"
#include "harness/scenario/scenario.h"

namespace imapspec::runner {

// `wanted`: IMAP4rev2 for all that can be played under it. Where IMAP4rev1 is not offered there is no choice.
bool plays_rev2(const scenario::Scenario& scenario, const Survey& survey, bool wanted);

// What is in force of these: under IMAP4rev2, where RFC 9051 asks for the same again, its requirement in place of the older one.
std::vector<std::string> in_force(const catalogue::Catalogue& catalogue, const std::vector<std::string>& ids,
                                  bool rev2);

}  // namespace imapspec::runner
