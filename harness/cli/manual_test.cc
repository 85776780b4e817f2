#include "harness/cli/manual.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>

#include "harness/cli/program_test_support.h"
#include "harness/cli/subcommands.h"

namespace imapspec::cli {
namespace {

using ::testing::HasSubstr;

CommandAbout program() {
  CLI::App app;
  int exit_status = 0;
  define_program(app, exit_status);
  return about(app);
}

std::string escaped(std::string text) {
  for (std::size_t at = 0; (at = text.find('-', at)) != std::string::npos; at += 2) text.insert(at, 1, '\\');
  return text;
}

TEST(Manual, HasAPageForEachCommandAndEveryOption) {
  const CommandAbout whole = program();
  const auto pages = manual(whole, "1.2");
  ASSERT_EQ(pages.size(), whole.commands.size() + 1);
  EXPECT_EQ(pages[0].name, "imapspec");
  EXPECT_THAT(pages[0].text, HasSubstr("\"imapspec 1.2\""));
  for (std::size_t i = 0; i < whole.commands.size(); ++i) {
    const CommandAbout& command = whole.commands[i];
    EXPECT_EQ(pages[i + 1].name, "imapspec-" + command.name);
    EXPECT_THAT(pages[0].text, HasSubstr("\\fB" + command.name + "\\fR"));
    for (const char* part : {".SH NAME\n", ".SH SYNOPSIS\n", ".SH DESCRIPTION\n", ".SH OPTIONS\n", ".SH EXIT STATUS\n",
                             ".SH EXAMPLES\n", ".SH SEE ALSO\n"})
      EXPECT_THAT(pages[i + 1].text, HasSubstr(part)) << command.name;
    EXPECT_GT(command.options.size(), 0U);
    for (const OptionAbout& option : command.options)
      for (const std::string& name : option.names) {
        if (!option.positional) {
          EXPECT_THAT(pages[i + 1].text, HasSubstr("\\fB" + escaped(name) + "\\fR"));
        }
      }
  }
}

TEST(Manual, NothingInATextIsARequestToTroff) {
  CommandAbout tricky{"odd", ".br is 'no \\fB request", {}, ".so file\n  'ti 5\n  \\n(.l", {}};
  const auto pages = manual({"imapspec", "", {}, "", {tricky}}, "1");
  EXPECT_THAT(pages.at(1).text, HasSubstr("\\&.br is \\(aqno \\efB request"));
  EXPECT_THAT(pages.at(1).text, HasSubstr("\n\\&.so file\n"));
  EXPECT_THAT(pages.at(1).text, HasSubstr("\n\\&\\(aqti 5\n\\en(.l\n"));
}

TEST(Manual, GroffHasNothingToSay) {
  if (std::system("command -v groff >/dev/null 2>&1") != 0) GTEST_SKIP() << "SKIPPED: there is no groff";
  const std::string folder = testing::TempDir() + "imapspec-manual-" + std::to_string(getpid());
  EXPECT_EQ(imapspec("manual --into " + folder).status, 0);
  std::size_t pages = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    ++pages;
    const auto done = net::run_command(net::shell_command("groff -ww -man -Tutf8 -z '" + file.path().string() + "'"),
                                       std::chrono::steady_clock::now() + std::chrono::seconds(60));
    ASSERT_TRUE(done) << done.error();
    EXPECT_EQ(done->exit.code, 0) << file.path();
    EXPECT_EQ(done->err.text, "") << file.path();
  }
  EXPECT_EQ(pages, program().commands.size() + 1);
  std::filesystem::remove_all(folder);
}

TEST(Manual, IsShownByTheProgram) {
  EXPECT_THAT(imapspec("manual").out, HasSubstr(".SH COMMANDS\n"));
  EXPECT_THAT(imapspec("manual run").out, HasSubstr("\\fB\\-\\-shard\\fR"));
  expect_message(imapspec("manual nothing"), 2, "there is no command nothing");
}

}  // namespace
}  // namespace imapspec::cli
