#include "harness/sasl/sasl.h"

#include <algorithm>

#include "harness/base/word.h"
#include "harness/sasl/bearer.h"
#include "harness/sasl/gsasl_exchange.h"

namespace imapspec::sasl {

namespace {

std::expected<const Mechanism*, std::string> known(std::string_view name) {
  if (const Mechanism* mechanism = find_mechanism(name)) return mechanism;
  std::string names;
  for (const auto& one : mechanisms()) names += (names.empty() ? "" : ", ") + std::string(one.name);
  return std::unexpected("no SASL mechanism " + std::string(name) + "; there are " + names);
}

}  // namespace

const std::vector<Mechanism>& mechanisms() {
  static const std::vector<Mechanism> all{{.name = "ANONYMOUS"},
                                          {.name = "CRAM-MD5", .client_first = false},
                                          {.name = "EXTERNAL"},
                                          {.name = "LOGIN", .client_first = false, .in_clear = true},
                                          {.name = "OAUTHBEARER", .bearer = true},
                                          {.name = "PLAIN", .in_clear = true},
                                          {.name = "SCRAM-SHA-1"},
                                          {.name = "SCRAM-SHA-1-PLUS", .binds = true},
                                          {.name = "SCRAM-SHA-256"},
                                          {.name = "SCRAM-SHA-256-PLUS", .binds = true},
                                          {.name = "XOAUTH2", .bearer = true}};
  return all;
}

const Mechanism* find_mechanism(std::string_view name) {
  const auto& all = mechanisms();
  const auto found =
      std::find_if(all.begin(), all.end(), [name](const Mechanism& one) { return same_word(one.name, name); });
  return found == all.end() ? nullptr : &*found;
}

std::expected<std::unique_ptr<Exchange>, std::string> start_client(std::string_view mechanism,
                                                                   const Credentials& credentials,
                                                                   const TlsFacts& tls) {
  const auto found = known(mechanism);
  if (!found) return std::unexpected(found.error());
  if ((*found)->bearer) return start_bearer_client(**found, credentials);
  return start_gsasl_client(**found, credentials, tls);
}

std::expected<std::unique_ptr<Exchange>, std::string> start_server(std::string_view mechanism, Authority authority,
                                                                   const TlsFacts& tls) {
  const auto found = known(mechanism);
  if (!found) return std::unexpected(found.error());
  if ((*found)->bearer) return start_bearer_server(**found, std::move(authority));
  return start_gsasl_server(**found, std::move(authority), tls);
}

}  // namespace imapspec::sasl
