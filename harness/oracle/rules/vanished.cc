// VANISHED: when it comes, what it names, and that EXPUNGE does not (RFC 7162 section 3.2).
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

using namespace grammar;

// Which messages went from the selected mailbox, not those of (EARLIER).
const VanishedData* vanished(const ServerMessage& message) {
  const auto* data = untagged<VanishedData>(message);
  return data == nullptr || data->earlier ? nullptr : data;
}

bool has_numbers(const List<SearchKey>& keys) {
  return std::any_of(keys.begin(), keys.end(), [](const SearchKey& key) {
    return key.kind == SearchKey::Kind::sequence || has_numbers(key.keys);
  });
}

class VanishedInPlaceOfExpunge final : public Rule {
 public:
  About about() const override {
    return {"vanished-in-place-of-expunge",
            "rfc7162-3.2.10.2-a",
            Subject::server,
            "Removals are told by VANISHED once QRESYNC is enabled, and by EXPUNGE before and where NOMODSEQ was sent",
            {"rfc7162-3.2.3-c"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const bool expunge = untagged<ExpungeData>(message) != nullptr;
    if ((!expunge && vanished(message) == nullptr) || !now.mailbox || now.selecting()) return;
    watch();
    const bool enabled = now.enabled.contains("QRESYNC") && !now.mailbox->nomodseq;
    // RFC 9586 section 3.3: VANISHED belongs to UIDONLY too.
    if (expunge && enabled) broke("EXPUNGE, and QRESYNC is enabled", message.index, message.octets);
    if (!expunge && !enabled && !now.enabled.contains("UIDONLY"))
      broke("VANISHED, and QRESYNC is not enabled", message.index, message.octets, 0, "rfc7162-3.2.3-c");
  }
};

class VanishedWhenPermitted final : public Rule {
 public:
  About about() const override {
    return {"vanished-when-permitted",
            "rfc7162-3.2.10.2-e",
            Subject::server,
            "No VANISHED while no command is in progress, nor in answer to FETCH, STORE, SEARCH or CLOSE",
            {"rfc7162-3.2.10.2-g", "rfc7162-3.2.8-d"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    if (vanished(message) == nullptr || !now.mailbox) return;
    watch();
    if (std::none_of(now.open.begin(), now.open.end(), [](const auto& c) { return c->complete; }))
      broke("no command is in progress", message.index, message.octets);
    else if (only_in_progress(now, {"FETCH", "STORE", "SEARCH"}))
      broke("VANISHED while " + now.open.front()->name + " is in progress", message.index, message.octets);
    else if (only_in_progress(now, {"CLOSE"}))
      broke("VANISHED in answer to CLOSE", message.index, message.octets, 0, "rfc7162-3.2.8-d");
    else if (const auto* search = now.open.size() == 1 ? body_of<Search>(*now.open.front()) : nullptr;
             search != nullptr && has_numbers(search->keys))
      broke("VANISHED in answer to UID SEARCH with message numbers", message.index, message.octets, 0,
            "rfc7162-3.2.10.2-g");
  }
};

class VanishedIsVisible final : public Rule {
 public:
  About about() const override {
    return {"vanished-is-visible",
            "rfc7162-3.2.10.2-c",
            Subject::server,
            "VANISHED names messages that are there for the client, each once",
            {"rfc7162-3.2.10.2-d"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* data = vanished(message);
    if (data == nullptr || !now.mailbox || now.selecting()) return;
    watch();
    if (now.mailbox->exists && count(data->uids) > *now.mailbox->exists)
      broke(std::to_string(count(data->uids)) + " messages in a mailbox of " + std::to_string(*now.mailbox->exists),
            message.index, message.octets);
    for (const auto& range : data->uids.items)
      if (now.mailbox->vanished(std::min(range.first, range.last), std::max(range.first, range.last)))
        broke("a message that went before", message.index, message.octets, 0, "rfc7162-3.2.10.2-d");
  }
};

class EarlierWasAsked final : public Rule {
 public:
  About about() const override {
    return {"earlier-was-asked",
            "rfc7162-3.2.10.1-a",
            Subject::server,
            "VANISHED (EARLIER) answers SELECT or EXAMINE with QRESYNC, or UID FETCH with VANISHED, before any FETCH",
            {"rfc7162-3.2.6-e"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* data = untagged<VanishedData>(message);
    if (data == nullptr || !data->earlier) return;
    watch();
    if (std::none_of(now.open.begin(), now.open.end(), [](const auto& command) { return asks(*command); }))
      broke("no command in progress asks for it", message.index, message.octets);
    else if (now.open.size() == 1 && said(*now.open.front(), "FETCH"))
      broke("it comes behind a FETCH response", message.index, message.octets, 0, "rfc7162-3.2.6-e");
  }

 private:
  static bool asks(const CommandInProgress& command) {
    const auto is_qresync = [](const auto& param) { return std::holds_alternative<Qresync>(param); };
    const auto is_vanished = [](const auto& modifier) { return std::holds_alternative<WithVanished>(modifier); };
    if (const auto* select = body_of<Select>(command))
      return std::any_of(select->params.begin(), select->params.end(), is_qresync);
    const auto* fetch = body_of<Fetch>(command);
    return fetch != nullptr && std::any_of(fetch->modifiers.begin(), fetch->modifiers.end(), is_vanished);
  }
};

class CloseTellsNoHighestmodseq final : public Rule {
 public:
  About about() const override {
    return {"close-tells-no-highestmodseq", "rfc7162-3.2.8-c", Subject::server, "The OK of CLOSE has no HIGHESTMODSEQ"};
  }
  void on_result(const CommandInProgress& command, const Tagged& result, const ServerMessage& message,
                 const Conversation&) override {
    if (command.name != "CLOSE" || !is_ok(result)) return;
    watch();
    if (code<CodeHighestModSeq>(result.status) != nullptr)
      broke("HIGHESTMODSEQ in the result of CLOSE", message.index, message.octets);
  }
};

}  // namespace

Family vanished_rules() {
  return {rule<VanishedInPlaceOfExpunge>(), rule<VanishedWhenPermitted>(), rule<VanishedIsVisible>(),
          rule<EarlierWasAsked>(), rule<CloseTellsNoHighestmodseq>()};
}

}  // namespace imapspec::oracle
