// Greeting, tags and results, continuation requests, and how a connection ends.
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

class GreetingFirst final : public Rule {
 public:
  About about() const override {
    return {"greeting-first", "rfc3501-3-b", Subject::server,
            "The first thing a server says is OK, PREAUTH or BYE, untagged"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    if (now.state != State::before_greeting || message.index != 0) return;
    watch();
    const auto* status = untagged<grammar::Status>(message);
    if (status != nullptr && status->kind != grammar::StatusKind::no && status->kind != grammar::StatusKind::bad)
      return;
    if (message.response != nullptr) broke("this is no greeting", message.index, message.octets);
  }
};

class PreauthOnlyAsGreeting final : public Rule {
 public:
  About about() const override {
    return {"preauth-only-as-greeting", "rfc3501-7.1.4-b", Subject::server, "PREAUTH is a greeting and nothing else"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* status = untagged<grammar::Status>(message);
    if (status == nullptr || now.state == State::before_greeting) return;
    watch();
    if (status->kind == grammar::StatusKind::preauth)
      broke("PREAUTH after the greeting", message.index, message.octets);
  }
};

class ResultForACommand final : public Rule {
 public:
  About about() const override {
    return {"result-for-a-command",
            "rfc3501-2.2.2-c",
            Subject::server,
            "A tagged result answers a command in progress, and each command gets one",
            {"rfc9051-2.2.2-b"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    if (message.response == nullptr || now.out_of_step) return;
    const auto* tagged = std::get_if<grammar::Tagged>(&message.response->body);
    if (tagged == nullptr) return;
    watch();
    if (now.find_open(tagged->tag) == nullptr)
      broke("no command with the tag " + std::string(tagged->tag) + " is in progress", message.index, message.octets);
  }
};

class ContinuationAwaited final : public Rule {
 public:
  About about() const override {
    return {"continuation-awaited",
            "rfc3501-7.5-b",
            Subject::server,
            "A continuation request answers a literal, AUTHENTICATE or IDLE that waits for it",
            {"rfc9051-7.6-b"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    if (message.response == nullptr || now.out_of_step ||
        !std::holds_alternative<grammar::Continuation>(message.response->body))
      return;
    watch();
    if (now.literal_waits) return;
    for (const auto& command : now.open)
      if (command->name == "AUTHENTICATE" || (command->name == "IDLE" && !command->continued)) return;
    broke("nothing waits for a continuation request", message.index, message.octets);
  }
};

class ClosesWithBye final : public Rule {
 public:
  About about() const override {
    return {"closes-with-bye",
            "rfc3501-3.4-c",
            Subject::server,
            "A server says BYE before it closes the connection",
            {"rfc9051-3.4-c"}};
  }
  void on_server_closed(const Conversation& now) override {
    // A handshake that fails ends the connection where nothing can be said any more.
    if (now.state == State::before_greeting || now.tls_awaited) return;
    watch();
    // RFC 9051 asks with SHOULD NOT for what RFC 3501 asks with MUST NOT.
    const bool rev2 = now.dialect.revision == grammar::Revision::rev2;
    if (!now.bye) broke("the connection was closed without BYE", 0, {}, 0, rev2 ? "rfc9051-3.4-c" : "");
  }
};

}  // namespace

Family exchange_rules() {
  return {rule<GreetingFirst>(), rule<PreauthOnlyAsGreeting>(), rule<ResultForACommand>(), rule<ContinuationAwaited>(),
          rule<ClosesWithBye>()};
}

}  // namespace imapspec::oracle
