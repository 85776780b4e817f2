// What a server says is IMAP, to the octet.
#include "harness/grammar/core/utf8.h"
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

class ResponseSyntax final : public Rule {
 public:
  About about() const override {
    return {
        "response-syntax", "rfc3501-9-a", Subject::server, "Every response follows the formal syntax", {"rfc6855-3-f"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    if (message.limit != nullptr) return;  // however long, it breaks no rule of the grammar
    watch();
    if (message.refused != nullptr) {
      broke(std::string("does not parse: ") + message.refused->rule, message.index, message.octets,
            message.refused->offset);
    } else if (!message.response->deviations.empty()) {
      const auto& first = message.response->deviations.front();
      const auto& known = grammar::info(first.deviation);
      broke("read only by tolerating " + std::string(known.name) + ": " + std::string(known.what), message.index,
            message.octets, first.offset, is_utf8_too_early(message, now) ? "rfc6855-3-f" : "rfc3501-9-a");
    }
  }

 private:
  // RFC 6855 section 3: UTF-8 in a quoted string, where the client could have enabled it and has not.
  static bool is_utf8_too_early(const ServerMessage& message, const Conversation& now) {
    const auto& first = message.response->deviations.front();
    const bool offered = now.has_capability("UTF8=ACCEPT") || now.has_capability("UTF8=ONLY");
    // Of status responses and continuations it would be the text.
    const auto* body = std::get_if<grammar::Untagged>(&message.response->body);
    const bool quoted = body != nullptr && !std::holds_alternative<grammar::Status>(body->body);
    return offered && quoted && first.deviation == grammar::Deviation::eight_bit &&
           grammar::utf8_character(message.octets.substr(first.offset)) > 0;
  }
};

// A "{n+}" at the end of a line in place of "{n}", which the grammar stumbled over or tolerated.
class NoNonSynchronisingLiteral final : public Rule {
 public:
  About about() const override {
    return {"no-non-synchronising-literal", "rfc7888-3-a", Subject::server, "Servers never send {n+}"};
  }
  void on_server(const ServerMessage& message, const Conversation&) override {
    watch();
    if (message.refused == nullptr) {
      for (const auto& tolerated : message.response->deviations)
        if (tolerated.deviation == grammar::Deviation::literal_plus_from_server)
          broke("a non-synchronising literal from a server", message.index, message.octets, tolerated.offset);
      return;
    }
    const std::size_t near = message.refused->offset - std::min<std::size_t>(message.refused->offset, 24);
    const std::size_t end = message.octets.find("+}\r\n", near);
    if (end == std::string_view::npos || end > message.refused->offset + std::size_t{24}) return;
    std::size_t begin = end;
    while (begin > 0 && message.octets[begin - 1] >= '0' && message.octets[begin - 1] <= '9') --begin;
    if (begin < end && begin > 0 && message.octets[begin - 1] == '{')
      broke("a non-synchronising literal from a server", message.index, message.octets, end);
  }
};

}  // namespace

Family syntax_rules() {
  return {rule<ResponseSyntax>(), rule<NoNonSynchronisingLiteral>()};
}

}  // namespace imapspec::oracle
