// What a command must have got, untagged, before its OK.
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

// COMMAND that was OK without one of the untagged responses that its description requires.
class RequiredResponse : public Rule {
 public:
  RequiredResponse(std::string_view command, std::vector<std::string_view> any_of) : command_(command), any_of_(std::move(any_of)) {}
  void on_result(const CommandInProgress& command, const grammar::Tagged& result, const ServerMessage& message,
                 const Conversation&) override {
    if (command.name != command_ || !is_ok(result)) return;
    watch();
    for (const auto name : any_of_)
      if (said(command, name)) return;
    broke(command.name + " was OK without an untagged " + std::string(any_of_.front()), message.index, message.octets);
  }

 private:
  std::string_view command_;
  std::vector<std::string_view> any_of_;
};

struct CapabilityAnswered final : RequiredResponse {
  CapabilityAnswered() : RequiredResponse("CAPABILITY", {"CAPABILITY"}) {}
  About about() const override {
    return {"capability-answered", "rfc3501-6.1.1-?", Subject::server, "CAPABILITY is answered by an untagged CAPABILITY"};
  }
};
struct LogoutSaysBye final : RequiredResponse {
  LogoutSaysBye() : RequiredResponse("LOGOUT", {"BYE"}) {}
  About about() const override {
    return {"logout-says-bye", "rfc3501-6.1.3-?", Subject::server, "LOGOUT is answered by BYE before its OK"};
  }
};
struct StatusAnswered final : RequiredResponse {
  StatusAnswered() : RequiredResponse("STATUS", {"STATUS"}) {}
  About about() const override {
    return {"status-answered", "rfc3501-6.3.10-?", Subject::server, "STATUS is answered by an untagged STATUS"};
  }
};
struct SearchAnswered final : RequiredResponse {
  SearchAnswered() : RequiredResponse("SEARCH", {"SEARCH", "ESEARCH"}) {}
  About about() const override {
    return {"search-answered", "rfc3501-6.4.4-?", Subject::server,
            "SEARCH is answered by an untagged SEARCH, even if nothing matches"};
  }
};
struct UidSearchAnswered final : RequiredResponse {
  UidSearchAnswered() : RequiredResponse("UID SEARCH", {"SEARCH", "ESEARCH"}) {}
  About about() const override {
    return {"uid-search-answered", "rfc3501-6.4.8-?", Subject::server, "UID SEARCH is answered as SEARCH is, with UIDs"};
  }
};
struct NamespaceAnswered final : RequiredResponse {
  NamespaceAnswered() : RequiredResponse("NAMESPACE", {"NAMESPACE"}) {}
  About about() const override {
    return {"namespace-answered", "rfc2342-5-?", Subject::server, "NAMESPACE is answered by an untagged NAMESPACE"};
  }
};
struct EnableAnswered final : RequiredResponse {
  EnableAnswered() : RequiredResponse("ENABLE", {"ENABLED"}) {}
  About about() const override {
    return {"enable-answered", "rfc5161-3.1-?", Subject::server, "ENABLE is answered by an untagged ENABLED"};
  }
};

// A SEARCH whose RETURN asks only for SAVE gets no ESEARCH (RFC 5182): such commands are not watched.
bool is_select(const CommandInProgress& command) { return command.name == "SELECT" || command.name == "EXAMINE"; }

class SelectSaysWhatItMust final : public Rule {
 public:
  About about() const override {
    return {"select-says-what-it-must", "rfc3501-6.3.1-?", Subject::server,
            "SELECT and EXAMINE are OK only after FLAGS and EXISTS, and RECENT under IMAP4rev1"};
  }
  void on_result(const CommandInProgress& command, const grammar::Tagged& result, const ServerMessage& message,
                 const Conversation& now) override {
    if (!is_select(command) || !is_ok(result)) return;
    watch();
    std::vector<std::string_view> wanted = {"FLAGS", "EXISTS"};
    if (now.dialect.revision == grammar::Revision::rev1) wanted.push_back("RECENT");
    for (const auto name : wanted) {
      if (said(command, name)) continue;
      broke(command.name + " was OK without an untagged " + std::string(name), message.index, message.octets);
      return;
    }
  }
};

class ExamineIsReadOnly final : public Rule {
 public:
  About about() const override {
    return {"examine-is-read-only", "rfc3501-6.3.2-?", Subject::server, "The OK of EXAMINE carries [READ-ONLY]"};
  }
  void on_result(const CommandInProgress& command, const grammar::Tagged& result, const ServerMessage& message,
                 const Conversation&) override {
    if (command.name != "EXAMINE" || !is_ok(result)) return;
    watch();
    const auto* atom = code<grammar::CodeAtom>(result.status);
    if (atom == nullptr || atom->name.size() != 9 || (atom->name[5] | 0x20) != 'o')
      broke("the OK of EXAMINE does not say [READ-ONLY]", message.index, message.octets);
  }
};

class UnseenExists final : public Rule {
 public:
  About about() const override {
    return {"unseen-exists", "rfc3501-7.1-?", Subject::server, "[UNSEEN n] names a message that exists"};
  }
  void on_server(const ServerMessage& message, const Conversation&) override {
    if (const auto* status = untagged<grammar::Status>(message))
      if (const auto* unseen = code<grammar::CodeUnseen>(*status)) number_ = unseen->number;
  }
  void on_result(const CommandInProgress& command, const grammar::Tagged& result, const ServerMessage& message,
                 const Conversation& now) override {
    if (!is_select(command)) return;
    const auto number = std::exchange(number_, std::nullopt);
    if (!number || !is_ok(result) || !now.mailbox) return;
    watch();
    if (*number > now.mailbox->messages.size())
      broke("[UNSEEN " + std::to_string(*number) + "] of " + std::to_string(now.mailbox->messages.size()) + " messages",
            message.index, message.octets);
  }

 private:
  std::optional<std::uint32_t> number_;
};

}  // namespace

Family completion_rules() {
  return {rule<CapabilityAnswered>(), rule<LogoutSaysBye>(),     rule<StatusAnswered>(),
          rule<SearchAnswered>(),     rule<UidSearchAnswered>(), rule<NamespaceAnswered>(),
          rule<EnableAnswered>(),     rule<SelectSaysWhatItMust>(), rule<ExamineIsReadOnly>(),
          rule<UnseenExists>()};
}

}  // namespace imapspec::oracle
