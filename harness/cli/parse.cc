// imapspec parse: what the grammar says of messages in files.
#include <CLI/CLI.hpp>

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <expected>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "harness/cli/common.h"
#include "harness/cli/parsing.h"
#include "harness/cli/subcommands.h"

namespace imapspec::cli {
namespace {

struct ParseOptions {
  bool command = false;
  bool response = false;
  std::string revision;
  std::vector<std::string> tolerate;
  bool json = false;
  std::vector<std::string> files;
};

// All octets of a file; "-" is standard input.
std::expected<std::string, std::string> octets_of(const std::string& file) {
  std::ifstream opened;
  if (file != "-") {
    errno = 0;
    opened.open(file, std::ios::binary);
    if (!opened) return std::unexpected(file + ": " + std::strerror(errno));
  }
  std::istream& in = file == "-" ? std::cin : opened;
  std::string octets;
  std::vector<char> block(std::size_t{1} << 16U);
  errno = 0;
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())), in.gcount() > 0) {
    octets.append(block.data(), static_cast<std::size_t>(in.gcount()));
    if (octets.size() > limits::kMessageOctetsMax)
      return std::unexpected(file + ": more than " + std::to_string(limits::kMessageOctetsMax >> 20U) + " MiB");
  }
  if (in.bad()) return std::unexpected(file + ": " + (errno == 0 ? "cannot be read" : std::strerror(errno)));
  return octets;
}

std::vector<std::string> tolerable() {
  std::vector<std::string> names = {"all"};
  for (const auto& each : grammar::deviations())
    if (each.tolerable) names.emplace_back(each.name);
  return names;
}

int execute(const ParseOptions& given) {
  ParsingOptions options;
  options.direction = given.command ? grammar::Direction::command : grammar::Direction::response;
  if (given.revision == "rev1") options.dialect.revision = grammar::Revision::rev1;
  if (given.revision == "rev2") options.dialect.revision = grammar::Revision::rev2;
  for (const auto& name : given.tolerate) {
    if (name == "all") options.dialect.tolerated = grammar::DeviationSet::all();
    if (const auto deviation = grammar::deviation_named(name)) options.dialect.tolerated.insert(*deviation);
  }
  options.json = given.json;
  options.caret = given.files.size() == 1 && isatty(STDOUT_FILENO) == 1;
  int status = kNothingUnexpected;
  for (const auto& file : given.files) {
    const auto octets = octets_of(file);
    if (!octets) {
      std::cerr << "imapspec: " << octets.error() << '\n';
      status = kMistake;
      continue;
    }
    const Parsing result = parsing(file, *octets, options);
    std::cout << result.text;
    if (!result.accepted && status == kNothingUnexpected) status = kUnexpected;
  }
  std::cout.flush();
  return status;
}

}  // namespace

void add_parse(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<ParseOptions>();
  CLI::App& parse = *app.add_subcommand("parse", "What the grammar says of commands or responses in files");
  CLI::Option* command = parse.add_flag("--command", options->command, "the files hold commands");
  CLI::Option* response = parse.add_flag("--response", options->response, "the files hold responses");
  command->excludes(response);
  parse
      .add_option("--rev", options->revision,
                  "hold them against RFC 3501 (rev1) or RFC 9051 (rev2) alone; default: either")
      ->check(CLI::IsMember({"rev1", "rev2"}).description(""))
      ->type_name("rev1|rev2");
  parse
      .add_option("--tolerate", options->tolerate,
                  "go on at this named deviation and report it; repeatable; `all` stands for every one that\n"
                  "`imapspec list deviations` shows")
      ->check(CLI::IsMember(tolerable()).description(""))
      ->allow_extra_args(false)
      ->type_name("NAME|all");
  parse.add_flag("--json", options->json, "the tree, or why there is none, as one line of JSON for each file");
  parse
      .add_option("files", options->files,
                  "each holds one complete message with its CRLF and literals; - is standard input")
      ->required()
      ->type_name("FILE");
  parse.footer(
      "One line for each file: FILE: ok, or FILE: OFFSET: RULE: what was expected. Offsets count octets from 0.\n"
      "Exit status: 0 all are right, 1 one is refused, 2 a mistake in the command line or a file that cannot be read.\n"
      "Examples:\n"
      "  imapspec parse --response reply.txt\n"
      "  printf 'a1 NOOP\\r\\n' | imapspec parse --command --rev rev2 --json -\n"
      "  imapspec parse --response --tolerate trailing-space --tolerate missing-text replies/*");
  parse.callback([options, &exit_status] {
    if (!options->command && !options->response) throw CLI::RequiredError("--command or --response");
    exit_status = execute(*options);
  });
}

}  // namespace imapspec::cli
