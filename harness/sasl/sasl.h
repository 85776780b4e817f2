// SASL mechanisms (RFC 4422), without I/O: challenges and responses as octets, before base64, on both sides. By GNU SASL, but for
// the two that send an OAuth token, which it does not have.
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/tls_facts.h"

namespace imapspec::sasl {

// What a client knows. EXTERNAL needs none of it, ANONYMOUS sends `user` as its trace (RFC 4505 section 2).
struct Credentials {
  std::string user;  // authentication identity
  std::string password;
  std::string act_as = {};  // authorization identity; empty: the user's own
  std::string token = {};   // OAuth access token (RFC 6750): OAUTHBEARER, XOAUTH2
};

// What a server knows.
struct Authority {
  using Lookup = std::function<std::optional<std::string>(std::string_view)>;
  Lookup password_of;               // of a user; nothing where there is no such user
  Lookup user_of_token = {};        // whose access token it is; may be empty
  std::string anonymous_user = {};  // who ANONYMOUS is; empty: nobody
  // Whether who has proved to be `user` may be `name`, its authorization identity (RFC 4422 section 3.4.1); empty: nobody may be
  // anybody else.
  std::function<bool(std::string_view user, std::string_view name)> may_be = {};

  bool lets_be(std::string_view user, std::string_view name) const {
    return name.empty() || name == user || (may_be && may_be(user, name));
  }
};

// What this side says next.
struct Step {
  std::string octets;  // may be empty, and is then still a message: the protocol has an empty challenge or response
  bool done = false;   // this side expects nothing more. A server with `done` has authenticated the client
};

// One exchange, seen from one side. Not to be shared by threads; several exchanges may run at once.
class Exchange {
 public:
  virtual ~Exchange() = default;
  // Takes what the other side said (empty to begin with, where it has not spoken yet). The error is for people; a server's
  // "authentication failed" is one, and the exchange is over.
  virtual std::expected<Step, std::string> step(std::string_view input) = 0;
  // Server: who was authenticated, once done; where the client asked to be somebody else, and may, that one.
  virtual const std::string& user() const = 0;
};

struct Mechanism {
  std::string_view name;     // as registered
  bool client_first = true;  // can use an initial response (RFC 4422 section 3, RFC 4959)
  bool in_clear = false;     // whoever listens learns the password
  bool bearer = false;       // shows an access token, and is not to be used without TLS (RFC 7628 section 3)
  bool binds = false;        // needs a TLS connection's channel binding
};
const std::vector<Mechanism>& mechanisms();
const Mechanism* find_mechanism(std::string_view name);  // in any case; null: there is none

// An unknown mechanism is an error that names those that there are. `tls` may be empty, but for mechanisms that bind and, on the
// server's side, EXTERNAL, which takes whom the certificate names.
std::expected<std::unique_ptr<Exchange>, std::string> start_client(std::string_view mechanism,
                                                                   const Credentials& credentials,
                                                                   const TlsFacts& tls = {});
std::expected<std::unique_ptr<Exchange>, std::string> start_server(std::string_view mechanism, Authority authority,
                                                                   const TlsFacts& tls = {});

}  // namespace imapspec::sasl
