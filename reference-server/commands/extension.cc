// ENABLE (RFC 5161), NAMESPACE (RFC 2342) and IDLE (RFC 2177).
#include "reference-server/commands/commands.h"
#include "reference-server/commands/reply.h"

namespace imapspec::reference_server {

// RFC 5161 section 3.1: what cannot be enabled is ignored, and so far nothing here can be.
void run(Session&, Exchange& exchange, const grammar::Enable&) {
  exchange.untagged(grammar::EnabledData{});
  completed(exchange);
}

void run(Session& session, Exchange& exchange, const grammar::NamespaceCommand&) {
  grammar::NamespaceDescription personal;
  const std::string prefix = grammar::encode_mutf7(session.account().naming().prefix);
  personal.prefix = {exchange.arena().copy(prefix), grammar::Form::quoted};
  personal.delimiter = separator(session, exchange);
  grammar::NamespaceData data;
  ListBuilder<grammar::NamespaceDescription> list(exchange.arena());
  list.add(personal);
  data.personal = list.done();
  exchange.untagged(data);
  completed(exchange);
}

void run(Session& session, Exchange& exchange, const grammar::Idle&) {
  session.idling = true;
  exchange.continuation("idling");
  session.wait_for_line([](Session& s, Exchange& x, std::string_view line) {
    if (!same_word(line, "DONE")) {
      s.idling = false;
      return x.bad("DONE was expected");
    }
    s.speak_up(x);
    s.idling = false;
    x.ok("IDLE completed");
  });
  session.speak_up(exchange);
}

}  // namespace imapspec::reference_server
