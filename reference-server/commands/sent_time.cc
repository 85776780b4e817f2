#include "reference-server/commands/sent_time.h"

#include "harness/mail/sent_date.h"

namespace imapspec::reference_server {

std::int64_t sent_time(Session& session, const Message& message, const mail::Part& part) {
  const std::int64_t proper = mail::sent_instant(part).value_or(grammar::instant(message.date));
  return session.choices().decide(&Decisions::sent_time, proper, message);
}

}  // namespace imapspec::reference_server
