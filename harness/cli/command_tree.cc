#include "harness/cli/command_tree.h"

#include <CLI/CLI.hpp>

#include <algorithm>

#include "reference-server/profiles/profile.h"
#include "reference-server/quirks/quirk.h"
#include "reports/report.h"

namespace imapspec::cli {
namespace {

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(at);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// CLI11 shows a set of words as {a,b} behind the type, and a range as [1 - 1000]; ours are shown as none|full.
void take_values(OptionAbout& option) {
  const std::size_t colon = option.type.find(":{");
  if (colon != std::string::npos) {
    option.values = split(std::string_view(option.type).substr(colon + 2, option.type.size() - colon - 3), ',');
  } else if (option.type.find('|') != std::string::npos &&
             option.type.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos) {
    option.values = split(option.type, '|');
  }
  option.type.erase(std::min(option.type.find(':'), option.type.size()));
  if (option.type == "TEXT" && !option.values.empty()) option.type = "WORD";
}

// What the options' own checks cannot say, since the lists are long.
std::vector<std::string> known_values(std::string_view name) {
  std::vector<std::string> values;
  if (name == "--report") {
    for (const auto format : reports::format_names()) values.push_back(std::string(format) + '=');
  } else if (name == "--profile") {
    for (const auto profile : reference_server::profile_names()) values.emplace_back(profile.name);
  } else if (name == "--quirk") {
    for (const auto* table : {&reference_server::all_quirks(), &reference_server::all_variations()})
      for (const auto& quirk : *table) values.emplace_back(quirk.name);
  }
  return values;
}

OptionAbout about(const CLI::Option& option) {
  OptionAbout about;
  about.positional = option.get_positional();
  if (about.positional) {
    about.names = {option.get_name(true)};
  } else {
    for (const auto& name : option.get_lnames()) about.names.push_back("--" + name);
    for (const auto& name : option.get_snames()) about.names.push_back("-" + name);
  }
  about.words = option.get_description();
  about.required = option.get_required();
  about.repeatable = option.get_items_expected_max() > 1;
  if (option.get_items_expected_max() > 0) about.type = option.get_type_name();
  take_values(about);
  if (about.values.empty()) about.values = known_values(about.names.front());
  return about;
}

bool has_type(const OptionAbout& option, std::string_view wanted) {
  const auto types = split(option.type, '|');
  return std::ranges::find(types, wanted) != types.end();
}

}  // namespace

CommandAbout about(const CLI::App& app) {
  CommandAbout command{app.get_name(), app.get_description(), {}, app.get_footer(), {}};
  for (const CLI::Option* option : app.get_options()) command.options.push_back(about(*option));
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; }))
    command.commands.push_back(about(*sub));
  return command;
}

bool takes_file(const OptionAbout& option) {
  return has_type(option, "FILE") || has_type(option, "JSON") || option.type == "FORMAT=FILE";
}
bool takes_folder(const OptionAbout& option) {
  return has_type(option, "DIR");
}
bool takes_ids(const OptionAbout& option) {
  return has_type(option, "ID");
}

}  // namespace imapspec::cli
