#include "reference-server/commands/mailbox_name.h"

#include "harness/grammar/core/utf8.h"
#include "harness/mail/unicode.h"

namespace imapspec::reference_server {

namespace {

// RFC 9051 section 5.1: names that are not normalized may be taken and converted, or refused; that is a choice.
bool converts(Session& session) {
  return session.speaks_utf8() && session.choices().decide(&Decisions::normalizes_names, false);
}

}  // namespace

std::optional<std::string> name_of(Session& session, const grammar::Mailbox& mailbox) {
  const std::string_view written = mailbox.name.value;
  if (session.speaks_utf8()) {
    if (!grammar::is_utf8(written)) return std::nullopt;
    return session.account().canonical(converts(session) ? mail::normalized(written) : std::string(written));
  }
  const auto utf8 = grammar::decode_mutf7(written);
  if (!utf8) return std::nullopt;
  return session.account().canonical(*utf8);
}

std::shared_ptr<Mailbox> target_of(Session& session, const std::optional<std::string>& name) {
  if (!name) return nullptr;
  auto target = session.account().find(*name);
  if (target != nullptr || !session.choices().decide(&Decisions::makes_missing_target, false)) return target;
  static_cast<void>(session.account().create(*name));
  return session.account().find(*name);
}

std::optional<std::string> new_name_of(Session& session, const grammar::Mailbox& mailbox) {
  auto name = name_of(session, mailbox);
  const bool refused = name && session.speaks_utf8() && !mail::is_net_unicode(*name);
  if (session.choices().decide(&Decisions::refuses_name_by_form, refused)) return std::nullopt;
  return name;
}

std::string pattern_of(Session& session, std::string_view written) {
  return converts(session) && grammar::is_utf8(written) ? mail::normalized(written) : std::string(written);
}

bool is_converted(Session& session, const grammar::Mailbox& mailbox) {
  const std::string_view written = mailbox.name.value;
  return session.rev2 && converts(session) && grammar::is_utf8(written) && mail::normalized(written) != written;
}

std::string wire_octets(const Session& session, std::string_view name) {
  const bool utf8 = session.choices().decide(&Decisions::names_are_utf8, session.speaks_utf8());
  return utf8 ? std::string(name) : grammar::encode_mutf7(name);
}

grammar::Mailbox wire_name(Session& session, Exchange& exchange, std::string_view name) {
  const std::string_view wire = exchange.arena().copy(wire_octets(session, name));
  return {grammar::best_form(wire, grammar::Place::astring, session.dialect())};
}

}  // namespace imapspec::reference_server
