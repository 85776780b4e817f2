// The scripts, used by the shells themselves.
#include "harness/cli/completions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "harness/cli/program_test_support.h"
#include "harness/cli/shell_word.h"
#include "harness/cli/subcommands.h"

namespace imapspec::cli {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

CommandAbout program() {
  CLI::App app;
  int exit_status = 0;
  define_program(app, exit_status);
  return about(app);
}

struct Completions : testing::Test {
  ~Completions() override { std::filesystem::remove_all(folder); }

  std::string script(const std::string& shell) const {
    std::ofstream(folder + "/" + shell) << completions(shell, program());
    return folder + "/" + shell;
  }
  // What that shell prints when it is given these commands.
  std::string said(const std::string& shell, const std::string& commands) const {
    const std::string file = folder + "/commands";
    std::ofstream(file) << commands;
    const std::string path = "HOME=" + folder + " PATH=" IMAPSPEC_BINARY_DIR ":$PATH ";
    const auto done = net::run_command(net::shell_command(path + shell + " " + file),
                                       std::chrono::steady_clock::now() + std::chrono::seconds(120));
    EXPECT_TRUE(done) << done.error();
    if (!done) return {};
    EXPECT_EQ(done->exit.code, 0) << done->err.text;
    EXPECT_EQ(done->err.text, "");
    return done->out.text;
  }
  // As readline calls it: the words so far, cut at = and :, the last of which is to be completed.
  std::vector<std::string> bash(const std::vector<std::string>& words) const {
    std::string commands = ". " + script("bash") + "\nCOMP_WORDS=(imapspec";
    for (const auto& word : words) commands += ' ' + shell_word(word);
    commands += ")\nCOMP_CWORD=" + std::to_string(words.size()) + "\n_imapspec\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
    return lines_of(said("bash --norc", commands));
  }
  static std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
      if (!line.empty()) lines.push_back(line);
    return lines;
  }
  static bool there_is(const std::string& name) {
    return std::system(("command -v " + name + " >/dev/null 2>&1").c_str()) == 0;
  }

  const std::string folder = [] {
    const std::string path = testing::TempDir() + "imapspec-completions-" + std::to_string(getpid());
    std::filesystem::create_directories(path);
    return path;
  }();
};

TEST_F(Completions, BashKnowsCommandsOptionsAndValues) {
  EXPECT_THAT(bash({"re"}), ElementsAre("report"));
  EXPECT_THAT(bash({"--v"}), ElementsAre("--version"));
  EXPECT_THAT(bash({"run", "--wr"}), ElementsAre("--write-expectations"));
  EXPECT_THAT(bash({"run", "--level", "m"}), ElementsAre("must", "may"));
  EXPECT_THAT(bash({"run", "--level", "=", "s"}), ElementsAre("should")) << "readline cuts --level=s so";
  EXPECT_THAT(bash({"run", "--report", "j"}), ElementsAre("junit=", "json="));
  EXPECT_THAT(bash({"run", "--quirk", "idle-is"}), ElementsAre("idle-is-deaf"));
  EXPECT_THAT(bash({"list", "per"}), ElementsAre());
  EXPECT_THAT(bash({"list", "pee"}), ElementsAre("peers"));
  EXPECT_THAT(bash({"parse", "--rev", ""}), ElementsAre("rev1", "rev2"));
  EXPECT_THAT(bash({"client", "--strict", "--", "cu"}), ElementsAre()) << "another program's words";
}

TEST_F(Completions, BashAsksTheProgramForIds) {
  EXPECT_THAT(bash({"run", "base/expunge/numbers"}), Contains("base/expunge/numbers-add-up"));
  EXPECT_THAT(bash({"explain", "base/fetch-items/sli"}),
              ElementsAre("base/fetch-items/slice-of-a-section", "base/fetch-items/slices"));
}

TEST_F(Completions, BashCompletesPaths) {
  std::ofstream(folder + "/imap.json") << "{}";
  std::filesystem::create_directory(folder + "/inner");
  EXPECT_THAT(bash({"report", folder + "/ima"}), ElementsAre(folder + "/imap.json"));
  EXPECT_THAT(bash({"run", "--report", "json", "=", folder + "/ima"}), ElementsAre(folder + "/imap.json"));
  EXPECT_THAT(bash({"run", "--scenarios", folder + "/i"}), ElementsAre(folder + "/inner"));
}

