#include "reference-server/commands/new_message.h"

#include <algorithm>

#include "harness/mail/header.h"
#include "reference-server/commands/binary.h"

namespace imapspec::reference_server {

namespace {

// Whether the fields name a moment: no 30th of February, no 25th hour.
bool is_real(const grammar::DateTime& date) {
  const int zone = (date.zone_hhmm / 100 * 60 + date.zone_hhmm % 100) * (date.zone_negative ? -1 : 1);
  const grammar::DateTime again = grammar::date_time_of(grammar::instant(date), zone);
  return again.year == date.year && again.month == date.month && again.day == date.day && again.hour == date.hour &&
         again.minute == date.minute && again.second == date.second && date.zone_hhmm % 100 < 60;
}

bool is_eight_bit(std::string_view octets) {
  return std::any_of(octets.begin(), octets.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// The fields of the message itself; its parts may have others.
bool has_eight_bit_field(std::string_view message) {
  const mail::HeaderFields fields(message);
  return std::ranges::any_of(fields, [](const auto& field) { return is_eight_bit(field.raw); });
}

}  // namespace

std::optional<Message> new_message(Session& session, Exchange& exchange, const grammar::AppendMessage& given) {
  const auto* utf8 = std::get_if<grammar::Utf8Message>(&given.data);
  const std::string_view octets = (utf8 == nullptr ? std::get<grammar::String>(given.data) : utf8->octets).value;
  if (given.date_time && !is_real(*given.date_time)) {
    exchange.no("There is no such date");
    return std::nullopt;
  }
  // RFC 3502 section 6.3.11: an empty message is an error, by which a client takes back what it has begun.
  const bool empty_is_refused =
      session.choices().decide(&Decisions::refuses_empty_message, session.offers("MULTIAPPEND"));
  if (octets.empty() && empty_is_refused) {
    exchange.no("An empty message cancels APPEND");
    return std::nullopt;
  }
  // RFC 6855 section 4: whether in UTF8 (...) or not, the client has to have said that it knows of such headers.
  if (session.offers("UTF8=ACCEPT") && has_eight_bit_field(octets) &&
      !session.choices().decide(&Decisions::takes_eight_bit_header, session.utf8, session.utf8)) {
    exchange.no("A header in UTF-8 needs ENABLE UTF8=ACCEPT");
    return std::nullopt;
  }
  auto storable = without_nul(octets, exchange.arena());
  if (!storable) {
    unknown_encoding(exchange);
    return std::nullopt;
  }
  Message message;
  message.octets = std::make_shared<const std::string>(
      session.choices().decide(&Decisions::storable_octets, *std::move(storable), octets));
  message.date = given.date_time ? *given.date_time : grammar::date_time_of(session.server().now(), 0);
  message.date.zero_padded_day = false;
  if (given.flags) message.flags = FlagSet(*given.flags);
  return message;
}

}  // namespace imapspec::reference_server
