// When clients send what they send: states, pipelines, what the server forbade.
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

std::string name_of(const ClientMessage& message) {
  return upper_case(grammar::name_of(message.command->body));
}

class CommandInItsState final : public Rule {
 public:
  About about() const override {
    return {"command-in-its-state",
            "rfc3501-3.2-a",
            Subject::client,
            "No command of the authenticated state before login, none about messages before SELECT",
            {"rfc3501-3.1-a"}};
  }
  void on_client(const ClientMessage& message, const Conversation& now) override {
    // While a command is in progress the state may be about to change.
    if (message.command == nullptr || !now.open.empty() || now.bye) return;
    const std::string name = name_of(message);
    const bool before_login = now.state == State::not_authenticated;
    if (!before_login && now.state != State::authenticated) return;
    watch();
    if (permitted(name, now.state) || !permitted(name, State::selected)) return;
    if (before_login)
      broke(name + " before login", message.index, message.octets, 0, "rfc3501-3.1-a");
    else
      broke(name + " while no mailbox is selected", message.index, message.octets);
  }
};

class EnableBeforeSelect final : public Rule {
 public:
  About about() const override {
    return {"enable-before-select", "rfc5161-3.1-g", Subject::client, "No ENABLE once a mailbox was selected"};
  }
  void on_client(const ClientMessage& message, const Conversation& now) override {
    if (message.command == nullptr || !std::holds_alternative<grammar::Enable>(message.command->body)) return;
    watch();
    if (now.state == State::selected) broke("ENABLE while a mailbox is selected", message.index, message.octets);
  }
};

class LoginDisabledRespected final : public Rule {
 public:
  About about() const override {
    return {"logindisabled-respected",
            "rfc3501-6.2.3-h",
            Subject::client,
            "No LOGIN while LOGINDISABLED is offered",
            {"rfc3501-7.2.1-c"}};
  }
  void on_client(const ClientMessage& message, const Conversation& now) override {
    if (message.command == nullptr || !std::holds_alternative<grammar::Login>(message.command->body)) return;
    watch();
    if (now.has_capability("LOGINDISABLED")) broke("LOGIN although LOGINDISABLED is offered", message.index, "");
  }
};

class OnlyDoneWhileIdling final : public Rule {
 public:
  About about() const override {
    return {"only-done-while-idling", "rfc2177-3-i", Subject::client,
            "While IDLE is open the client sends DONE and nothing else"};
  }
  void on_client(const ClientMessage& message, const Conversation& now) override {
    if (!message.continuation || !now.in_progress("IDLE") || now.in_progress("AUTHENTICATE")) return;
    watch();
    if (upper_case(message.octets) != "DONE\r\n") broke("this is not DONE", message.index, message.octets);
  }
};

class NothingBehindStartTls final : public Rule {
 public:
  About about() const override {
    return {"nothing-behind-starttls", "rfc3501-6.2.1-b", Subject::client,
            "Behind STARTTLS no command is sent until the handshake is done"};
  }
  void on_client(const ClientMessage& message, const Conversation& now) override {
    if (message.continuation) return;
    watch();
    if (now.in_progress("STARTTLS") || now.tls_awaited)
      broke("a command behind STARTTLS", message.index, message.octets);
  }
};

bool has_sequence(List<grammar::SearchKey> keys) {
  return std::any_of(keys.begin(), keys.end(), [](const grammar::SearchKey& key) {
    return key.kind == grammar::SearchKey::Kind::sequence || has_sequence(key.keys);
  });
}

class NoAmbiguousNumbers final : public Rule {
 public:
  About about() const override {
    return {"no-ambiguous-numbers",
            "rfc3501-5.5-f",
            Subject::client,
            "Message numbers are not sent while a command other than FETCH, STORE or SEARCH is in progress",
            {"rfc9051-5.5-g"}};
  }
  void on_client(const ClientMessage& message, const Conversation& now) override {
    if (message.command == nullptr || !has_numbers(message.command->body)) return;
    watch();
    for (const auto& open : now.open) {
      if (open->name == "FETCH" || open->name == "STORE" || open->name == "SEARCH") continue;
      broke(name_of(message) + " by number while " + open->name + " is in progress", message.index, message.octets);
      return;
    }
  }

 private:
  static bool has_numbers(const grammar::CommandBody& body) {
    if (const auto* fetch = std::get_if<grammar::Fetch>(&body)) return !fetch->uid;
    if (const auto* store = std::get_if<grammar::Store>(&body)) return !store->uid;
    if (const auto* copy = std::get_if<grammar::Copy>(&body)) return !copy->uid;
    if (const auto* search = std::get_if<grammar::Search>(&body)) return has_sequence(search->keys);
    return false;
  }
};

}  // namespace

Family client_order_rules() {
  return {rule<CommandInItsState>(),   rule<EnableBeforeSelect>(),    rule<LoginDisabledRespected>(),
          rule<OnlyDoneWhileIdling>(), rule<NothingBehindStartTls>(), rule<NoAmbiguousNumbers>()};
}

}  // namespace imapspec::oracle
