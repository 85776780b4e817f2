// --write-expectations: what failed in a run, as the first version of a peer's file.
#pragma once

#include <expected>
#include <string>

#include "harness/catalogue/peer_file.h"
#include "reports/result.h"

namespace imapspec::cli {

// Whether a file can be made there: one that is there is not written over. Nothing is asked where `path` is empty. The
// error is for people.
std::expected<void, std::string> may_write_expectations(const std::string& path);

// The file's text: every fail, warn and xfail with its section, its fingerprints and, as reason, what it showed or what
// `known` says of it; skips of `known` stay.
std::string expectations_of(const reports::Report& report, const catalogue::PeerFile* known, catalogue::Subject role);

// Writes it, unless `path` is empty. The error is for people.
std::expected<void, std::string> write_expectations(const std::string& path, const reports::Report& report,
                                                    const catalogue::PeerFile* known, catalogue::Subject role);

}  // namespace imapspec::cli
