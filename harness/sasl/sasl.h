// SASL mechanisms (RFC 4422) by GNU SASL, without I/O: challenges and responses as octets, before base64, on both sides.
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imapspec::sasl {

struct Credentials {
  std::string user;  // authentication identity
  std::string password;
  std::string act_as;  // authorization identity; empty: the user's own
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
  // Server: who was authenticated, once done.
  virtual const std::string& user() const = 0;
};

// The password of a user, or nothing where there is no such user.
using PasswordOf = std::function<std::optional<std::string>(std::string_view user)>;

// `mechanism` by its registered name in any case: PLAIN, LOGIN. Another is an error that names those that there are.
std::expected<std::unique_ptr<Exchange>, std::string> start_client(std::string_view mechanism,
                                                                   const Credentials& credentials);
std::expected<std::unique_ptr<Exchange>, std::string> start_server(std::string_view mechanism, PasswordOf password_of);

const std::vector<std::string>& mechanisms();
// Whether the client has the first word (RFC 4422 section 3): such mechanisms can use an initial response (RFC 4959).
bool client_speaks_first(std::string_view mechanism);

}  // namespace imapspec::sasl
