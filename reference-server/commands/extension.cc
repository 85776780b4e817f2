// ENABLE (RFC 5161), NAMESPACE (RFC 2342) and IDLE (RFC 2177).
#include <algorithm>
#include <array>

#include "reference-server/commands/commands.h"
#include "reference-server/commands/reply.h"

namespace imapspec::reference_server {

namespace {

struct Enableable {
  std::string_view name;
  bool Session::* on;
};
constexpr std::array kEnableable = {Enableable{"IMAP4rev2", &Session::rev2}, Enableable{"UTF8=ACCEPT", &Session::utf8},
                                    Enableable{"CONDSTORE", &Session::condstore},
                                    Enableable{"QRESYNC", &Session::qresync}};

}  // namespace

// RFC 5161 section 3.1: what is unknown here, or cannot be enabled, is ignored; what was on before is not named again.
void run(Session& session, Exchange& exchange, const grammar::Enable& command) {
  ListBuilder<std::string_view> enabled(exchange.arena());
  for (const auto& each : kEnableable) {
    const auto is_it = [&each](std::string_view name) { return same_word(name, each.name); };
    if (!session.offers(each.name) || session.*each.on) continue;
    const bool named = std::any_of(command.capabilities.begin(), command.capabilities.end(), is_it);
    if (session.choices().decide(&Decisions::enables, named, each.name, command)) enabled.add(each.name);
  }
  for (const auto& each : kEnableable)
    if (std::find(enabled.done().begin(), enabled.done().end(), each.name) != enabled.done().end())
      session.*each.on = true;
  // RFC 7162 section 3.2.3
  if (session.qresync && session.choices().decide(&Decisions::enables_condstore, true, exchange.command()->body))
    session.condstore = true;
  if (session.utf8 && !session.choices().decide(&Decisions::refuses_what_is_no_utf8, true))
    session.tolerated.insert(grammar::Deviation::eight_bit);
  exchange.untagged(grammar::EnabledData{enabled.done()});
  completed(exchange);
}

void run(Session& session, Exchange& exchange, const grammar::NamespaceCommand&) {
  grammar::NamespaceDescription personal;
  const std::string prefix = wire_octets(session, session.account().naming().prefix);
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
