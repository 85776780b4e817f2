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

// RFC 8437 sections 3 and 4.1: NO is not permitted, and the compression would have to end; where there is one, the
// connection ends instead.
void run(Session& session, Exchange& exchange, const grammar::Unauthenticate&) {
  if (session.compressed) {
    exchange.untagged(grammar::StatusKind::bye, "Compression cannot be ended");
    session.logged_out = true;
    return;
  }
  session.forget_user();
  completed(exchange);
}

}  // namespace imapspec::reference_server
