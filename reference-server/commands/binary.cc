#include "reference-server/commands/binary.h"

#include <algorithm>
#include <vector>

#include "harness/base/base64.h"
#include "harness/mail/section.h"

namespace imapspec::reference_server {

namespace {

using Kind = grammar::FetchAtt::Kind;
constexpr std::size_t kBase64Line = 76;  // RFC 2045 section 6.8
constexpr std::string_view kField = "Content-Transfer-Encoding";

bool has_nul(std::string_view octets) {
  return octets.find('\0') != std::string_view::npos;
}

// What part of the message is to be replaced, by what.
struct Edit {
  std::string_view old;
  std::string text;
};

// The whole field, folded lines and line end included; a null view if the header has none.
std::string_view encoding_field(std::string_view header) {
  for (std::size_t at = 0; at < header.size();) {
    std::size_t end = at;
    do {
      end = std::min(header.find('\n', end), header.size() - 1) + 1;
    } while (end < header.size() && (header[end] == ' ' || header[end] == '\t'));
    const std::string_view field = header.substr(at, end - at);
    if (same_word(field.substr(0, field.find_first_of(": \t\r\n")), kField)) return field;
    at = end;
  }
  return {};
}

Edit label_base64(std::string_view header) {
  const std::string field = std::string(kField) + ": base64\r\n";
  const std::string_view old = encoding_field(header);
  return old.data() != nullptr ? Edit{old, field} : Edit{header.substr(0, 0), field};
}

std::string in_lines(std::string_view octets) {
  const std::string text = encode_base64(octets);
  std::string lines;
  for (std::size_t at = 0; at < text.size(); at += kBase64Line)
    lines += (at == 0 ? "" : "\r\n") + text.substr(at, kBase64Line);
  return lines;
}

bool is_identity(std::string_view mechanism) {
  return same_word(mechanism, "7bit") || same_word(mechanism, "8bit") || same_word(mechanism, "binary");
}

// False if a NUL stays.
bool hide_nul(const mail::Part& part, Arena& arena, std::vector<Edit>& edits) {
  if (!has_nul(part.whole())) return true;
  if (part.header.empty() || has_nul(part.header)) return false;
  if (part.message != nullptr) return hide_nul(*part.message, arena, edits);
  if (part.kind != mail::Part::Kind::multipart) {
    if (!is_identity(part.transfer_encoding(arena))) return false;
    edits.push_back(label_base64(part.header));
    edits.push_back({part.body, in_lines(part.body)});
    return true;
  }
  // Nothing between the parts may have one either.
  const auto nuls = [](std::string_view octets) { return std::count(octets.begin(), octets.end(), '\0'); };
  auto left = nuls(part.body);
  for (const auto& each : part.parts) {
    if (!hide_nul(each, arena, edits)) return false;
    left -= nuls(each.whole());
  }
  return left == 0;
}

}  // namespace

bool is_binary(const grammar::FetchAtt& att) {
  return att.kind == Kind::binary || att.kind == Kind::binary_peek || att.kind == Kind::binary_size;
}

std::optional<grammar::FetchItem> binary_item(Session& session, Arena& arena, const mail::Part& message,
                                              const grammar::FetchAtt& att) {
  const Choices& choices = session.choices();
  const auto& number = att.section.part;
  const mail::Part* part = mail::part_at(message, number, session.dialect());
  const std::string_view stored = part == nullptr ? std::string_view() : number.empty() ? part->whole() : part->body;
  auto decoded = mail::decoded_section(message, number, arena, session.dialect());
  if (!decoded && decoded.error() == mail::DecodeError::unknown_cte) {
    if (choices.decide(&Decisions::refuses_unknown_encoding, true)) return std::nullopt;
    decoded = stored;
  }
  if (decoded) decoded = choices.decide(&Decisions::binary_octets, *decoded, stored);
  if (att.kind == Kind::binary_size) {
    const std::uint64_t octets = decoded ? decoded->size() : 0;
    return grammar::FetchBinarySize{number,
                                    choices.decide(&Decisions::binary_size, octets, std::uint64_t{stored.size()})};
  }
  grammar::FetchBinary data{number, std::nullopt, std::nullopt};
  // RFC 9051 section 9 has no origin octet in BINARY, unlike RFC 3516 section 4.3.
  if (att.partial && !session.rev2) data.origin = att.partial->first;
  if (!decoded) return data;
  const std::string_view octets = att.partial ? mail::slice(*decoded, *att.partial) : *decoded;
  // RFC 3516 section 4.3: a literal8 says that there is NUL.
  data.octets = grammar::String{octets, has_nul(octets) ? grammar::Form::literal8 : grammar::Form::literal};
  return data;
}

void unknown_encoding(Exchange& exchange) {
  exchange.no("The transfer encoding is not known", code("UNKNOWN-CTE"));
}

std::optional<std::string> without_nul(std::string_view message, Arena& arena) {
  if (!has_nul(message)) return std::string(message);
  std::vector<Edit> edits;
  if (!hide_nul(mail::parse_message(message, arena), arena, edits)) return std::nullopt;
  std::string stored;
  const char* at = message.data();
  for (const auto& edit : edits) {
    stored.append(at, edit.old.data()).append(edit.text);
    at = edit.old.data() + edit.old.size();
  }
  return stored.append(at, message.data() + message.size());
}

}  // namespace imapspec::reference_server
