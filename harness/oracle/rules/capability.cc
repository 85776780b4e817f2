// What is offered, enabled and forbidden.
#include "harness/oracle/follow.h"
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

// The capabilities that a message announces, by CAPABILITY or by its code, or null.
const List<std::string_view>* announced(const ServerMessage& message) {
  if (message.response == nullptr) return nullptr;
  if (const auto* data = untagged<grammar::CapabilityData>(message)) return &data->capabilities;
  const grammar::Status* status = untagged<grammar::Status>(message);
  if (const auto* tagged = std::get_if<grammar::Tagged>(&message.response->body)) status = &tagged->status;
  if (status == nullptr) return nullptr;
  const auto* listed = code<grammar::CodeCapability>(*status);
  return listed == nullptr ? nullptr : &listed->capabilities;
}

bool contains(const List<std::string_view>& names, std::string_view upper) {
  for (const auto name : names)
    if (upper_case(name) == upper) return true;
  return false;
}

class NoStartTlsUnderTls final : public Rule {
 public:
  About about() const override {
    return {"no-starttls-under-tls", "rfc9051-6.2.1-?", Subject::server, "STARTTLS is not offered once TLS is active"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* names = announced(message);
    if (names == nullptr || !now.tls) return;
    watch();
    if (contains(*names, "STARTTLS")) broke("STARTTLS is offered under TLS", message.index, message.octets);
  }
};

class NotBothLiteralForms final : public Rule {
 public:
  About about() const override {
    return {"not-both-literal-forms", "rfc7888-5-?", Subject::server, "LITERAL+ and LITERAL- are never offered together"};
  }
  void on_server(const ServerMessage& message, const Conversation&) override {
    const auto* names = announced(message);
    if (names == nullptr) return;
    watch();
    if (contains(*names, "LITERAL+") && contains(*names, "LITERAL-"))
      broke("both LITERAL+ and LITERAL- are offered", message.index, message.octets);
  }
};

class LoginDisabledMeansIt final : public Rule {
 public:
  About about() const override {
    return {"logindisabled-means-it", "rfc3501-6.2.3-?", Subject::server, "LOGIN is not permitted while LOGINDISABLED is offered"};
  }
  void on_result(const CommandInProgress& command, const grammar::Tagged& result, const ServerMessage& message,
                 const Conversation& now) override {
    if (command.name != "LOGIN" || !now.has_capability("LOGINDISABLED")) return;
    watch();
    if (is_ok(result)) broke("LOGIN succeeded although LOGINDISABLED is offered", message.index, message.octets);
  }
};

class OnlyAskedIsEnabled final : public Rule {
 public:
  About about() const override {
    return {"only-asked-is-enabled", "rfc5161-3.2-?", Subject::server, "ENABLED names only what ENABLE asked for"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* enabled = untagged<grammar::EnabledData>(message);
    if (enabled == nullptr) return;
    watch();
    for (const auto name : enabled->capabilities) {
      bool asked = false;
      for (const auto& command : now.open) {
        const auto* enable = body_of<grammar::Enable>(*command);
        asked = asked || (enable != nullptr && contains(enable->capabilities, upper_case(name)));
      }
      if (!asked) broke("nobody asked for " + std::string(name), message.index, message.octets);
    }
  }
};

class EnableLeavesCapabilities final : public Rule {
 public:
  About about() const override {
    return {"enable-leaves-capabilities", "rfc5161-3.1-?", Subject::server, "ENABLE does not change the CAPABILITY list"};
  }
  void on_result(const CommandInProgress& command, const grammar::Tagged& result, const ServerMessage&,
                 const Conversation& now) override {
    if (command.name == "ENABLE" && is_ok(result)) {
      before_ = now.capabilities;
      fresh_ = true;
    } else if (command.name != "CAPABILITY") {
      fresh_ = false;  // only a CAPABILITY right behind the ENABLE is bound
    }
  }
  void on_server(const ServerMessage& message, const Conversation&) override {
    const auto* names = announced(message);
    if (names == nullptr || !fresh_ || !before_) return;
    watch();
    std::set<std::string> after;
    for (const auto name : *names) after.insert(upper_case(name));
    if (after != *before_) broke("the list is not that of before the ENABLE", message.index, message.octets);
    fresh_ = false;
  }

 private:
  std::optional<std::set<std::string>> before_;
  bool fresh_ = false;
};

}  // namespace

Family capability_rules() {
  return {rule<NoStartTlsUnderTls>(), rule<NotBothLiteralForms>(), rule<LoginDisabledMeansIt>(),
          rule<OnlyAskedIsEnabled>(), rule<EnableLeavesCapabilities>()};
}

}  // namespace imapspec::oracle
