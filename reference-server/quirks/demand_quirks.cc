// What goes wrong with the responses that a command demands: they are left out, come twice, or come at the wrong time.
#include <array>
#include <set>
#include <string>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

using grammar::StatusKind;

bool opens(const Exchange& exchange, bool examine) {
  const auto* select = command_of<grammar::Select>(exchange);
  return select != nullptr && select->examine == examine;
}

// As often as anybody asks before anything is played.
struct CapabilityIsNotTold final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (answers<grammar::Capability>(exchange) && ++asked_ > 4) leave_out<grammar::CapabilityData>(exchange);
  }
  unsigned asked_ = 0;
};

struct CapabilityIsToldTwice final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (!answers<grammar::Capability>(exchange)) return;
    const grammar::Response first = exchange.responses.front();
    exchange.responses.insert(exchange.responses.begin(), first);
  }
};

// The first list behind an ENABLE.
struct EnableChangesCapability final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (answers<grammar::Enable>(exchange)) enabled_ = true;
    if (!answers<grammar::Capability>(exchange) || !std::exchange(enabled_, false)) return;
    take_capability_out(exchange, "ID");
  }
  bool enabled_ = false;
};

// Refuses ENABLE with the first word for which `refused` holds.
template <bool (*refused)(std::string_view)>
struct EnableIsPicky final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* enable = command_of<grammar::Enable>(exchange);
    grammar::Tagged* result = result_of(exchange);
    if (enable == nullptr || result == nullptr ||
        std::none_of(enable->capabilities.begin(), enable->capabilities.end(), refused))
      return;
    leave_out<grammar::EnabledData>(exchange);
    result_of(exchange)->status.kind = StatusKind::bad;
  }
};
bool is_unknown(std::string_view name) {
  return std::none_of(kCapabilities.begin(), kCapabilities.end(), [&](auto each) { return same_word(each, name); });
}
bool is_always_on(std::string_view name) {
  return !is_unknown(name) && !same_word(name, "IMAP4rev2") && !same_word(name, "CONDSTORE") &&
         !same_word(name, "QRESYNC");
}

struct EnableTakesTheFirst final : Decisions {
  bool enables(bool proper, std::string_view extension, const grammar::Enable& command) override {
    return proper && same_word(*command.capabilities.begin(), extension);
  }
};

struct SelectWithoutFlags final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (opens(exchange, false)) leave_out<grammar::FlagsData>(exchange);
  }
};

struct ExamineWithoutExists final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (opens(exchange, true)) leave_out<grammar::ExistsData>(exchange);
  }
};

struct SelectWithoutUidvalidity final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (opens(exchange, false)) leave_out_codes<grammar::CodeUidValidity>(exchange);
  }
};

struct ExamineWithoutUidnext final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (opens(exchange, true)) leave_out_codes<grammar::CodeUidNext>(exchange);
  }
};

struct SelectEndsTooEarly final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (opens(exchange, false))
      std::rotate(exchange.responses.begin(), exchange.responses.end() - 1, exchange.responses.end());
  }
};

struct ExamineSaysReadWrite final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    if (opens(exchange, true) && result != nullptr && result->status.kind == StatusKind::ok)
      result->status.text.code = code("READ-WRITE");
  }
};

struct ClosesWithoutBye final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (answers<grammar::Logout>(exchange)) return;
    std::erase_if(exchange.responses, [](auto& response) {
      const auto* status = untagged<grammar::Status>(response);
      return status != nullptr && status->kind == StatusKind::bye;
    });
  }
};

struct DoneIsNotAnswered final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const grammar::Tagged* result = result_of(exchange);
    if (result != nullptr && result->status.text.text == "IDLE completed") exchange.responses.pop_back();
  }
};

struct SameTagIsBad final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    if (result == nullptr) return;
    if (result->tag == last_) result->status.kind = StatusKind::bad;
    last_ = result->tag;
  }
  std::string last_;
};

