#include "harness/cli/completions.h"

#include <fmt/format.h>

#include <algorithm>

namespace imapspec::cli {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  return fmt::format("{}", fmt::join(words, between));
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

// The first line of what an option is for, as one word between apostrophes.
std::string first_line(const OptionAbout& option) {
  return option.words.substr(0, option.words.find('\n'));
}
std::string in_apostrophes(std::string_view text) {
  return "'" + replaced(std::string(text), "'", "'\\''") + "'";
}

const OptionAbout* positional_of(const CommandAbout& command) {
  const auto found = std::ranges::find_if(command.options, &OptionAbout::positional);
  return found == command.options.end() ? nullptr : &*found;
}

std::string option_names(const CommandAbout& command) {
  std::string names;
  for (const OptionAbout& option : command.options)
    if (!option.positional) names += (names.empty() ? "" : " ") + joined(option.names, " ");
  return names;
}

// What a bash function below it does to complete an option's value.
std::string bash_way(const OptionAbout& option) {
  if (!option.values.empty()) return "_imapspec_words '" + joined(option.values, " ") + "'";
  if (takes_folder(option)) return "_imapspec_reply compgen -d -- \"$cur\"";
  if (takes_ids(option)) return std::string("_imapspec_words \"$(_imapspec_ids)\"") + (takes_file(option) ? " -f" : "");
  return takes_file(option) ? "_imapspec_reply compgen -f -- \"$cur\"" : "return";
}

std::string bash_arm(const CommandAbout& command) {
  std::string text =
      fmt::format("    {})\n      options='{}'\n      case $prev in\n", command.name, option_names(command));
  for (const OptionAbout& option : command.options)
    if (!option.positional && !option.type.empty())
      text += fmt::format("        {}) {}; return ;;\n", joined(option.names, " | "), bash_way(option));
  const OptionAbout* positional = positional_of(command);
  text += fmt::format("      esac\n      [[ $cur == -* ]] || {{ {}; return; }}\n      ;;\n",
                      positional == nullptr ? "return" : bash_way(*positional));
  return replaced(std::move(text), "return; return", "return");
}

std::string bash(const CommandAbout& program) {
  std::vector<std::string> commands;
  std::string arms;
  for (const CommandAbout& command : program.commands) {
    commands.push_back(command.name);
    arms += bash_arm(command);
  }
  return R"bash(# Completion of imapspec for bash. Made by `imapspec completions bash`: source it, or put it into
# ~/.local/share/bash-completion/completions/imapspec.

# COMPREPLY becomes the lines of what that command says.
_imapspec_reply() { mapfile -t COMPREPLY < <("$@"); }

# Those of the words that begin with $cur; with -f also files.
_imapspec_words() {
  local file=("${@:2}")
  _imapspec_reply compgen "${file[@]}" -W "$1" -- "$cur"
  # A word that wants more behind it, such as junit=, gets no space.
  [[ ${#COMPREPLY[@]} != 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace 2>/dev/null || true
}

# Of scenarios, their rows left off.
_imapspec_ids() { "${COMP_WORDS[0]}" list scenarios 2>/dev/null | sed 's/[[ ].*//' | sort -u; }

_imapspec() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command='' options i
  COMPREPLY=()
  # Readline cuts words at =, so that --level=must comes as three.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${COMP_WORDS[i]} in
      --) return ;; # the command line of a client
      -* | =) ;;
      *) [[ -n $command ]] || command=${COMP_WORDS[i]} ;;
    esac
  done
  # What stands behind junit= is a file.
  if [[ ${COMP_WORDS[COMP_CWORD - 1]} == = || ${COMP_WORDS[COMP_CWORD]} == = ]] && [[ $prev != -* ]]; then
    _imapspec_reply compgen -f -- "$cur"
    return
  fi
  case $command in
    '') options=')bash" +
         joined(commands, " ") + " " + option_names(program) + R"bash(' ;;
)bash" + arms +
         R"bash(    *) return ;;
  esac
  _imapspec_words "$options"
}

complete -o default -F _imapspec imapspec
)bash";
}

// In the specifications of _arguments a colon and brackets mean something.
std::string zsh_words(std::string text) {
  for (const char* special : {"\\", "[", "]", ":"})
    text = replaced(std::move(text), special, std::string("\\") + special);
  return text;
}

