#include "harness/cli/manual.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

namespace imapspec::cli {
namespace {

// Plain text for troff: what it would take for its own is escaped, and hyphens stay those that can be copied.
std::string plain(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    const bool at_start = escaped.empty() || escaped.back() == '\n';
    if (at_start && (c == '.' || c == '\'')) escaped += "\\&";
    if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-') {
      escaped += "\\-";
    } else if (c == '\'') {
      escaped += "\\(aq";
    } else if (c == '`') {
      escaped += "\\(ga";
    } else if (c == '^') {
      escaped += "\\(ha";
    } else if (c == '~') {
      escaped += "\\(ti";
    } else {
      escaped += c;
    }
  }
  return escaped;
}
std::string bold(std::string_view text) {
  return "\\fB" + plain(text) + "\\fR";
}
std::string italic(std::string_view text) {
  return "\\fI" + plain(text) + "\\fR";
}
std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

std::string head(const std::string& name, const std::string& words, const std::string& version) {
  return fmt::format(".TH {} 1 \"\" \"imapspec {}\" \"imapspec\"\n.nh\n.SH NAME\n{} \\- {}\n", plain(upper(name)),
                     plain(version), plain(name), plain(words));
}

std::string tagged(const OptionAbout& option) {
  std::string tag;
  for (const std::string& name : option.names) {
    if (option.positional) break;
    tag += (tag.empty() ? "" : ", ") + bold(name);
  }
  if (!option.type.empty()) tag += (tag.empty() ? "" : " ") + italic(option.type);
  if (option.repeatable) tag += " ...";
  std::string text = ".TP\n" + tag + "\n" + plain(option.words.empty() ? option.type : option.words) + "\n";
  // A long list is the business of `imapspec list`.
  constexpr std::size_t kValuesMax = 20;
  if (!option.values.empty() && option.values.size() <= kValuesMax && !option.values.front().ends_with('=')) {
    text += ".br\nOne of";
    for (const std::string& value : option.values)
      text += (&value == &option.values.front() ? " " : ", ") + bold(value);
    text += ".\n";
  }
  return text;
}

std::string synopsis(const CommandAbout& command) {
  std::string text = ".SH SYNOPSIS\n" + bold("imapspec " + command.name) + " [" + italic("OPTIONS") + "]";
  for (const OptionAbout& option : command.options) {
    if (!option.positional) continue;
    const std::string name =
        italic(option.type.empty() ? option.names.front() : option.type) + (option.repeatable ? " ..." : "");
    text += option.required ? " " + name : " [" + name + "]";
  }
  if (command.name == "client") text += " [" + bold("--") + " " + italic("COMMAND") + " ...]";
  return text + "\n";
}

std::string options(const std::vector<OptionAbout>& all) {
  std::string text = ".SH OPTIONS\n";
  for (const bool positional : {true, false})
    for (const OptionAbout& option : all)
      if (option.positional == positional) text += tagged(option);
  return text;
}

// What --help says at its end: indented lines are examples, the others sentences.
struct Footer {
  std::string sentences, examples;
};
Footer footer_of(const CommandAbout& command) {
  Footer footer;
  std::string_view text = command.footer;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line == "Examples:" || line == "Example:") continue;
    if (line.starts_with("  ")) {
      footer.examples += plain(line.substr(2)) + "\n";
    } else if (!line.empty()) {
      footer.sentences += plain(line) + "\n";
    }
  }
  return footer;
}

using Statuses = std::vector<std::pair<int, std::string_view>>;

