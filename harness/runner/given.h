// Given: builds the state that a scenario starts from, over IMAP, and takes it away again.
#pragma once

#include <expected>

#include "harness/runner/scene.h"

namespace imapspec::runner {

// Makes the scenario's mailboxes with their messages; leaves the UIDs of those that `$1` means in the scene's bindings. Those
// are the messages of `box`, or of the first mailbox that has any.
std::expected<void, Setback> build_given(Scene& scene);

// Removes every mailbox and subscription of the scenario, whoever made it, and empties INBOX if it was used.
std::expected<void, Setback> clean_up(Scene& scene);

}  // namespace imapspec::runner