TEST_F(Completions, BashCompletesEveryOptionOfEveryCommand) {
  std::string commands = ". " + script("bash") + "\n", expected;
  const auto ask = [&](const std::string& command, const std::string& word) {
    commands += "COMP_WORDS=(imapspec " + command + ' ' + word +
                ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_imapspec\n" + "printf '%s ' '" + command +
                "' \"${COMPREPLY[@]}\"; echo\n";
    expected += command + ' ' + word + " \n";
  };
  std::size_t options = 0;
  const CommandAbout whole = program();
  for (const CommandAbout& command : whole.commands)
    for (const OptionAbout& option : command.options)
      for (const std::string& name : option.names)
        if (!option.positional && name != "--tls" && ++options > 0) ask(command.name, name);
  EXPECT_GT(options, 50U);
  EXPECT_EQ(said("bash --norc", commands), expected);
  EXPECT_THAT(bash({"run", "--tls"}), ElementsAre("--tls", "--tls-verify", "--tls-ca", "--tls-certificate"));
}

TEST_F(Completions, BashScriptIsClean) {
  if (!there_is("shellcheck")) GTEST_SKIP() << "SKIPPED: there is no shellcheck";
  const auto done = net::run_command(net::shell_command("shellcheck -s bash " + script("bash")),
                                     std::chrono::steady_clock::now() + std::chrono::seconds(120));
  ASSERT_TRUE(done) << done.error();
  EXPECT_EQ(done->out.text, "");
}

TEST_F(Completions, FishCompletesEveryOptionOfEveryCommand) {
  if (!there_is("fish")) GTEST_SKIP() << "SKIPPED: there is no fish";
  std::string commands = "source " + script("fish") + "\n";
  std::vector<std::string> expected;
  const CommandAbout whole = program();
  for (const CommandAbout& command : whole.commands) {
    commands += "complete -C 'imapspec " + command.name + " --' | string replace -r '\\t.*' ''\n";
    for (const OptionAbout& option : command.options)
      if (!option.positional) expected.push_back(option.names.front());
  }
  EXPECT_THAT(lines_of(said("fish", commands)), ::testing::UnorderedElementsAreArray(expected));
  const std::string values =
      "source " + script("fish") + "\ncomplete -C 'imapspec run --level m' | string replace -r '\\t.*' ''\n";
  EXPECT_THAT(lines_of(said("fish", values)), ::testing::UnorderedElementsAre("must", "may"));
  const std::string ids = "source " + script("fish") + "\ncomplete -C 'imapspec explain base/fetch-items/sli'\n";
  EXPECT_THAT(lines_of(said("fish", ids)), Contains(::testing::StartsWith("base/fetch-items/slices")));
}

// In a terminal of its own, since zsh completes nowhere else. Without a dump (-D): compinit renames that over its target, be
// it a device.
TEST_F(Completions, ZshCompletes) {
  if (!there_is("zsh")) GTEST_SKIP() << "SKIPPED: there is no zsh";
  std::filesystem::copy_file(script("zsh"), folder + "/_imapspec");
  const std::string commands = "fpath=(" + folder + R"zsh( $fpath)
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=; PATH=$PATH; fpath=($fpath); autoload -U compinit; compinit -u -D"
zpty -w shell 'zstyle ":completion:*" insert-tab false; setopt no_beep; bindkey "^I" complete-word; zle -N finish'
zpty -w shell 'finish() { print -r -- "<$BUFFER>"; BUFFER=; zle accept-line }; bindkey "^X" finish; print rea""dy'
while zpty -r shell line && [[ $line != *ready* || $line == *rea\"* ]]; do :; done
complete() {
  zpty -w -n shell "$1"$'\t\x18'
  while zpty -r shell line; do
    if [[ $line == *'<'*'>'* ]]; then print -r -- "${${line##*<}%%>*}"; return; fi
  done
}
complete 'imapspec repo'
complete 'imapspec run --write-exp'
complete 'imapspec run --level mu'
complete 'imapspec list pee'
zpty -d shell
)zsh";
  EXPECT_THAT(lines_of(said("zsh -f", commands)), ElementsAre("imapspec report ", "imapspec run --write-expectations ",
                                                              "imapspec run --level must ", "imapspec list peers "));
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
  const CommandAbout whole = program();
  const std::string text = completions("zsh", whole);
  for (const CommandAbout& command : whole.commands)
    for (const OptionAbout& option : command.options)
      for (const std::string& name : option.names) {
        if (!option.positional) {
          EXPECT_NE(text.find(name + "["), std::string::npos) << command.name << ' ' << name;
        }
      }
}

}  // namespace
}  // namespace imapspec::cli
