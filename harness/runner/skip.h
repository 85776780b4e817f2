// Skip: why a scenario cannot be asked of this server, from what is known of both before anything is played.
#pragma once

#include <optional>
#include <string>

#include "harness/runner/peer.h"
#include "harness/runner/survey.h"
#include "harness/scenario/scenario.h"

namespace imapspec::runner {

bool has_step(const scenario::Scenario& scenario, scenario::Step::Kind kind);

// The reason, in few words that are the same for all scenarios that lack the same; nothing where it can be played. `rev2`: it is
// to be played under IMAP4rev2.
std::optional<std::string> reason_to_skip(const scenario::Scenario& scenario, const PeerProfile& profile,
                                          const Survey& survey, bool rev2 = false);

}  // namespace imapspec::runner
