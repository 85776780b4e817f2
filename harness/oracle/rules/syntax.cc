// What a server says is IMAP, to the octet.
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

class ResponseSyntax final : public Rule {
 public:
  About about() const override {
    return {"response-syntax", "rfc3501-9-?", Subject::server, "Every response follows the formal syntax"};
  }
  void on_server(const ServerMessage& message, const Conversation&) override {
    watch();
    if (message.limit != nullptr) {
      broke(std::string("a response without end: the limit on its ") + message.limit + " was passed", message.index,
            message.octets);
    } else if (message.refused != nullptr) {
      broke(std::string("does not parse: ") + message.refused->rule, message.index, message.octets,
            message.refused->offset);
    }
  }
};

// A "{n+}" at the end of a line in place of "{n}".
class NoNonSynchronisingLiteral final : public Rule {
 public:
  About about() const override {
    return {"no-non-synchronising-literal", "rfc7888-3-?", Subject::server, "Servers never send {n+}"};
  }
  void on_server(const ServerMessage& message, const Conversation&) override {
    watch();
    if (message.refused == nullptr) return;
    const std::size_t end = message.octets.find("+}\r\n");
    if (end == std::string_view::npos) return;
    std::size_t begin = end;
    while (begin > 0 && message.octets[begin - 1] >= '0' && message.octets[begin - 1] <= '9') --begin;
    if (begin < end && begin > 0 && message.octets[begin - 1] == '{')
      broke("a non-synchronising literal from a server", message.index, message.octets, end);
  }
};

}  // namespace

Family syntax_rules() { return {rule<ResponseSyntax>(), rule<NoNonSynchronisingLiteral>()}; }

}  // namespace imapspec::oracle
