#include "reference-server/commands/object_id.h"

#include "reference-server/commands/commands.h"

namespace imapspec::reference_server {

namespace {

std::string id_of(const Message& message) {
  return std::to_string(message.birth.mailbox) + "-" + std::to_string(message.birth.uid);
}

// The first message identifier in the body of a field, without its brackets; empty if there is none.
std::string_view first_identifier(std::string_view body) {
  const auto open = body.find('<');
  const auto close = open == std::string_view::npos ? open : body.find('>', open);
  return close == std::string_view::npos ? std::string_view() : body.substr(open + 1, close - open - 1);
}

// In an alphabet without regard to case (RFC 8474 section 8.1).
std::string hexadecimal(std::string_view octets) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    text += kDigits[octet >> 4U];
    text += kDigits[octet & 0xfU];
  }
  return text;
}

std::string thread_of(const Message& message, const mail::Part& part) {
  constexpr std::size_t kIdentifierOctetsMax = (grammar::kObjectIdOctetsMax - 1) / 2;
  for (const char* field : {"References", "In-Reply-To", "Message-ID"}) {
    const std::string_view root = first_identifier(part.field(field));
    if (!root.empty() && root.size() <= kIdentifierOctetsMax) return "T" + hexadecimal(root);
  }
  return "T" + id_of(message);
}

}  // namespace

std::string_view mailbox_id(Session& session, Exchange& exchange, const Mailbox& mailbox) {
  const std::uint32_t number = session.choices().decide(&Decisions::mailbox_number_told, mailbox.number(), mailbox);
  return exchange.arena().copy("F" + std::to_string(number));
}

std::optional<grammar::RespTextCode> mailbox_id_code(Session& session, Exchange& exchange, const std::string& name) {
  if (!session.offers("OBJECTID")) return std::nullopt;
  const bool ends = name.ends_with(session.account().naming().separator);
  const auto mailbox = session.account().find(ends ? name.substr(0, name.size() - 1) : name);
  if (mailbox == nullptr) return std::nullopt;
  return grammar::CodeMailboxId{mailbox_id(session, exchange, *mailbox)};
}

grammar::FetchEmailId email_id(Exchange& exchange, const Message& message) {
  return {exchange.arena().copy("M" + id_of(message))};
}

grammar::FetchThreadId thread_id(Exchange& exchange, const Message& message, const mail::Part& part) {
  return {exchange.arena().copy(thread_of(message, part))};
}

bool matches_email_id(const grammar::SearchKey& key, const Message& message) {
  return key.string.value == "M" + id_of(message);
}

bool matches_thread_id(const grammar::SearchKey& key, const Message& message, const mail::Part& part) {
  return key.string.value == thread_of(message, part);
}

}  // namespace imapspec::reference_server
