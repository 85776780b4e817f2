// imapspec serve: the reference server on sockets.
#include <malloc.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <thread>

#include "harness/cli/common.h"
#include "harness/cli/interrupt.h"
#include "harness/cli/peers/reference_options.h"
#include "harness/cli/subcommands.h"
#include "harness/net/descriptors.h"
#include "reference-server/host/host.h"
#include "reference-server/store/seed.h"

namespace imapspec::cli {

namespace {

struct ServeOptions {
  std::vector<std::string> listen, tls_listen;
  std::string data, tls_clients;
  bool no_user_quirks = false;
  unsigned threads = 0;  // 0: as many as there are processors
  ReferenceOptions reference;
};

// Large messages and answers come and go. The memory that they leave is kept for the next ones; the C library would give it
// back and ask for it again each time, which costs more than to fill it.
void keep_freed_memory() {
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
}

struct Place {
  std::string host;
  std::uint16_t port = 0;
};
// "127.0.0.1:1143", "[::1]:0", ":1143".
std::expected<Place, std::string> parse_place(const std::string& text) {
  const auto colon = text.rfind(':');
  const std::string wrong = text + ": ADDRESS:PORT was expected, such as 127.0.0.1:1143";
  if (colon == std::string::npos || colon + 1 == text.size()) return std::unexpected(wrong);
  Place place{text.substr(0, colon), 0};
  if (place.host.starts_with('[') && place.host.ends_with(']'))
    place.host = place.host.substr(1, place.host.size() - 2);
  if (place.host.empty()) place.host = "127.0.0.1";
  unsigned long port = 0;
  for (const char digit : text.substr(colon + 1)) {
    if (digit < '0' || digit > '9' || port > 65535) return std::unexpected(wrong);
    port = port * 10 + static_cast<unsigned long>(digit - '0');
  }
  if (port > 65535) return std::unexpected(wrong);
  place.port = static_cast<std::uint16_t>(port);
  return place;
}

std::int64_t time_of_day() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

constexpr std::size_t kOtherDescriptors = 256;  // beside those of the clients' connections

class ServeCommand {
 public:
  explicit ServeCommand(const ServeOptions& options) : options_(options) {}

  int execute() {
    auto profile = check(options_.reference);
    if (!profile) return complain(profile.error());
    server_.emplace(*std::move(profile), time_of_day);
    apply(options_.reference, *server_);
    if (const int mistake = fill(); mistake != 0) return mistake;
    if (!options_.no_user_quirks) server_->let_names_choose_quirks();

    const auto certificate = net::make_test_certificate();
    if (!certificate) return complain(certificate.error());
    const auto clients =
        options_.tls_clients.empty() ? std::expected<std::string, std::string>("") : read_file(options_.tls_clients);
    if (!clients) return complain("--tls-clients " + clients.error());
    const auto tls = net::make_tls_server(*certificate, *clients);
    if (!tls) return complain(tls.error());
    net::raise_descriptor_limit(server_->profile().connections_max + kOtherDescriptors);
    host_.emplace(*server_, *tls,
                  options_.threads > 0 ? options_.threads : std::max(std::thread::hardware_concurrency(), 1U));
    if (options_.listen.empty() && options_.tls_listen.empty()) return complain("--listen or --tls-listen says where");
    for (const auto& place : options_.listen)
      if (const int mistake = listen(place, false); mistake != 0) return mistake;
    for (const auto& place : options_.tls_listen)
      if (const int mistake = listen(place, true); mistake != 0) return mistake;

    catch_interrupts();
    keep_freed_memory();
    host_->every(std::chrono::milliseconds(100), [this] {
      if (interrupted()) host_->stop();
    });
    host_->run();
    return kNothingUnexpected;
  }

 private:
  int fill() {
    if (options_.data.empty()) {
      for (const char* user : {"alice", "bob", "carol"}) server_->store().add_user(user, "secret");
      return 0;
    }
    const auto text = read_file(options_.data);
    if (!text) return complain("--data " + text.error());
    const auto folder = std::filesystem::path(options_.data).parent_path();
    const auto reader = [&folder](const std::string& name) { return read_file((folder / name).string()); };
    const auto seeded = reference_server::seed(server_->store(), options_.data, *text, reader, server_->now());
    if (!seeded) {
      std::cerr << yaml::to_string(seeded.error());
      return kMistake;
    }
    return 0;
  }

