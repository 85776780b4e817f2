// What a command must have got, untagged, before its OK.
#include <array>

#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

// A command that is OK only after an untagged response of its own.
struct Required {
  std::string_view command;
  std::string_view response;
  Rule::About about;
};
const std::array<Required, 5>& required() {
  static const std::array<Required, 5> table = {{
      {"CAPABILITY",
       "CAPABILITY",
       {"capability-answered", "rfc3501-6.1.1-a", Subject::server, "CAPABILITY is answered by an untagged CAPABILITY"}},
      {"LOGOUT",
       "BYE",
       {"logout-says-bye", "rfc3501-6.1.3-b", Subject::server, "LOGOUT is answered by BYE before its OK"}},
      {"STATUS",
       "STATUS",
       {"status-answered",
        "rfc3501-6.3.10-a",
        Subject::server,
        "STATUS is answered by an untagged STATUS",
        {"rfc9051-6.3.11-a"}}},
      {"NAMESPACE",
       "NAMESPACE",
       {"namespace-answered",
        "rfc2342-5-a",
        Subject::server,
        "NAMESPACE is answered by an untagged NAMESPACE",
        {"rfc9051-6.3.10-a"}}},
      {"ENABLE",
       "ENABLED",
       {"enable-answered",
        "rfc5161-3.1-d",
        Subject::server,
        "ENABLE is answered by an untagged ENABLED, even an empty one",
        {"rfc9051-6.3.1-d"}}},
  }};
  return table;
}

class RequiredResponse final : public Rule {
 public:
  explicit RequiredResponse(const Required& row) : row_(&row) {}
  About about() const override { return row_->about; }
  void on_result(const CommandInProgress& command, const grammar::Tagged& result, const ServerMessage& message,
                 const Conversation& now) override {
    if (command.name != row_->command || !is_ok(result)) return;
    watch();
    // A BYE that crossed the LOGOUT has been said.
    if (said(command, row_->response) || (row_->response == "BYE" && now.bye)) return;
    broke(command.name + " was OK without an untagged " + std::string(row_->response), message.index, message.octets);
  }

 private:
  const Required* row_;
};

bool is_select(const CommandInProgress& command) {
  return command.name == "SELECT" || command.name == "EXAMINE";
}

class SelectSaysWhatItMust final : public Rule {
 public:
  About about() const override {
    return {
        "select-says-what-it-must",
        "rfc3501-6.3.1-a",
        Subject::server,
        "SELECT and EXAMINE are OK only after FLAGS and EXISTS; under IMAP4rev1 RECENT, under IMAP4rev2 LIST, UIDNEXT, "
        "UIDVALIDITY",
        {"rfc9051-6.3.2-a"}};
  }
  void on_result(const CommandInProgress& command, const grammar::Tagged& result, const ServerMessage& message,
                 const Conversation& now) override {
    if (!is_select(command) || !is_ok(result)) return;
    watch();
    // RFC 3501 lets clients live without UIDNEXT and UIDVALIDITY, so what it demands of them is left to the scenarios.
    const bool rev1 = now.dialect.revision == grammar::Revision::rev1;
    const bool rev2 = now.dialect.revision == grammar::Revision::rev2;
    std::vector<std::string_view> wanted = {"FLAGS", "EXISTS"};
    if (rev1) wanted.push_back("RECENT");
    if (rev2) wanted.push_back("LIST");
    const std::string_view cited = rev2 ? "rfc9051-6.3.2-a" : "rfc3501-6.3.1-a";
    for (const auto name : wanted)
      if (!said(command, name)) return missing(command, name, cited, message);
    if (!rev2) return;
    for (const std::string_view name : {"UIDNEXT", "UIDVALIDITY"})
      if (!said_code(command, name)) return missing(command, name, cited, message);
  }

 private:
  void missing(const CommandInProgress& command, std::string_view name, std::string_view cited,
               const ServerMessage& message) {
    broke(command.name + " was OK without an untagged " + std::string(name), message.index, message.octets, 0, cited);
  }
};

