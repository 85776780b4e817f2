// What is offered, enabled and forbidden.
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

using Names = List<std::string_view>;

// The capabilities that a message announces, by CAPABILITY or by its code, or null.
const Names* announced(const ServerMessage& message) {
  if (const auto* data = untagged<grammar::CapabilityData>(message)) return &data->capabilities;
  const grammar::Status* status = status_of(message);
  const auto* listed = status == nullptr ? nullptr : code<grammar::CodeCapability>(*status);
  return listed == nullptr ? nullptr : &listed->capabilities;
}

bool contains(const Names& names, std::string_view upper) {
  return std::any_of(names.begin(), names.end(), [upper](std::string_view name) { return upper_case(name) == upper; });
}

class NoStartTlsUnderTls final : public Rule {
 public:
  About about() const override {
    return {"no-starttls-under-tls", "rfc9051-6.2.1-i", Subject::server, "STARTTLS is not offered once TLS is active"};
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
    return {"not-both-literal-forms", "rfc7888-5-e", Subject::server,
            "LITERAL+ and LITERAL- are never offered together"};
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
    return {"logindisabled-means-it", "rfc3501-7.2.1-d", Subject::server,
            "LOGIN is answered by NO while LOGINDISABLED is offered"};
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
    return {"only-asked-is-enabled", "rfc5161-3.1-h", Subject::server, "ENABLED names only what its ENABLE asked for"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* enabled = untagged<grammar::EnabledData>(message);
    if (enabled == nullptr) return;
    watch();
    for (const auto name : enabled->capabilities)
      if (!asked(upper_case(name), now)) broke("nobody asked for " + std::string(name), message.index, message.octets);
  }

 private:
  static bool asked(const std::string& name, const Conversation& now) {
    for (const auto& command : now.open) {
      if (command->name != "ENABLE") continue;
      const auto* enable = body_of<grammar::Enable>(*command);
      if (enable == nullptr || contains(enable->capabilities, name)) return true;
      // RFC 7162 section 3.2.3: who enables QRESYNC enables CONDSTORE.
      if (name == "CONDSTORE" && contains(enable->capabilities, "QRESYNC")) return true;
    }
    return false;
  }
};

class EnableLeavesCapabilities final : public Rule {
 public:
  About about() const override {
    return {"enable-leaves-capabilities", "rfc5161-3.1-k", Subject::server,
            "ENABLE does not change the CAPABILITY list"};
  }
  // Only CAPABILITY responses are compared: codes may list less. And only what stands right before and behind the
  // ENABLE.
  void on_result(const CommandInProgress& command, const grammar::Tagged& result, const ServerMessage&,
                 const Conversation&) override {
    if (command.name == "ENABLE" && is_ok(result)) {
      enabled_ = true;
    } else if (command.name == "LOGIN" || command.name == "AUTHENTICATE" || command.name == "STARTTLS") {
      before_.reset();
    } else if (command.name != "CAPABILITY") {
      enabled_ = false;
    }
  }
  void on_server(const ServerMessage& message, const Conversation&) override {
    const auto* data = untagged<grammar::CapabilityData>(message);
    if (data == nullptr) return;
    std::set<std::string> now;
    for (const auto name : data->capabilities) now.insert(upper_case(name));
    if (std::exchange(enabled_, false) && before_) {
      watch();
      if (now != *before_) broke("the list is not that of before the ENABLE", message.index, message.octets);
    }
    before_ = std::move(now);
  }

 private:
  std::optional<std::set<std::string>> before_;
  bool enabled_ = false;
};

}  // namespace

Family capability_rules() {
  return {rule<NoStartTlsUnderTls>(), rule<NotBothLiteralForms>(), rule<LoginDisabledMeansIt>(),
          rule<OnlyAskedIsEnabled>(), rule<EnableLeavesCapabilities>()};
}

}  // namespace imapspec::oracle
