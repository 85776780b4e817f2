// Our client and our server, the one's printer to the other's parser and back: commands of the input as trees, printed by
// the policy, sent by the session as it sends them, in portions; the server's answers are read as they were printed.
#include "fuzz/input.h"
#include "fuzz/mutate.h"
#include "fuzz/oracles/server.h"
#include "fuzz/target.h"
#include "harness/grammar/policy.h"
#include "harness/grammar/rebuild.h"
#include "harness/session/session.h"

using namespace imapspec;
using namespace imapspec::grammar;
using fuzz::require;

namespace {

constexpr std::size_t kCommandsMax = 20;

class Pair {
 public:
  Pair(reference_server::Server& server, std::size_t portion) : connection_(server), portion_(portion) { pump(); }

  void command(const CommandBody& body, PrintPolicy policy) {
    if (connection_.closed()) return;
    policy.dialect = session_.dialect();
    const std::string tag = session_.fresh_tag();
    const Command meant{tag, body, {}, {}};
    const auto fragments = print_command(meant, policy);
    if (!fragments) return;  // no octets say it
    const std::string text = joined(*fragments);
    Arena arena;
    const auto read = parse_command(text, arena, policy.dialect);
    require(read && same_but_for_forms(*read, meant), "22: the server reads what the client meant", text);
    session_.send(tag, *fragments);
    pump();
    // What waits for a line is ended.
    for (int i = 0; i < 3 && !session_.open_tags().empty() && !connection_.closed(); ++i) {
      session_.send_raw(i == 0 ? "DONE\r\n" : "*\r\n");
      pump();
    }
    require(session_.open_tags().empty() || connection_.closed(), "21: every command gets its result", text);
    require(session_.outgoing().empty() || connection_.closed(), "8: no fragment waits for ever", text);
  }

 private:
  void pump() {
    bool moved = true;
    while (moved && !connection_.closed()) {
      moved = deliver();
      const std::string_view out = session_.outgoing().substr(0, portion_);
      if (out.empty()) continue;
      connection_.receive(std::string(out));
      session_.sent(out.size());
      moved = true;
    }
    deliver();
  }
  bool deliver() {
    if (connection_.wants_tls()) {
      connection_.tls_started();
      session_.tls_started();
    }
    if (connection_.wants_deflate()) connection_.deflate_started();
    if (connection_.ends_deflate()) connection_.deflate_ended();
    if (connection_.output().empty()) return false;
    const std::string octets = std::exchange(connection_.output(), {});
    for (std::string_view rest = octets; !rest.empty(); rest.remove_prefix(std::min(portion_, rest.size())))
      session_.feed(rest.substr(0, portion_));
    for (; judged_ < session_.received().size(); ++judged_) {
      const session::Received& received = *session_.received()[judged_];
      require(received.response.has_value() && received.response->deviations.empty(),
              "22: the client reads what the server says", received.octets);
      require(print_response(*received.response) == received.octets, "1: a response prints back", received.octets);
    }
    return true;
  }

  reference_server::Connection connection_;
  session::Session session_{"A"};
  std::size_t portion_;
  std::size_t judged_ = 0;
};

}  // namespace

IMAPSPEC_FUZZ_TARGET(pair, commands, octets) {
  const std::uint64_t hash = fuzz::hash_of(octets);
  const auto server = fuzz::make_server(fuzz::profile_for(hash % 8 == 0 ? "rev2" : ""));
  Pair pair(*server, hash % 3 == 0 ? 1 : 1 + hash / 3 % 100);
  const PrintPolicy policy{.literals = hash % 2 == 0 ? PrintPolicy::Literals::sync : PrintPolicy::Literals::plus};
  pair.command(Login{{fuzz::kAlice}, {fuzz::kAlicesPassword}}, policy);
  std::size_t said = 0;
  for (const auto& message : fuzz::whole_messages_of(octets, fuzz::Shape::commands)) {
    if (++said > kCommandsMax) break;
    Arena arena;
    const auto command = parse_command(message, arena, {.revision = Revision::either});
    if (command) pair.command(command->body, policy);
  }
}
