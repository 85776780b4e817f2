// What clients may use only where the server offers it, or has agreed to it.
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

// Judges nothing where it is not known what the server offers: before it has said so, and again after a login or STARTTLS.
class OnlyIfOffered : public Rule {
 public:
  void on_client(const ClientMessage& message, const Conversation& now) final {
    if (message.command == nullptr || !now.capabilities || now.in_progress("LOGIN") || now.in_progress("AUTHENTICATE"))
      return;
    for (const Need& need : needs_of(message.command->body)) {
      watch();
      if (!now.has_capability(need.capability) && !(need.in_rev2 && now.has_capability("IMAP4REV2")))
        broke(need.what + " where " + std::string(need.capability) + " is not offered", message.index, message.octets);
    }
  }

 protected:
  struct Need {
    std::string what;
    std::string_view capability;  // upper case
    bool in_rev2 = is_in_rev2(capability);
  };

 private:
  virtual std::vector<Need> needs_of(const grammar::CommandBody& body) const = 0;
};

class IdleOnlyIfOffered final : public OnlyIfOffered {
 public:
  About about() const override {
    return {"idle-only-if-offered", "rfc2177-3-a", Subject::client, "IDLE is used only where it is offered"};
  }

 private:
  std::vector<Need> needs_of(const grammar::CommandBody& body) const override {
    if (!std::holds_alternative<grammar::Idle>(body)) return {};
    return {{"IDLE", "IDLE"}};
  }
};

class InitialResponseOnlyIfOffered final : public OnlyIfOffered {
 public:
  About about() const override {
    return {"initial-response-only-if-offered", "rfc4959-3-h", Subject::client,
            "AUTHENTICATE has an initial response only where SASL-IR is offered"};
  }

 private:
  std::vector<Need> needs_of(const grammar::CommandBody& body) const override {
    const auto* authenticate = std::get_if<grammar::Authenticate>(&body);
    if (authenticate == nullptr || !authenticate->initial_response) return {};
    return {{"an initial response", "SASL-IR"}};
  }
};

class ListOptionsOnlyIfOffered final : public OnlyIfOffered {
 public:
  About about() const override {
    return {"list-options-only-if-offered",
            "rfc5258-3-o",
            Subject::client,
            "LIST has only options that are offered",
            {"rfc9051-6.3.9-y"}};
  }

 private:
  std::vector<Need> needs_of(const grammar::CommandBody& body) const override {
    const auto* list = std::get_if<grammar::ListCommand>(&body);
    if (list == nullptr) return {};
    std::vector<Need> needs;
    for (const auto* options : {&list->selection, &list->returns}) {
      if (!*options) continue;
      for (const grammar::ListOption& option : **options) add(needs, upper_case(option.name));
    }
    return needs;
  }
  static void add(std::vector<Need>& needs, std::string option) {
    struct Option {
      std::string_view name, capability;
      bool in_rev2;
    };
    // Of SPECIAL-USE IMAP4rev2 has the attributes; its examples use the option too (RFC 9051 section 6.3.10).
    static constexpr Option kOptions[] = {
        {"SUBSCRIBED", "LIST-EXTENDED", true},     {"REMOTE", "LIST-EXTENDED", true},
        {"RECURSIVEMATCH", "LIST-EXTENDED", true}, {"CHILDREN", "LIST-EXTENDED", true},
        {"STATUS", "LIST-STATUS", true},           {"SPECIAL-USE", "SPECIAL-USE", true},
        {"MYRIGHTS", "LIST-MYRIGHTS", false},      {"METADATA", "LIST-METADATA", false},
    };
    const auto* known = std::ranges::find(kOptions, option, &Option::name);
    if (known != std::end(kOptions)) needs.push_back({std::move(option), known->capability, known->in_rev2});
  }
};

class UseOnlyIfOffered final : public OnlyIfOffered {
 public:
  About about() const override {
    return {"use-only-if-offered", "rfc6154-3-h", Subject::client,
            "CREATE has USE only where CREATE-SPECIAL-USE is offered"};
  }

 private:
  std::vector<Need> needs_of(const grammar::CommandBody& body) const override {
    const auto* create = std::get_if<grammar::Create>(&body);
    if (create == nullptr) return {};
    for (const auto& param : create->params)
      if (std::holds_alternative<grammar::SpecialUse>(param)) return {{"USE", "CREATE-SPECIAL-USE"}};
    return {};
  }
};

class NoCharsetWithUtf8 final : public Rule {
 public:
  About about() const override {
    return {"no-charset-with-utf8", "rfc6855-3-l", Subject::client,
            "SEARCH names no charset once UTF8=ACCEPT is enabled"};
  }
  void on_client(const ClientMessage& message, const Conversation& now) override {
    const auto* search = message.command == nullptr ? nullptr : std::get_if<grammar::Search>(&message.command->body);
    if (search == nullptr || !now.enabled.contains("UTF8=ACCEPT")) return;
    watch();
    if (search->charset) broke("a charset, and UTF8=ACCEPT is enabled", message.index, message.octets);
  }
};

class VanishedWithChangedSince final : public Rule {
 public:
  About about() const override {
    return {"vanished-with-changedsince", "rfc7162-3.2.6-c", Subject::client,
            "FETCH has VANISHED only beside CHANGEDSINCE"};
  }
  void on_client(const ClientMessage& message, const Conversation&) override {
    const auto* fetch = message.command == nullptr ? nullptr : std::get_if<grammar::Fetch>(&message.command->body);
    if (fetch == nullptr || !has<grammar::WithVanished>(*fetch)) return;
    watch();
    if (!has<grammar::ChangedSince>(*fetch)) broke("VANISHED without CHANGEDSINCE", message.index, message.octets);
  }

 private:
  template <class M>
  static bool has(const grammar::Fetch& fetch) {
    return std::any_of(fetch.modifiers.begin(), fetch.modifiers.end(),
                       [](const auto& modifier) { return std::holds_alternative<M>(modifier); });
  }
};

class NothingBehindCompress final : public Rule {
 public:
  About about() const override {
    return {"nothing-behind-compress", "rfc4978-3-g", Subject::client,
            "Behind COMPRESS no command is sent until its result has come"};
  }
  void on_client(const ClientMessage& message, const Conversation& now) override {
    if (message.continuation) return;
    watch();
    if (now.in_progress("COMPRESS")) broke("a command behind COMPRESS", message.index, message.octets);
  }
};

}  // namespace

Family offered_rules() {
  return {rule<IdleOnlyIfOffered>(),        rule<InitialResponseOnlyIfOffered>(),
          rule<ListOptionsOnlyIfOffered>(), rule<UseOnlyIfOffered>(),
          rule<NoCharsetWithUtf8>(),        rule<VanishedWithChangedSince>(),
          rule<NothingBehindCompress>()};
}

}  // namespace imapspec::oracle
