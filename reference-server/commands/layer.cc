// COMPRESS (RFC 4978) and UNAUTHENTICATE (RFC 8437): what changes the connection under the session.
#include "reference-server/commands/commands.h"
#include "reference-server/commands/reply.h"

namespace imapspec::reference_server {

// RFC 4978 section 3: BAD where COMPRESS is active already.
void run(Session& session, Exchange& exchange, const grammar::Compress&) {
  if (session.compressed && session.choices().decide(&Decisions::refuses_to_compress_twice, true))
    return exchange.bad("Compression is active already");
  session.wants_deflate = !session.compressed;
  session.compressed = true;
  exchange.ok("DEFLATE active");
}

// RFC 8437 section 3: NO is not permitted; who cannot reset the connection's state says BYE. Section 4.1: compression ends
// behind the command and behind its result.
void run(Session& session, Exchange& exchange, const grammar::Unauthenticate&) {
  const Choices& choices = session.choices();
  if (session.compressed && choices.decide(&Decisions::says_bye_under_compression, false)) {
    exchange.untagged(grammar::StatusKind::bye, "Compression cannot be ended");
    session.logged_out = true;
    return;
  }
  if (session.compressed && choices.decide(&Decisions::ends_compression, true)) {
    session.ends_deflate = true;
    session.compressed = false;
  }
  session.forget_user();
  completed(exchange);
}

}  // namespace imapspec::reference_server
