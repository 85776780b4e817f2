// SASL exchanges between our client and our server: whoever has the password gets in, as who they are; nobody else does,
// and no octet that is changed on the way makes anybody another.
#include "harness/sasl/sasl.h"
#include "fuzz/input.h"
#include "fuzz/target.h"

using namespace imapspec;
using fuzz::require;

namespace {

constexpr std::size_t kStepsMax = 12;

// Printable ASCII, so that no mechanism has a reason to refuse or change it (SASLprep, RFC 4013). A separator of OAuth's
// and of PLAIN's is not among them.
std::string simple(std::string_view octets) {
  std::string text;
  for (const char c : octets)
    if (c > ' ' && c < 0x7f && c != ',' && c != '=') text.push_back(c);
  return text;
}

struct Outcome {
  bool done = false;
  std::string user;
};

// `change` may change what one side says before the other hears it.
template <class Change>
Outcome exchanged(std::string_view mechanism, const sasl::Credentials& credentials, const sasl::Authority& authority,
                  Change change) {
  const auto client = sasl::start_client(mechanism, credentials);
  const auto server = sasl::start_server(mechanism, authority);
  if (!client || !server) return {};
  std::string heard;  // by the side whose turn it is
  bool clients_turn = sasl::find_mechanism(mechanism)->client_first;
  for (std::size_t step = 0; step < kStepsMax; ++step) {
    auto& side = clients_turn ? *client : *server;
    const auto said = side->step(heard);
    if (!said) return {};
    if (!clients_turn && said->done) return {true, (*server)->user()};
    heard = said->octets;
    change(step, heard);
    clients_turn = !clients_turn;
  }
  return {};
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(sasl, octets, octets) {
  fuzz::Input input(octets);
  const auto& mechanism = sasl::mechanisms()[input.below(sasl::mechanisms().size())];
  if (mechanism.binds || mechanism.name == "EXTERNAL") return;  // these need TLS
  const std::size_t changed_step = input.below(8), changed_at = input.octet();
  const auto mask = static_cast<char>(input.octet());
  const std::string user = simple(input.until('\n')), password = simple(input.until('\n'));
  if (user.empty() || password.empty()) return;
  const std::string token = "token-" + password;
  sasl::Authority authority;
  authority.password_of = [&](std::string_view who) {
    return who == user        ? std::optional(password)
           : who == "mallory" ? std::optional<std::string>("another")
                              : std::nullopt;
  };
  authority.user_of_token = [&](std::string_view shown) { return shown == token ? std::optional(user) : std::nullopt; };
  authority.anonymous_user = "guest";
  const sasl::Credentials right{.user = user, .password = password, .act_as = {}, .token = token};
  const auto unchanged = [](std::size_t, std::string&) {};
  const std::string who = mechanism.name == "ANONYMOUS" ? "guest" : user;
  const Outcome honest = exchanged(mechanism.name, right, authority, unchanged);
  require(honest.done && honest.user == who, "who has the password gets in, as who they are", mechanism.name);

  const Outcome wrong =
      exchanged(mechanism.name, {.user = user, .password = password + "x", .act_as = {}, .token = token + "x"},
                authority, unchanged);
  require(mechanism.name == "ANONYMOUS" || !wrong.done, "who has another password does not get in", mechanism.name);

  const std::string rest(input.rest());
  const Outcome tampered = exchanged(mechanism.name, right, authority, [&](std::size_t step, std::string& said) {
    if (step != changed_step) return;
    if (!rest.empty())
      said = rest;
    else if (!said.empty())
      said[changed_at % said.size()] = static_cast<char>(said[changed_at % said.size()] ^ mask);
  });
  // What is sent in clear can be replaced by all of another's words, which the fuzzer does not know.
  require(!tampered.done || tampered.user == who || rest.find("another") != std::string::npos,
          "nobody becomes another by what happens on the way", tampered.user);
}
