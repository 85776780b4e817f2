#include "reference-server/commands/save_date.h"

namespace imapspec::reference_server {

grammar::FetchSaveDate save_date(Session& session, const Message& message) {
  if (!session.view().mailbox().keeps_save_dates()) return {};
  return {grammar::date_time_of(message.saved, 0)};
}

bool matches_save_date(Session& session, const grammar::SearchKey& key, const Message& message) {
  using Kind = grammar::SearchKey::Kind;
  const bool kept = session.view().mailbox().keeps_save_dates();
  if (key.kind == Kind::savedatesupported) return kept;
  const grammar::DateTime date = kept ? grammar::date_time_of(message.saved, 0) : message.date;
  const std::int64_t day = grammar::days_from_civil(date.year, date.month, date.day);
  const std::int64_t asked = grammar::days_from_civil(key.date.year, key.date.month, key.date.day);
  if (key.kind == Kind::savedbefore) return day < asked;
  return key.kind == Kind::savedon ? day == asked : day >= asked;
}

}  // namespace imapspec::reference_server