Statuses statuses_of(std::string_view command) {
  if (command == "run" || command == "client")
    return {
        {0, "nothing unexpected"},
        {1,
         "something unexpected: a failure, an error, a pass of what was expected to fail, with --strict a warning; or "
         "the run was ended before all was played"},
        {2, "a mistake in the command line, in a scenario or in what is expected; a report could not be written"},
        {3, "nothing was judged: everything was skipped, or the peer could not be reached"},
        {130, "Ctrl-C; the reports are written, and say that they are not whole"}};
  if (command == "report")
    return {{0, "nothing unexpected in what the report shows; a matrix alone"},
            {1,
             "something unexpected, or a shard is missing; with --compare, something fails that did not, or fails "
             "differently, or the later run is incomplete"},
            {2, "a file that is no report, files that are not of one run, a report that could not be written"},
            {3, "nothing was judged"}};
  if (command == "parse")
    return {{0, "every file is right"},
            {1, "one is refused"},
            {2, "a mistake in the command line, or a file cannot be read"}};
  if (command == "lint") return {{0, "no mistake"}, {2, "a mistake; with --strict, a warning"}};
  if (command == "mutants")
    return {
        {0, "every quirk was noticed, and no variation"}, {1, "one survived, or a variation failed"}, {2, "a mistake"}};
  return {
      {0, "it is done"}, {2, "a mistake in the command line, or in a file"}, {3, "the server could not be reached"}};
}

std::string exit_status(std::string_view command) {
  std::string text = ".SH EXIT STATUS\n";
  for (const auto& [status, words] : statuses_of(command)) text += fmt::format(".TP\n{}\n{}\n", status, plain(words));
  return text;
}

std::string see_also(const CommandAbout& program, const std::string& but) {
  std::string text = ".SH SEE ALSO\n";
  std::vector<std::string> names{"imapspec"};
  for (const CommandAbout& command : program.commands) names.push_back("imapspec-" + command.name);
  std::erase(names, but);
  for (const std::string& name : names) text += bold(name) + "(1)" + (&name == &names.back() ? "\n" : ",\n");
  return text;
}

std::string page_of(const CommandAbout& command, const CommandAbout& program, const std::string& version) {
  const std::string name = "imapspec-" + command.name;
  const Footer footer = footer_of(command);
  std::string text = head(name, command.words.substr(0, command.words.find(':')), version) + synopsis(command) +
                     ".SH DESCRIPTION\n" + plain(command.words) + ".\n";
  if (!footer.sentences.empty()) text += ".PP\n" + footer.sentences;
  text += options(command.options) + exit_status(command.name);
  if (!footer.examples.empty()) text += ".SH EXAMPLES\n.nf\n" + footer.examples + ".fi\n";
  return text + see_also(program, name);
}

std::string page_of(const CommandAbout& program, const std::string& version) {
  std::string text =
      head("imapspec", "IMAP conformance tests of servers and clients", version) + ".SH SYNOPSIS\n" + bold("imapspec") +
      " " + italic("COMMAND") + " [" + italic("OPTIONS") + "]\n.SH DESCRIPTION\n" +
      plain(
          "Finds out whether an IMAP server, or an IMAP client, does what the RFCs say, and shows for every "
          "failure what the RFC asks, what came instead, the octets that prove it, and the command that "
          "shows it again.") +
      "\n.SH COMMANDS\n";
  for (const CommandAbout& command : program.commands)
    text += ".TP\n" + bold(command.name) + "\n" + plain(command.words) + ".\n";
  text += options(program.options) + exit_status("run");
  text += ".SH ENVIRONMENT\n";
  for (const auto& [name, words] :
       {std::pair("IMAPSPEC_PASSWORD", "the password of the first account, if --server has none"),
        std::pair("NO_COLOR", "if set, the terminal report has no colours"),
        std::pair("GTEST_TOTAL_SHARDS, GTEST_SHARD_INDEX, TEST_TOTAL_SHARDS, TEST_SHARD_INDEX, "
                  "JOB_COMPLETION_INDEX",
                  "which part of a run is played, as imapspec run --shard says")})
    text += ".TP\n" + bold(name) + "\n" + plain(words) + "\n";
  text += std::string(".SH EXAMPLES\n.nf\n") + plain("imapspec run --server imap://alice:secret@127.0.0.1:1143") +
          "\n" + plain("imapspec explain rfc3501-7.4.1-e") + "\n" + plain("imapspec serve --listen 127.0.0.1:1143") +
          "\n.fi\n";
  return text + see_also(program, "imapspec");
}

}  // namespace

std::vector<ManualPage> manual(const CommandAbout& program, const std::string& version) {
  std::vector<ManualPage> pages{{"imapspec", page_of(program, version)}};
  for (const CommandAbout& command : program.commands)
    pages.push_back({"imapspec-" + command.name, page_of(command, program, version)});
  return pages;
}

}  // namespace imapspec::cli
