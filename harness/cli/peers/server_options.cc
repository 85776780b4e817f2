#include "harness/cli/peers/server_options.h"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <fstream>

#include "harness/cli/common.h"
#include "harness/cli/peers/embedded_peer.h"
#include "harness/cli/peers/url_peer.h"
#include "harness/cli/shell_word.h"

namespace imapspec::cli {

namespace {

using runner::PeerProfile;

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

// Of a file that holds a secret.
std::expected<std::string, std::string> first_line(const std::string& option, const std::string& path) {
  std::ifstream file(path);
  std::string line;
  if (!file || !std::getline(file, line)) return std::unexpected(option + ' ' + path + ": no line could be read");
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

std::expected<runner::Account, std::string> account(const net::Url& url, const ServerOptions& options, bool first) {
  runner::Account account{url.user.value_or(""), url.password.value_or("")};
  if (url.password) return account;
  if (first && !options.password_file.empty()) {
    auto password = first_line("--password-file", options.password_file);
    if (!password) return std::unexpected(password.error());
    account.password = *std::move(password);
  } else if (const char* password = std::getenv("IMAPSPEC_PASSWORD"); password != nullptr && first) {
    account.password = password;
  } else if (url.user || url.scheme == net::Scheme::imap || url.scheme == net::Scheme::imaps) {
    return std::unexpected(
        "--server " + url.without_password() +
        ": a user and a password are needed: imap://USER:PASSWORD@HOST, --password-file or IMAPSPEC_PASSWORD");
  }
  return account;
}

std::expected<PeerProfile::Tls, std::string> tls_of(const net::Url& url, const std::string& word) {
  if (word == "none") return PeerProfile::Tls::none;
  if (word == "starttls") return PeerProfile::Tls::starttls;
  if (word == "implicit") return PeerProfile::Tls::implicit;
  if (url.scheme == net::Scheme::imaps) return PeerProfile::Tls::implicit;
  return url.scheme == net::Scheme::imap ? PeerProfile::Tls::if_offered : PeerProfile::Tls::none;
}

}  // namespace

void add_server_options(CLI::App& app, ServerOptions& options) {
  app.add_option("--server", options.servers,
                 "imap://USER:PASSWORD@HOST:PORT, imaps://..., unix:PATH or exec:COMMAND; again for a second account")
      ->type_name("URL")
      ->allow_extra_args(false);
  app.add_option("--tls", options.tls, "how to get TLS (default: by the URL; STARTTLS where it is offered)")
      ->check(CLI::IsMember({"none", "starttls", "implicit"}));
  app.add_flag("--compress", options.compress,
               "COMPRESS DEFLATE after login where it is offered, but in scenarios that are about it");
  app.add_option("--chop", options.chop, "send so many octets at a time, so that the server sees every boundary")
      ->type_name("OCTETS")
      ->check(CLI::Range(1U, 65'536U));
  app.add_option("--tls-verify", options.tls_verify,
                 "the server's certificate (default: none on loopback, full elsewhere)")
      ->check(CLI::IsMember({"none", "full"}));
  app.add_option("--tls-ca", options.tls_ca, "trusted certificates, PEM")->type_name("FILE");
  app.add_option("--tls-certificate", options.tls_certificate,
                 "our own certificate and its key, PEM, for AUTHENTICATE EXTERNAL")
      ->type_name("FILE");
  app.add_option("--password-file", options.password_file, "its first line is the first account's password")
      ->type_name("FILE");
  app.add_option("--token-file", options.token_file,
                 "its first line is the first account's OAuth access token, for OAUTHBEARER and XOAUTH2")
      ->type_name("FILE");
  app.add_option("--prefix", options.prefix, "mailboxes may be made only below it (default: as NAMESPACE says)");
  add_reference_options(app, options.reference);
}

std::expected<runner::PeerFactory, std::string> make_peers(const ServerOptions& options,
                                                           const catalogue::PeerFile* known) {
  if (options.servers.empty()) {
    if (const auto known_ones = check(options.reference); !known_ones) return std::unexpected(known_ones.error());
    return [options] {
      auto peer = std::make_unique<EmbeddedPeer>(options.reference);
      peer->profile().compress = options.compress;
      peer->profile().chop = options.chop;
      return peer;
    };
  }
  PeerProfile profile;
  profile.compress = options.compress;
  profile.chop = options.chop;
  std::optional<net::Url> where;
  for (const auto& text : options.servers) {
    auto url = net::parse_url(text);
    if (!url) return std::unexpected("--server: " + url.error());
    auto login = account(*url, options, !where.has_value());
    if (!login) return std::unexpected(login.error());
    profile.accounts.push_back(*std::move(login));
    if (!where) where = *std::move(url);
  }
  if (!options.token_file.empty()) {
    auto token = first_line("--token-file", options.token_file);
    if (!token) return std::unexpected(token.error());
    profile.accounts.front().token = *std::move(token);
  }
  auto tls = tls_of(*where, options.tls);
  if (!tls) return std::unexpected(tls.error());
  profile.tls = *tls;
  profile.url = where->without_password();
  profile.host = where->host.empty() ? "localhost" : where->host;
  if (known != nullptr) {
    profile.name = known->name;
    profile.inbox_may_be_emptied = known->inbox_may_be_emptied;
    if (known->connections != 0) profile.connections_max = known->connections;
    if (!known->prefix.empty()) profile.prefix = known->prefix;
  }
  if (options.prefix) profile.prefix = options.prefix;
  net::TlsClient client;
  const bool verified = options.tls_verify.empty() ? !is_loopback(profile.host) : options.tls_verify == "full";
  client.verify = verified ? net::Verify::full : net::Verify::none;
  client.ca_file = options.tls_ca;
  if (!options.tls_certificate.empty()) {
    auto pem = read_file(options.tls_certificate);
    if (!pem) return std::unexpected("--tls-certificate " + pem.error());
    client.certificate = {*pem, *pem};
    profile.has_certificate = true;
  }
  return [profile, url = *where, client] { return std::make_unique<UrlPeer>(profile, url, client); };
}

std::string server_words(const ServerOptions& options) {
  std::string words;
  for (const auto& text : options.servers)
    if (const auto url = net::parse_url(text)) words += " --server " + shell_word(url->without_password());
  if (!options.tls.empty()) words += " --tls " + options.tls;
  if (options.compress) words += " --compress";
  if (options.chop != 0) words += " --chop " + std::to_string(options.chop);
  if (!options.tls_verify.empty()) words += " --tls-verify " + options.tls_verify;
  if (!options.tls_ca.empty()) words += " --tls-ca " + shell_word(options.tls_ca);
  if (!options.tls_certificate.empty()) words += " --tls-certificate " + shell_word(options.tls_certificate);
  if (!options.token_file.empty()) words += " --token-file " + shell_word(options.token_file);
  if (!options.password_file.empty()) words += " --password-file " + shell_word(options.password_file);
  if (options.prefix) words += " --prefix " + shell_word(*options.prefix);
  words += words_of(options.reference);
  return words;
}

}  // namespace imapspec::cli
