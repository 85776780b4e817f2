// How the reference server is to be, from the command line: its profile, and what it does wrong or unusually.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "reference-server/connection/server.h"

namespace CLI {
class App;
}

namespace imapspec::cli {

struct ReferenceOptions {
  std::string profile = std::string(reference_server::kEverything);  // a name, or a file that ends in .yaml
  std::vector<std::string> quirks;  // names of quirks and variations, in the order in which they decide
  bool by_user = false;             // the embedded server's: they come by the name that logs in (user_quirks.h)
};

// `--profile` and `--quirk`.
void add_reference_options(CLI::App& app, ReferenceOptions& options);

// Whether there are such. The error, for people, names what there is.
std::expected<reference_server::Profile, std::string> check(const ReferenceOptions& options);
// To a server that has no connection yet, unless they come by user; `options` have been checked.
void apply(const ReferenceOptions& options, reference_server::Server& server);

// What stands behind a user's name, so that they come by it: "+quirk=NAME".
std::string user_suffix(const ReferenceOptions& options);

// The words of the command line that say the same again.
std::string words_of(const ReferenceOptions& options);

}  // namespace imapspec::cli
