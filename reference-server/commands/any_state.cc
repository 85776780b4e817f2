// RFC 3501 section 6.1 and RFC 2971: what may be asked at any time.
#include "reference-server/commands/commands.h"
#include "reference-server/commands/reply.h"

namespace imapspec::reference_server {

void run(Session& session, Exchange& exchange, const grammar::Capability&) {
  exchange.untagged(grammar::CapabilityData{session.capabilities(exchange.arena())});
  completed(exchange);
}

void run(Session&, Exchange& exchange, const grammar::Noop&) {
  completed(exchange);
}

void run(Session& session, Exchange& exchange, const grammar::Logout&) {
  exchange.untagged(grammar::StatusKind::bye, "Logging out");
  completed(exchange);
  session.logged_out = true;
}

void run(Session&, Exchange& exchange, const grammar::Id&) {
  const auto quoted = [](std::string_view text) { return grammar::String{text, grammar::Form::quoted}; };
  ListBuilder<grammar::IdParameter> parameters(exchange.arena());
  parameters.add({quoted("name"), quoted("imapspec reference server")});
  exchange.untagged(grammar::IdData{parameters.done()});
  completed(exchange);
}

}  // namespace imapspec::reference_server