std::string zsh_way(const OptionAbout& option) {
  if (!option.values.empty() && option.values.front().ends_with('='))
    return "{_values -S= format " + joined(option.values, " ") + " || _files}";
  if (!option.values.empty()) return "(" + joined(option.values, " ") + ")";
  if (takes_folder(option)) return "_files -/";
  if (takes_ids(option)) return "_imapspec_ids";
  return takes_file(option) ? "_files" : " ";
}

std::string zsh_argument(const OptionAbout& option) {
  const std::string value = option.type.empty() ? "" : ":" + zsh_words(option.type) + ":" + zsh_way(option);
  if (option.positional)
    return "    " + in_apostrophes((option.repeatable ? "*" : "") + (value.empty() ? ":" : value)) + " \\\n";
  std::string text;
  for (const std::string& name : option.names) {
    const std::string others = option.repeatable ? "*" : "(" + joined(option.names, " ") + ")";
    text += "    " + in_apostrophes(others + name + "[" + zsh_words(first_line(option)) + "]" + value) + " \\\n";
  }
  return text;
}

std::string zsh(const CommandAbout& program) {
  std::string described, arms, top;
  for (const OptionAbout& option : program.options) top += zsh_argument(option);
  for (const CommandAbout& command : program.commands) {
    described += "    " + in_apostrophes(command.name + ":" + zsh_words(command.words)) + "\n";
    arms += fmt::format("        {})\n          _arguments -S \\\n", command.name);
    for (const OptionAbout& option : command.options) arms += zsh_argument(option);
    arms += "            && return\n          ;;\n";
  }
  return R"zsh(#compdef imapspec
# Completion of imapspec for zsh. Made by `imapspec completions zsh`: put it as _imapspec into a folder of $fpath.

_imapspec_ids() {
  local -a ids
  ids=(${(f)"$(${words_of_program[1]:-imapspec} list scenarios 2>/dev/null | sed 's/[[ ].*//' | sort -u)"})
  _alternative 'ids:scenario:compadd -a ids' 'files:file:_files'
}

_imapspec() {
  local curcontext=$curcontext state line words_of_program=($words)
  local -a commands=(
)zsh" + described +
         R"zsh(  )
  _arguments -C \
)zsh" + top +
         R"zsh(    '1:command:->command' '*::argument:->argument' && return
  case $state in
    command) _describe command commands ;;
    argument)
      case $line[1] in
)zsh" + arms +
         R"zsh(      esac
      ;;
  esac
}

_imapspec "$@"
)zsh";
}

std::string fish_option(const OptionAbout& option, const std::string& when) {
  std::string text = "complete -c imapspec -n " + in_apostrophes(when);
  if (!option.positional)
    for (const std::string& name : option.names)
      text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  const bool takes_paths = takes_file(option) || takes_folder(option);
  if (!option.type.empty() && !option.positional) text += takes_paths ? " -r -F" : " -x";
  if (option.positional) text += takes_paths ? " -F" : " -f";
  if (!option.values.empty()) text += " -a " + in_apostrophes(joined(option.values, " "));
  if (takes_ids(option)) text += " -a '(__imapspec_ids)'";
  return text + " -d " + in_apostrophes(first_line(option)) + "\n";
}

std::string fish(const CommandAbout& program) {
  std::string text =
      "# Completion of imapspec for fish. Made by `imapspec completions fish`: put it into "
      "~/.config/fish/completions/imapspec.fish.\n\n"
      "function __imapspec_ids\n"
      "  string match -q -- '-*' (commandline -ct); and return\n"
      "  imapspec list scenarios 2>/dev/null | string replace -r '[\\[ ].*' '' | sort -u\n"
      "end\n\n"
      "complete -c imapspec -f\n";
  for (const OptionAbout& option : program.options) text += fish_option(option, "__fish_use_subcommand");
  for (const CommandAbout& command : program.commands) {
    text += "\ncomplete -c imapspec -n __fish_use_subcommand -a " + command.name + " -d " +
            in_apostrophes(command.words) + "\n";
    for (const OptionAbout& option : command.options)
      text += fish_option(option, "__fish_seen_subcommand_from " + command.name);
  }
  return text;
}

}  // namespace

std::vector<std::string> shells() {
  return {"bash", "zsh", "fish"};
}

std::string completions(std::string_view shell, const CommandAbout& program) {
  return shell == "bash" ? bash(program) : shell == "zsh" ? zsh(program) : fish(program);
}

}  // namespace imapspec::cli
