#include "harness/cli/peers/reference_options.h"

#include <CLI/CLI.hpp>

#include "harness/cli/common.h"
#include "harness/cli/shell_word.h"
#include "reference-server/profiles/profile_file.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::cli {

void add_reference_options(CLI::App& app, ReferenceOptions& options) {
  app.add_option("--profile", options.profile,
                 "what the reference server offers (default: everything; see imapspec serve --help)")
      ->type_name("NAME|FILE.yaml");
  app.add_option("--quirk", options.quirks,
                 "something that it does wrong, or unusually (imapspec list quirks); again for more")
      ->type_name("NAME")
      ->allow_extra_args(false);
}

namespace {

std::expected<void, std::string> check_quirks(const std::vector<std::string>& names) {
  for (const auto& name : names) {
    if (reference_server::find_quirk(name) != nullptr) continue;
    std::vector<std::string> known;
    for (const auto* table : {&reference_server::all_quirks(), &reference_server::all_variations()})
      for (const auto& quirk : *table) known.emplace_back(quirk.name);
    std::string message = "no quirk " + name;
    for (const auto& near : nearest_words(name, known, 3))
      message += (message.ends_with(name) ? "; is it " : ", ") + near;
    return std::unexpected(message + "; imapspec list quirks shows them all");
  }
  return {};
}

std::expected<reference_server::Profile, std::string> profile_of(const std::string& name) {
  if (!name.ends_with(".yaml")) return reference_server::profile_named(name);
  const auto text = read_file(name);
  if (!text) return std::unexpected("--profile " + text.error());
  auto profile = reference_server::load_profile(name, *text);
  if (!profile) return std::unexpected("--profile " + name + ":\n" + yaml::to_string(profile.error()));
  return *std::move(profile);
}

}  // namespace

std::expected<reference_server::Profile, std::string> check(const ReferenceOptions& options) {
  auto profile = profile_of(options.profile);
  if (!profile) return profile;
  if (auto known = check_quirks(profile->variations); !known)
    return std::unexpected(options.profile + ": " + known.error());
  if (auto known = check_quirks(options.quirks); !known) return std::unexpected(known.error());
  return profile;
}

void apply(const ReferenceOptions& options, reference_server::Server& server) {
  for (const auto& name : server.profile().variations) server.choices().add(reference_server::find_quirk(name)->make());
  if (options.by_user) return;
  for (const auto& name : options.quirks) server.choices().add(reference_server::find_quirk(name)->make());
}

std::string user_suffix(const ReferenceOptions& options) {
  std::string suffix;
  for (const auto& name : options.quirks) suffix += "+quirk=" + name;
  return suffix;
}

std::string words_of(const ReferenceOptions& options) {
  std::string words;
  if (options.profile != ReferenceOptions().profile) words += " --profile " + shell_word(options.profile);
  for (const auto& name : options.quirks) words += " --quirk " + name;
  return words;
}

}  // namespace imapspec::cli
