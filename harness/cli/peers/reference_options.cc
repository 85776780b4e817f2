#include "harness/cli/peers/reference_options.h"

#include <CLI/CLI.hpp>

#include "harness/cli/common.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::cli {

void add_reference_options(CLI::App& app, ReferenceOptions& options) {
  app.add_option("--profile", options.profile,
                 "what the reference server offers (default: default; see imapspec serve --help)")
      ->type_name("NAME");
  app.add_option("--quirk", options.quirks,
                 "something that it does wrong, or unusually (imapspec list quirks); again for more")
      ->type_name("NAME")
      ->allow_extra_args(false);
}

std::expected<reference_server::Profile, std::string> check(const ReferenceOptions& options) {
  for (const auto& name : options.quirks) {
    if (reference_server::find_quirk(name) != nullptr) continue;
    std::vector<std::string> known;
    for (const auto* table : {&reference_server::all_quirks(), &reference_server::all_variations()})
      for (const auto& quirk : *table) known.emplace_back(quirk.name);
    std::string message = "no quirk " + name;
    for (const auto& near : nearest_words(name, known, 3))
      message += (message.ends_with(name) ? "; is it " : ", ") + near;
    return std::unexpected(message + "; imapspec list quirks shows them all");
  }
  return reference_server::profile_named(options.profile);
}

void apply(const ReferenceOptions& options, reference_server::Server& server) {
  for (const auto& name : options.quirks) server.choices().add(reference_server::find_quirk(name)->make());
}

std::string words_of(const ReferenceOptions& options) {
  std::string words;
  if (options.profile != ReferenceOptions().profile) words += " --profile " + options.profile;
  for (const auto& name : options.quirks) words += " --quirk " + name;
  return words;
}

}  // namespace imapspec::cli
