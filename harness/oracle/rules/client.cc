// What is asked of clients.
#include <set>

#include "harness/oracle/follow.h"
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

class CommandSyntax final : public Rule {
 public:
  About about() const override {
    return {"command-syntax", "rfc3501-2.2.1-?", Subject::client, "Every command follows the formal syntax"};
  }
  void on_client(const ClientMessage& message, const Conversation&) override {
    if (message.continuation) return;
    watch();
    if (message.refused != nullptr)
      broke(std::string("does not parse: ") + message.refused->rule, message.index, message.octets, message.refused->offset);
  }
};

class TagsAreUnique final : public Rule {
 public:
  About about() const override {
    return {"tags-are-unique", "rfc3501-2.2.1-?", Subject::client, "Each command has a tag of its own"};
  }
  void on_client(const ClientMessage& message, const Conversation&) override {
    if (message.command == nullptr) return;
    watch();
    if (!seen_.insert(std::string(message.command->tag)).second)
      broke("the tag " + std::string(message.command->tag) + " was used before", message.index, message.octets);
  }

 private:
  std::set<std::string> seen_;
};

class WaitsForContinuation final : public Rule {
 public:
  About about() const override {
    return {"waits-for-continuation", "rfc3501-4.3-?", Subject::client,
            "Behind the announcement of a synchronising literal nothing is sent until the server answers"};
  }
  void on_client(const ClientMessage&, const Conversation&) override { watch(); }
  void on_early_literal(const Conversation& now) override {
    broke("octets of a literal before the continuation request", 0,
          now.open.empty() ? std::string_view() : std::string_view(now.open.back()->octets));
  }
};

class CommandInItsState final : public Rule {
 public:
  About about() const override {
    return {"command-in-its-state", "rfc3501-3-?", Subject::client, "A command is sent only in a state that permits it"};
  }
  void on_client(const ClientMessage& message, const Conversation& now) override {
    // While the outcome of a command that changes the state is open, the state is open too.
    if (message.command == nullptr || !now.open.empty()) return;
    watch();
    const std::string name = upper_case(grammar::name_of(message.command->body));
    if (!permitted(name, now.state)) broke(name + " in the wrong state", message.index, message.octets);
  }

 private:
  static bool permitted(std::string_view name, State state) {
    static const std::set<std::string_view> any = {"CAPABILITY", "NOOP", "LOGOUT", "ID"};
    static const std::set<std::string_view> before = {"LOGIN", "AUTHENTICATE", "STARTTLS"};
    static const std::set<std::string_view> selected = {"CHECK", "CLOSE", "UNSELECT", "EXPUNGE", "COPY",        "MOVE",      "FETCH",
                                                        "STORE", "SEARCH", "UID COPY", "UID MOVE", "UID FETCH", "UID STORE",
                                                        "UID SEARCH", "UID EXPUNGE"};
    if (any.contains(name)) return true;
    if (state == State::before_greeting) return false;
    if (before.contains(name)) return state == State::not_authenticated;
    if (selected.contains(name)) return state == State::selected;
    return state == State::authenticated || state == State::selected;
  }
};

class LoginDisabledRespected final : public Rule {
 public:
  About about() const override {
    return {"logindisabled-respected", "rfc3501-6.2.3-?", Subject::client, "No LOGIN while LOGINDISABLED is offered"};
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
    return {"only-done-while-idling", "rfc2177-3-?", Subject::client, "While IDLE is open the client sends DONE and nothing else"};
  }
  void on_client(const ClientMessage& message, const Conversation& now) override {
    if (!message.continuation || !now.in_progress("IDLE")) return;
    watch();
    if (upper_case(message.octets) != "DONE\r\n") broke("this is not DONE", message.index, message.octets);
  }
};

class NothingBehindStartTls final : public Rule {
 public:
  About about() const override {
    return {"nothing-behind-starttls", "rfc3501-6.2.1-?", Subject::client,
            "Behind STARTTLS no command is sent until the handshake is done"};
  }
  void on_client(const ClientMessage& message, const Conversation& now) override {
    if (message.continuation) return;
    watch();
    if (now.in_progress("STARTTLS")) broke("a command behind STARTTLS", message.index, message.octets);
  }
};

class NonSynchronisingOnlyIfOffered final : public Rule {
 public:
  About about() const override {
    return {"non-synchronising-only-if-offered", "rfc7888-4-?", Subject::client,
            "{n+} is sent only where LITERAL+ or LITERAL- was offered"};
  }
  void on_client(const ClientMessage& message, const Conversation& now) override {
    if (message.command == nullptr || !now.capabilities || message.octets.find("+}\r\n") == std::string_view::npos) return;
    if (now.has_capability("IMAP4REV2")) return;  // where LITERAL- is built in
    watch();
    if (!now.has_capability("LITERAL+") && !now.has_capability("LITERAL-") && announces(message.octets))
      broke("a non-synchronising literal that was not offered", message.index, message.octets);
  }

 private:
  // "{n+}" at the end of the first line: what stands further on may be inside a literal.
  static bool announces(std::string_view octets) {
    const std::string_view line = octets.substr(0, octets.find("\r\n"));
    return line.ends_with("+}") && line.find_last_of('{') != std::string_view::npos;
  }
};

class NoAmbiguousNumbers final : public Rule {
 public:
  About about() const override {
    return {"no-ambiguous-numbers", "rfc3501-5.5-?", Subject::client,
            "Message numbers are not sent while a command other than FETCH, STORE or SEARCH is in progress"};
  }
  void on_client(const ClientMessage& message, const Conversation& now) override {
    if (message.command == nullptr) return;
    const std::string name = upper_case(grammar::name_of(message.command->body));
    if (name != "FETCH" && name != "STORE" && name != "SEARCH" && name != "COPY" && name != "MOVE") return;
    watch();
    for (const auto& open : now.open)
      if (open->complete && open->name != "FETCH" && open->name != "STORE" && open->name != "SEARCH") {
        broke(name + " by number while " + open->name + " is in progress", message.index, message.octets);
        return;
      }
  }
};

}  // namespace

Family client_rules() {
  return {rule<CommandSyntax>(),       rule<TagsAreUnique>(),        rule<WaitsForContinuation>(),
          rule<CommandInItsState>(),   rule<LoginDisabledRespected>(), rule<OnlyDoneWhileIdling>(),
          rule<NothingBehindStartTls>(), rule<NonSynchronisingOnlyIfOffered>(), rule<NoAmbiguousNumbers>()};
}

}  // namespace imapspec::oracle