// The first octet of each word that names a command, and of "UID", decides.
struct SmallCommandsAreBad final : Decisions {
  bool understands(bool proper, std::string_view command) override {
    const std::size_t name = command.find(' ') + 1;
    return proper && (name == 0 || name >= command.size() || command[name] < 'a' || command[name] > 'z');
  }
};

struct UnreadableResponseIsNo final : Decisions {
  bool unreadable_response_is_bad(bool) override { return false; }
};

struct FirstChallengeIsNotEmpty final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (!answers<grammar::Authenticate>(exchange)) return;
    for (auto& response : exchange.responses)
      if (auto* challenge = std::get_if<grammar::Continuation>(&response.body);
          challenge != nullptr && challenge->text.text.empty())
        challenge->text.text = "Z28gb24=";
  }
};

// An object of JSON begins with "{", and its base64 with "e".
struct RefusedTokenIsNotExplained final : Decisions {
  void on_exchange(Exchange& exchange) override {
    for (auto& response : exchange.responses)
      if (auto* challenge = std::get_if<grammar::Continuation>(&response.body);
          challenge != nullptr && challenge->base64 && challenge->text.text.starts_with("eyJ"))
        challenge->text.text = "";
  }
};

struct RefusedLiteralIsTakenForCommands final : Decisions {
  bool skips_refused_literal(bool) override { return false; }
};

// "{5}" CRLF becomes "{5+}" CRLF.
struct LiteralsDoNotWait final : Decisions {
  std::string octets(std::string proper) override {
    const std::size_t end = proper.find("}\r\n");
    const std::size_t open = proper.rfind('{', end);
    const bool literal = end != std::string::npos && open != std::string::npos && end > open + 1 &&
                         proper.find_first_not_of("0123456789", open + 1) == end;
    return literal ? proper.insert(end, 1, '+') : proper;
  }
};

struct BothKindsOfLiterals final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::CapabilityData>(exchange, [&](grammar::CapabilityData& data) {
      ListBuilder<std::string_view> names(exchange.arena());
      for (const auto each : data.capabilities) names.add(each);
      names.add("LITERAL-");
      data.capabilities = names.done();
    });
  }
};

struct QresyncWithoutItsEnable final : Decisions {
  void on_exchange(Exchange& exchange) override { take_capability_out(exchange, "ENABLE"); }
};

struct SearchresWithoutEsearch final : Decisions {
  void on_exchange(Exchange& exchange) override { take_capability_out(exchange, "ESEARCH"); }
};

struct EnabledOutlivesLogin final : Decisions {
  bool enabled_ends_with_login(bool) override { return false; }
};

