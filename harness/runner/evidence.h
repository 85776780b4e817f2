// Evidence: what went wrong, as every report shows it: the requirement, the transcript, and how to see it again.
#pragma once

#include <string>
#include <vector>

#include "harness/runner/scene.h"
#include "harness/runner/step_player.h"

namespace imapspec::runner {

// A requirement as the catalogue has it; one that it has not keeps its id alone, and is a MUST.
reports::Requirement requirement(const catalogue::Catalogue& catalogue, const std::string& id);
std::vector<reports::Requirement> requirements(const catalogue::Catalogue& catalogue,
                                               const std::vector<std::string>& ids);

// The strongest of them; MUST where there is none.
reports::Level level_of(const std::vector<reports::Requirement>& requirements);

// A step that did not go well, under IMAP4rev2 or not; `reproduce` is the command line that plays it again.
reports::Failure step_failure(const scenario::Scenario& scenario, const scenario::Step& step, Trouble trouble,
                              const std::vector<reports::TranscriptLine>& transcript,
                              const catalogue::Catalogue& catalogue, bool rev2, std::string reproduce);
// The scenario could not be begun: a connection, or what it is given. `transcript` shows it.
reports::Failure setup_failure(const Scene& scene, const std::string& step, const std::string& message,
                               const std::vector<reports::TranscriptLine>& transcript);
// A rule that a scenario is about fails it too, unless it has failed already.
void judge_by_rules(const scenario::Scenario& scenario, const std::vector<RuleReport::Breach>& breaches,
                    const catalogue::Catalogue& catalogue, const std::string& reproduce, reports::Result& result);
// A rule that was broken; `scenario` is where.
reports::Failure rule_failure(const catalogue::Catalogue& catalogue, const RuleReport::Breach& breach,
                              const std::string& scenario, const std::string& reproduce);

}  // namespace imapspec::runner
