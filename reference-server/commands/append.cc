// APPEND (RFC 3501 section 6.3.11) with APPENDUID (RFC 4315 section 3).
#include "reference-server/commands/commands.h"
#include "reference-server/commands/reply.h"

namespace imapspec::reference_server {

namespace {

// Whether the fields name a moment: no 30th of February, no 25th hour.
bool is_real(const grammar::DateTime& date) {
  const int zone = (date.zone_hhmm / 100 * 60 + date.zone_hhmm % 100) * (date.zone_negative ? -1 : 1);
  const grammar::DateTime again = grammar::date_time_of(grammar::instant(date), zone);
  return again.year == date.year && again.month == date.month && again.day == date.day && again.hour == date.hour &&
         again.minute == date.minute && again.second == date.second && date.zone_hhmm % 100 < 60;
}

}  // namespace

void run(Session& session, Exchange& exchange, const grammar::Append& command) {
  const auto name = name_of(session, command.mailbox);
  const auto mailbox = name ? session.account().find(*name) : nullptr;
  if (mailbox == nullptr) return no_such_target(exchange, name);
  const grammar::AppendMessage& given = command.messages.front();
  if (given.date_time && !is_real(*given.date_time)) return exchange.no("There is no such date");

  Message message;
  message.octets = std::make_shared<const std::string>(std::get<grammar::String>(given.data).value);
  message.date = given.date_time ? *given.date_time : grammar::date_time_of(session.server().now(), 0);
  message.date.zero_padded_day = false;
  if (given.flags) message.flags = FlagSet(*given.flags);
  const std::uint32_t uid = mailbox->add(std::move(message), Origin::append);
  if (!session.offers("UIDPLUS")) return completed(exchange);
  completed(exchange, grammar::CodeAppendUid{mailbox->uidvalidity(), uid_set_of(exchange, {uid})});
}

}  // namespace imapspec::reference_server