class ExamineIsReadOnly final : public Rule {
 public:
  About about() const override {
    return {"examine-is-read-only", "rfc3501-6.3.2-e", Subject::server, "The OK of EXAMINE begins with [READ-ONLY]"};
  }
  void on_result(const CommandInProgress& command, const grammar::Tagged& result, const ServerMessage& message,
                 const Conversation&) override {
    if (command.name != "EXAMINE" || !is_ok(result)) return;
    watch();
    const auto* atom = code<grammar::CodeAtom>(result.status);
    if (atom == nullptr || upper_case(atom->name) != "READ-ONLY")
      broke("the OK of EXAMINE does not say [READ-ONLY]", message.index, message.octets);
  }
};

class ClosedOnReselect final : public Rule {
 public:
  About about() const override {
    return {"closed-on-reselect",
            "rfc9051-6.3.2-k",
            Subject::server,
            "Under IMAP4rev2, SELECT and EXAMINE say [CLOSED] when they close the mailbox that was selected",
            {"rfc9051-7.1-i"}};
  }
  void on_result(const CommandInProgress& command, const grammar::Tagged& result, const ServerMessage& message,
                 const Conversation& now) override {
    if (!is_select(command) || !is_ok(result) || now.dialect.revision != grammar::Revision::rev2) return;
    if (!command.alone || command.state_when_sent != State::selected) return;
    watch();
    if (!said_code(command, "CLOSED"))
      broke("no [CLOSED] for the mailbox that was selected", message.index, message.octets);
  }
};

class UnseenExists final : public Rule {
 public:
  About about() const override {
    return {"unseen-exists", "rfc3501-7.1-j", Subject::server, "[UNSEEN n] names a message that exists"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* status = untagged<grammar::Status>(message);
    const auto* unseen = status == nullptr ? nullptr : code<grammar::CodeUnseen>(*status);
    if (unseen != nullptr && now.selecting()) number_ = unseen->number;
  }
  void on_result(const CommandInProgress& command, const grammar::Tagged& result, const ServerMessage& message,
                 const Conversation& now) override {
    if (!is_select(command)) return;
    const auto number = std::exchange(number_, std::nullopt);
    if (!number || !is_ok(result) || !command.opens || !now.mailbox->exists) return;
    watch();
    if (*number > *now.mailbox->exists)
      broke("[UNSEEN " + std::to_string(*number) + "] of " + std::to_string(*now.mailbox->exists) + " messages",
            message.index, message.octets);
  }

 private:
  std::optional<std::uint32_t> number_;
};

class RecentWithinExists final : public Rule {
 public:
  About about() const override {
    return {"recent-within-exists", "rfc3501-7.3.2-a", Subject::server,
            "A mailbox that is selected has no more recent messages than messages"};
  }
  void on_result(const CommandInProgress& command, const grammar::Tagged& result, const ServerMessage& message,
                 const Conversation& now) override {
    if (!is_select(command) || !is_ok(result) || !command.opens || !now.mailbox->exists || !now.mailbox->recent) return;
    watch();
    if (*now.mailbox->recent > *now.mailbox->exists)
      broke(std::to_string(*now.mailbox->recent) + " RECENT of " + std::to_string(*now.mailbox->exists) + " EXISTS",
            message.index, message.octets);
  }
};

class WrongStateIsRefused final : public Rule {
 public:
  About about() const override {
    return {"wrong-state-is-refused", "rfc3501-3-a", Subject::server,
            "A command in a state that does not permit it is answered by NO or BAD"};
  }
  void on_result(const CommandInProgress& command, const grammar::Tagged& result, const ServerMessage& message,
                 const Conversation&) override {
    if (!command.alone || !command.command || command.state_when_sent == State::before_greeting) return;
    if (permitted(command.name, command.state_when_sent)) return;
    watch();
    if (is_ok(result)) broke(command.name + " was OK in the wrong state", message.index, message.octets);
  }
};

}  // namespace

Family completion_rules() {
  Family family;
  for (const Required& row : required()) family.push_back(rule<RequiredResponse>(std::cref(row)));
  for (auto& each : {rule<SelectSaysWhatItMust>(), rule<ExamineIsReadOnly>(), rule<ClosedOnReselect>(),
                     rule<UnseenExists>(), rule<RecentWithinExists>(), rule<WrongStateIsRefused>()})
    family.push_back(each);
  return family;
}

}  // namespace imapspec::oracle