  int listen(const std::string& text, bool implicit_tls) {
    const std::string option = implicit_tls ? "--tls-listen " : "--listen ";
    const auto place = parse_place(text);
    if (!place) return complain(option + place.error());
    const auto port = host_->listen(place->host, place->port, implicit_tls);
    if (!port) {
      complain(option + text + ": " + port.error());
      return kNothingJudged;
    }
    const std::string host = place->host.find(':') == std::string::npos ? place->host : '[' + place->host + ']';
    std::cout << "listening " << (implicit_tls ? "imaps://" : "imap://") << host << ':' << *port << std::endl;
    return 0;
  }

  const ServeOptions& options_;
  std::optional<reference_server::Server> server_;
  std::optional<reference_server::Host> host_;
};

}  // namespace

void add_serve(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App& serve = *app.add_subcommand("serve", "Run the reference server, until Ctrl-C");
  serve.add_option("--listen", options->listen, "in clear, with STARTTLS; port 0 takes a free one")
      ->type_name("ADDRESS:PORT")
      ->allow_extra_args(false);
  serve.add_option("--tls-listen", options->tls_listen, "with TLS from the start")
      ->type_name("ADDRESS:PORT")
      ->allow_extra_args(false);
  serve
      .add_option("--tls-clients", options->tls_clients,
                  "certificates of clients, PEM: who shows one is the user whom it names, by AUTHENTICATE EXTERNAL")
      ->type_name("FILE");
  serve
      .add_option("--data", options->data,
                  "users, mailboxes and messages, YAML (default: alice, bob and carol, password secret)")
      ->type_name("FILE");
  serve.add_flag("--no-user-quirks", options->no_user_quirks,
                 "alice+quirk=NAME is a user name like any other, and names no quirk");
  serve.add_option("--threads", options->threads, "that serve at once (default: one for each processor)")
      ->type_name("N")
      ->check(CLI::Range(1, 256));
  add_reference_options(serve, options->reference);
  std::string profiles;
  for (const auto& profile : reference_server::profile_names())
    profiles +=
        "  " + std::string(profile.name) + std::string(16 - profile.name.size(), ' ') + std::string(profile.is) + "\n";
  serve.footer(
      "Profiles, for --profile:\n" + profiles +
      "\nor a file that ends in .yaml, with any of these lines:\n"
      "  like: rev1-minimal             the named one that it begins as\n"
      "  with: [IDLE, MOVE]             capabilities that it has too\n"
      "  without: [UIDPLUS]             and those that it has not; what needs one of them goes with it\n"
      "  variations: [small-letters]    what the RFCs leave to it, done otherwise (imapspec list quirks)\n"
      "  starttls: true                 login-needs-tls: false       preauth: alice      anonymous: anonymous\n"
      "  separator: .                   prefix: INBOX.\n"
      "  limits: {line: 8192, literal: 65536, append: 33554432, literals: 64, nesting: 63, "
      "search-depth: 63,\n"
      "           portion: 500, output: 1048576, connections: 8192, failed-logins: 5, bad-commands: 100, "
      "autologout: 30, login-time: 1800, stall-time: 300,\n"
      "           dropped-line: 4194304, dropped-literal: 268435456}\n\n"
      "Who logs in as alice+quirk=NAME, by LOGIN or any mechanism, with alice's password, has that quirk or variation "
      "alone: "
      "in sessions of that very name, and in mailboxes of their own, which begin as alice's did. +quirk=NAME may be "
      "said again for "
      "more. So one running server serves tests of many faults. What acts before the login cannot come so, "
      "nor what there is not: the login is refused, and the text says why. imapspec list quirks shows which do.\n\n"
      "For OAUTHBEARER and XOAUTH2, the access token of the user alice is token-of-alice.\n\n"
      "Each place is told as `listening imap://127.0.0.1:PORT` on standard output once it takes connections.\n\n"
      "Examples:\n"
      "  imapspec serve --listen 127.0.0.1:1143\n"
      "  imapspec serve --listen 127.0.0.1:0 --tls-listen 127.0.0.1:0 --data users.yaml --quirk idle-is-deaf");
  serve.callback([options, &exit_status] { exit_status = ServeCommand(*options).execute(); });
}

}  // namespace imapspec::cli