constexpr std::array kQuirks = {
    Quirk{"capability-is-not-told", "rfc3501-6.1.1-a", "From the fifth on CAPABILITY is OK and tells none.",
          make_decisions<CapabilityIsNotTold>},
    Quirk{"capability-is-told-twice", "rfc3501-6.1.1-b", "CAPABILITY is answered by two lists.",
          make_decisions<CapabilityIsToldTwice>},
    Quirk{"enable-is-not-answered", "rfc5161-3.1-d", "ENABLE is OK without ENABLED.",
          make_decisions<LeavesOut<grammar::Enable, grammar::EnabledData>>},
    Quirk{"enable-changes-capability", "rfc5161-3.1-k", "After ENABLE the capability ID is gone.",
          make_decisions<EnableChangesCapability>},
    Quirk{"enable-refuses-the-unknown", "rfc5161-3.1-a", "ENABLE of an extension that is not known is BAD.",
          make_decisions<EnableIsPicky<is_unknown>>},
    Quirk{"enable-refuses-what-is-on", "rfc5161-3.1-b", "ENABLE of an extension that needs none is BAD.",
          make_decisions<EnableIsPicky<is_always_on>>},
    Quirk{"enable-takes-the-first", "rfc9051-6.3.1-c",
          "ENABLE looks at the first extension that it names, and at no other.", make_decisions<EnableTakesTheFirst>},
    Quirk{"id-is-not-answered", "rfc2971-3.2-a", "ID is OK without an ID response.",
          make_decisions<LeavesOut<grammar::Id, grammar::IdData>>},
    Quirk{"namespace-is-not-answered", "rfc2342-5-a", "NAMESPACE is OK without a NAMESPACE response.",
          make_decisions<LeavesOut<grammar::NamespaceCommand, grammar::NamespaceData>>},
    Quirk{"status-is-not-answered", "rfc3501-6.3.10-a", "STATUS is OK without a STATUS response.",
          make_decisions<LeavesOut<grammar::StatusCommand, grammar::StatusData>>},
    Quirk{"select-without-flags", "rfc3501-6.3.1-a", "SELECT sends no FLAGS.", make_decisions<SelectWithoutFlags>},
    Quirk{"examine-without-exists", "rfc3501-6.3.2-a", "EXAMINE sends no EXISTS.",
          make_decisions<ExamineWithoutExists>},
    Quirk{"select-without-uidvalidity", "rfc3501-6.3.1-b", "SELECT does not tell UIDVALIDITY.",
          make_decisions<SelectWithoutUidvalidity>},
    Quirk{"examine-without-uidnext", "rfc3501-6.3.2-b", "EXAMINE does not tell UIDNEXT.",
          make_decisions<ExamineWithoutUidnext>},
    Quirk{"select-ends-too-early", "rfc3501-6.3.1-c", "The data of SELECT come behind its OK.",
          make_decisions<SelectEndsTooEarly>},
    Quirk{"examine-says-read-write", "rfc3501-6.3.2-e", "The OK of EXAMINE has READ-WRITE.",
          make_decisions<ExamineSaysReadWrite>},
    Quirk{"closes-without-bye", "rfc3501-3.4-c", "Where the server ends the connection it does not say BYE.",
          make_decisions<ClosesWithoutBye>, kEverything, Acts::before_login},
    Quirk{"done-is-not-answered", "rfc2177-3-g", "DONE ends IDLE without a result.", make_decisions<DoneIsNotAnswered>},
    Quirk{"same-tag-is-bad", "rfc9051-2.2.1-c", "A command with the tag of the one before is BAD.",
          make_decisions<SameTagIsBad>},
    Quirk{"small-commands-are-bad", "rfc3501-9-d", "Commands in small letters are BAD.",
          make_decisions<SmallCommandsAreBad>},
    Quirk{"unreadable-response-is-no", "rfc9051-6.2.2-g",
          "To AUTHENTICATE a response that is no base64 is answered with NO.", make_decisions<UnreadableResponseIsNo>,
          kEverything, Acts::before_login},
    Quirk{"first-challenge-is-not-empty", "rfc4422-5-a", "Where the client begins, the server says something first.",
          make_decisions<FirstChallengeIsNotEmpty>, kEverything, Acts::before_login},
    Quirk{"refused-token-is-not-explained", "rfc7628-3.2.2-a", "What is wrong with an access token is not said.",
          make_decisions<RefusedTokenIsNotExplained>, kEverything, Acts::before_login},
    Quirk{"refused-literal-is-commands", "rfc7888-3-e",
          "The octets of a non-synchronizing literal that is refused are taken for commands.",
          make_decisions<RefusedLiteralIsTakenForCommands>, "short-literals"},
    Quirk{"literals-do-not-wait", "rfc7888-3-a", "The server's literals have the non-synchronizing form.",
          make_decisions<LiteralsDoNotWait>},
    Quirk{"both-kinds-of-literals", "rfc7888-5-e", "LITERAL- is offered beside LITERAL+.",
          make_decisions<BothKindsOfLiterals>},
    Quirk{"qresync-without-its-enable", "rfc7162-3.2.3-a", "QRESYNC is offered, and ENABLE is not.",
          make_decisions<QresyncWithoutItsEnable>},
    Quirk{"searchres-without-esearch", "rfc5182-2.1-a", "SEARCHRES is offered, and ESEARCH is not.",
          make_decisions<SearchresWithoutEsearch>},
    Quirk{"enabled-outlives-login", "rfc8437-4.1-a", "What was enabled stays so over UNAUTHENTICATE.",
          make_decisions<EnabledOutlivesLogin>},
};

}  // namespace

std::span<const Quirk> demand_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
